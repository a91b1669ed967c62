extension FaultCatalogue {
    /// Faults in the body of a reply.
    static let bodies = [
        Fault(
            "html", "a page in place of JSON, or of the picture, with this HTTP status (200)",
            at: FaultPlace.allCases,
            [FaultParameter("STATUS", .integer(200...599), default: "200"), .charged]
        ) { arguments in
            .replace(isCharged: arguments.has("charged")) { _ in
                Reply.page("Just a moment...", status: arguments.integer("STATUS"))
            }
        },
        Fault(
            "body",
            "HTTP 200 with a body that cannot be read (broken): nothing, JSON cut short, noise, other JSON, 200,000 brackets, an error without a name",
            at: [.submit, .query, .balance],
            [FaultParameter("KIND", .choice(OddBody.kinds), default: "broken"), .charged]
        ) { arguments in
            .replace(isCharged: arguments.has("charged")) { _ in
                Reply.bytes(
                    200, "application/json; charset=utf-8", OddBody.bytes(arguments.text("KIND")))
            }
        },
        Fault(
            "endless", "HTTP 200 with a body that never ends", at: FaultPlace.allCases, [.charged]
        ) { arguments in
            .replace(isCharged: arguments.has("charged")) { exchange in
                Response(
                    status: 200,
                    headers: [
                        .contentType: exchange.place == .download ? "image/png" : "application/json"
                    ], body: OddBody.endless(for: exchange.place))
            }
        },
        Fault(
            "gzip-bomb",
            "HTTP 200 with COUNT times 64 KB of gzip (160), each of which becomes 64 MiB",
            at: FaultPlace.allCases,
            [FaultParameter("COUNT", .integer(1...160), default: "160"), .charged]
        ) { arguments in
            .replace(isCharged: arguments.has("charged")) { exchange in
                Response(
                    status: 200,
                    headers: [
                        .contentType: exchange.place == .download
                            ? "image/png" : "application/json",
                        .contentEncoding: "gzip",
                    ], body: OddBody.bomb(memberCount: arguments.integer("COUNT")))
            }
        },
        Fault(
            "compress", "the reply's body is compressed (gzip), though nobody asked for it",
            at: FaultPlace.allCases,
            [
                FaultParameter(
                    "HOW", .choice(Compression.allCases.map(\.rawValue)),
                    default: Compression.gzip.rawValue)
            ]
        ) { arguments in
            .alter { response, _ in
                (Compression(rawValue: arguments.text("HOW")) ?? .gzip).applied(to: response)
            }
        },
    ]
}
