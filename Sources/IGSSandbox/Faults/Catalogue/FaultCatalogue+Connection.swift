extension FaultCatalogue {
    /// Faults of connections.
    static let connection = [
        Fault(
            "cut-request", "the connection ends once BYTES of the request are in, head included",
            at: FaultPlace.allCases, [.bytes, .end]
        ) { arguments in
            .cutRequest(atByte: arguments.integer("BYTES"), arguments.end)
        },
        Fault(
            "lose-request", "the request comes in whole, nothing is done, and no reply comes",
            at: FaultPlace.allCases, [.end]
        ) { arguments in
            .drop(arguments.end)
        },
        Fault(
            "cut-reply",
            "the work is done, and the connection ends after BYTES of the reply, head included",
            at: FaultPlace.allCases, [.bytes, .end]
        ) { arguments in
            .cutReply(atByte: arguments.integer("BYTES"), arguments.end)
        },
        Fault(
            "lose-reply", "the work is done, and no byte of a reply comes",
            at: FaultPlace.allCases, [.end]
        ) { arguments in
            .cutReply(atByte: 0, arguments.end)
        },
        Fault(
            "delay", "the work is done, and the reply comes SECONDS later (5)",
            at: FaultPlace.allCases, [FaultParameter("SECONDS", .number, default: "5")]
        ) { arguments in
            let seconds = Double(arguments.text("SECONDS")) ?? 0
            return .alter { response, _ in
                try await Task.sleep(for: .seconds(seconds > 0 ? min(seconds, 3600) : 0))
                return response
            }
        },
        Fault(
            "slow", "the reply's body comes at RATE bytes a second (10)",
            at: FaultPlace.allCases,
            [FaultParameter("RATE", .integer(1...1_000_000_000), default: "10")]
        ) { arguments in
            .alter { response, _ in
                SlowBody.slowed(response, rate: arguments.integer("RATE"))
            }
        },
    ]
}
