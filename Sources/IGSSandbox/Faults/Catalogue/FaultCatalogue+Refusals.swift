extension FaultCatalogue {
    private static let status = FaultParameter("STATUS", .integer(200...599), default: "500")
    private static let code = FaultParameter("CODE", .integer(0...9999), default: "500")

    /// Refusals by the service, or by what stands before it: Protocol, "Errors".
    static let refusals = [
        Fault(
            "status", "an error with this HTTP status (500), in one of the shapes seen",
            at: FaultPlace.allCases,
            [status, .charged, ErrorShape.parameter, ErrorShape.contradiction]
        ) { arguments in
            .replace(isCharged: arguments.has("charged")) { exchange in
                let status = arguments.integer("STATUS")
                return ErrorShape(arguments.text("SHAPE"), in: exchange).response(
                    status, code: status,
                    carrying: ErrorShape.carried(arguments.text("CARRIED"), exchange))
            }
        },
        Fault(
            "code", "an error with this code (500) in the body, with HTTP 200",
            at: [.submit, .query, .balance],
            [code, .charged, ErrorShape.parameter, ErrorShape.contradiction]
        ) { arguments in
            .replace(isCharged: arguments.has("charged")) { exchange in
                ErrorShape(arguments.text("SHAPE"), in: exchange).response(
                    200, code: arguments.integer("CODE"),
                    carrying: ErrorShape.carried(arguments.text("CARRIED"), exchange))
            }
        },
        Fault(
            "error",
            "an error object with this code (server_error), and the HTTP status that goes with it",
            at: [.submit, .query, .balance],
            [
                .charged, ErrorShape.contradiction,
                FaultParameter("NAME", .word, default: "server_error"),
            ]
        ) { arguments in
            .replace(isCharged: arguments.has("charged")) { exchange in
                let name = arguments.text("NAME")
                let status = status(of: name)
                return ErrorShape.nested.response(
                    status, code: status, name: name,
                    carrying: ErrorShape.carried(arguments.text("CARRIED"), exchange))
            }
        },
        Fault(
            "not-ok", "HTTP 200 that looks like success, beside an ok or success that is false",
            at: [.submit, .query, .balance],
            [
                FaultParameter("MEMBER", .choice(["ok", "success"]), default: "ok"), .charged,
            ]
        ) { arguments in
            .replace(isCharged: arguments.has("charged")) { exchange in
                Reply.json(notOK(arguments.text("MEMBER"), exchange))
            }
        },
        Fault(
            "already-exists", "refused as if the out_task_id had been used before, in this wording",
            at: [.submit],
            [
                FaultParameter(
                    "WORDING", .choice(DuplicateWording.allCases.map(\.rawValue)),
                    default: DuplicateWording.exists.rawValue), .charged,
            ]
        ) { arguments in
            .replace(isCharged: arguments.has("charged")) { exchange in
                guard let outTaskID = exchange.outTaskID,
                    let wording = DuplicateWording(rawValue: arguments.text("WORDING"))
                else { return nil }
                let taskID = exchange.task?.id ?? TaskIdentifier.random(now: exchange.now)
                return ErrorReply.response(
                    to: .duplicate(outTaskID: outTaskID, taskID: taskID, wording),
                    in: exchange.dialect, exchange.forms)
            }
        },
        Fault(
            "reject",
            "the review refuses the prompt, in this shape (moderation-blocked), with these categories (violence), commas between them",
            at: [.submit],
            [
                FaultParameter(
                    "SHAPE", .choice(ReviewShape.allCases.map(\.rawValue)),
                    default: ReviewShape.blocked.rawValue),
                FaultParameter("CATEGORIES", .word, default: "violence"),
            ]
        ) { arguments in
            .replace(isCharged: false) { _ in
                let categories = arguments.text("CATEGORIES").lowercased().split(separator: ",")
                    .map { $0.filter { $0.isLetter || $0 == "-" || $0 == "_" || $0 == "/" } }
                    .filter { !$0.isEmpty }
                return ReviewShape(rawValue: arguments.text("SHAPE"))?.response(
                    categories: categories.isEmpty ? ["violence"] : categories.sorted(),
                    requestID: "req_\(RandomText.base32(24))")
            }
        },
        Fault(
            "no-credits", "refused as if the account were empty, in this shape (usual)",
            at: [.submit],
            [
                FaultParameter(
                    "SHAPE", .choice(EmptyAccountShape.allCases.map(\.rawValue)),
                    default: EmptyAccountShape.usual.rawValue)
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                EmptyAccountShape(rawValue: arguments.text("SHAPE"))?
                    .response(in: exchange.dialect, exchange.forms)
            }
        },
        Fault(
            "wrong-key", "refused as if the key were wrong, in this shape (usual)",
            at: [.submit, .query, .balance],
            [
                FaultParameter(
                    "SHAPE", .choice(WrongKeyShape.allCases.map(\.rawValue)),
                    default: WrongKeyShape.usual.rawValue)
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                WrongKeyShape(rawValue: arguments.text("SHAPE"))?
                    .response(in: exchange.dialect, exchange.forms)
            }
        },
        Fault(
            "rate-limit",
            "429, with SECONDS to wait (1) in Retry-After, there as a date, in the message, or nowhere",
            at: FaultPlace.allCases,
            [
                FaultParameter("SECONDS", .number, default: "1"),
                FaultParameter(
                    "HOW", .choice(["header", "date", "message", "none", "bare"]),
                    default: "header"),
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in rateLimit(arguments, exchange) }
        },
        Fault(
            "refuse-agent",
            "403 for a User-Agent that is missing or contains TEXT (else: those of common libraries)",
            at: FaultPlace.allCases, [FaultParameter("TEXT", .word, default: "")]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                let agent = exchange.request.headers[.userAgent]?.lowercased() ?? ""
                let refused = arguments.text("TEXT").lowercased()
                let words = refused.isEmpty ? refusedAgents : [refused]
                guard agent.isEmpty || words.contains(where: { agent.contains($0) }) else {
                    return nil
                }
                return Reply.bytes(403, "text/html", Array("error code: 1010\n".utf8))
            }
        },
        Fault(
            "redirect",
            "a redirect (302) to TARGET: host, port, scheme, userinfo, relative, loop, or a URL",
            at: FaultPlace.allCases,
            [
                FaultParameter("STATUS", .integer(300...399), default: "302"),
                FaultParameter("TARGET", .word, default: "host"),
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                var response = Response(status: arguments.integer("STATUS"))
                response.headers[.location] = target(arguments.text("TARGET"), exchange)
                return response
            }
        },
    ]

    /// Returns a refusal that differs from an acceptance only in its first member.
    private static func notOK(_ member: String, _ exchange: FaultExchange) -> JSONValue {
        let data: JSONValue =
            exchange.place == .submit
            ? [
                "task_id": "", "out_task_id": exchange.outTaskID.map(JSONValue.string) ?? nil,
                "status": "pending",
            ] : nil
        let refused: JSONValue = .object([.init(name: member, value: false)])
        return refused.merging(["statusCode": 200, "message": "", "data": data])
    }

    private static let refusedAgents = [
        "python-urllib", "python-requests", "aiohttp", "curl/", "wget/", "java/", "okhttp",
        "go-http-client", "swift", "nio",
    ]

    private static func status(of name: String) -> Int {
        switch name {
        case "invalid_api_key": 401
        case "insufficient_quota": 402
        case "insufficient_user_quota": 403
        case "rate_limit_exceeded", "rate_limit_error": 429
        case "server_error": 500
        default: 400
        }
    }

    private static func rateLimit(
        _ arguments: FaultArguments, _ exchange: FaultExchange
    ) -> Response {
        let (seconds, how) = (arguments.text("SECONDS"), arguments.text("HOW"))
        let shape = ErrorShape(how == "message" ? "nested" : how, in: exchange)
        var response = shape.response(
            429, code: 429,
            message: how == "message"
                ? "Rate limit reached. Please try again in \(seconds)s." : "Rate limit reached.")
        switch how {
        case "header": response.headers[.retryAfter] = seconds
        case "date":
            response.headers[.retryAfter] = HTTPDate.text(exchange.now + (Double(seconds) ?? 0))
        default: break
        }
        return response
    }

    /// Returns the target of a redirect. Nothing ever answers on port 9; `localhost` is this sandbox by
    /// another name.
    private static func target(_ target: String, _ exchange: FaultExchange) -> String {
        let path = exchange.request.target
        let port = exchange.request.authority.split(separator: ":").last ?? "80"
        return switch target {
        case "host": "http://localhost:\(port)\(path)"
        case "port": "http://127.0.0.1:9\(path)"
        case "scheme": "https://\(exchange.request.authority)\(path)"
        case "userinfo": "http://user:secret@\(exchange.request.authority)\(path)"
        case "relative": "\(path)?again"
        case "loop": "http://\(exchange.request.authority)\(path)"
        default: target
        }
    }
}
