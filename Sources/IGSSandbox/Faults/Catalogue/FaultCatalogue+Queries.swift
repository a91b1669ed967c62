extension FaultCatalogue {
    /// Faults in what queries say about tasks.
    static let queries = [
        Fault(
            "query-reply", "the reply describes the task in this shape (task)", at: [.query],
            [
                FaultParameter(
                    "SHAPE", .choice(QueryReplyShape.allCases.map(\.rawValue)),
                    default: QueryReplyShape.task.rawValue)
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                guard let task = exchange.task,
                    let shape = QueryReplyShape(rawValue: arguments.text("SHAPE"))
                else { return nil }
                var picture = exchange.links.result(of: task)
                if shape.isInline, task.state(at: exchange.now) == .completed {
                    picture = shape.inlined(
                        try await exchange.service.pictures.base64(of: task.parameters))
                }
                return Reply.json(shape.body(task, picture: picture, exchange))
            }
        },
        Fault(
            "status-word",
            "this status (dreaming), a number where it is one; words of a state only while the task is in it, others until it ends; anyway: whatever the task is, and with nothing else; with-result: beside the result",
            at: [.query],
            [
                FaultParameter("WHEN", .choice(["anyway", "with-result"]), default: ""),
                FaultParameter("WORD", .word, default: "dreaming"),
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                let word = arguments.text("WORD")
                guard let task = exchange.task else { return nil }
                let status = Int(word).map(JSONValue.number) ?? .string(word)
                if arguments.text("WHEN") == "anyway" {
                    var story = TaskStory(task, exchange)
                    (story.status, story.addresses, story.cost) = (status, nil, [:])
                    return Reply.json(story.body(for: exchange))
                }
                let state = task.state(at: exchange.now)
                guard
                    arguments.text("WHEN") == "with-result"
                        ? state == .completed : told(word, of: state)
                else { return nil }
                let body = QueryReplyShape.order.body(
                    task, picture: exchange.links.result(of: task), exchange)
                return Reply.json(body.setting("status", to: status))
            }
        },
        Fault(
            "field", "the field NAME has VALUE (1e19), inserted verbatim",
            at: [.query],
            [
                FaultParameter(
                    "NAME",
                    .choice([
                        "credits_cost", "expires_at", "progress", "status", "url", "result",
                        "error",
                        "code", "data",
                    ]), default: "expires_at"),
                FaultParameter("VALUE", .word, default: "1e19"),
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                guard let task = exchange.task else { return nil }
                let body = QueryReplyShape.task.body(
                    task, picture: exchange.links.result(of: task), exchange)
                return Reply.json(
                    body.setting(arguments.text("NAME"), to: .verbatim(arguments.text("VALUE"))))
            }
        },
        Fault(
            "address",
            "TARGET (dead) in place of the picture's address, or before or behind it: nobody listens there, 404 for good, blanks around or in it, a fragment, a path, the task's own reference, that as a data URI, or any URL as it stands",
            at: [.query],
            [
                FaultParameter("WHERE", .choice(["first", "last"]), default: ""),
                FaultParameter("TARGET", .word, default: OddAddress.dead.rawValue),
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                guard let task = exchange.task else { return nil }
                var story = TaskStory(task, exchange)
                guard let usual = story.addresses,
                    let odd = OddAddress.text(
                        arguments.text("TARGET"), task, exchange.links, exchange.service.references)
                else { return nil }
                story.addresses =
                    switch arguments.text("WHERE") {
                    case "first": [odd] + usual
                    case "last": usual + [odd]
                    default: [odd]
                    }
                return Reply.json(story.body(for: exchange))
            }
        },
        Fault(
            "cost",
            "the price of a completed task is given in this shape (dollars), as CREDITS if given",
            at: [.query],
            [
                FaultParameter(
                    "SHAPE", .choice(CostShape.allCases.map(\.rawValue)),
                    default: CostShape.dollars.rawValue),
                FaultParameter("CREDITS", .integer(0...1_000_000_000), default: ""),
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                guard let task = exchange.task, task.state(at: exchange.now) == .completed,
                    let shape = CostShape(rawValue: arguments.text("SHAPE"))
                else { return nil }
                var story = TaskStory(task, exchange)
                let credits = Double(arguments.text("CREDITS")) ?? task.cost.value
                story.cost = shape.members(credits: credits)
                return Reply.json(story.body(for: exchange))
            }
        },
        Fault(
            "no-such-task", "this once the task is not found, in this shape (ok)", at: [.query],
            [
                FaultParameter(
                    "SHAPE", .choice(NotFoundShape.allCases.map(\.rawValue)),
                    default: NotFoundShape.ok.rawValue)
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                NotFoundShape(rawValue: arguments.text("SHAPE"))?.response
            }
        },
        Fault(
            "no-route",
            "there is no such route: a page with HTTP 200, or STATUS, without anything of the service's; with get or post, only where the request is one",
            at: [.query, .submit, .balance],
            [
                FaultParameter("METHOD", .choice(["get", "post"]), default: ""),
                FaultParameter(
                    "SHAPE", .choice(MissingRouteShape.allCases.map(\.rawValue)),
                    default: MissingRouteShape.page.rawValue),
                FaultParameter("STATUS", .integer(200...599), default: ""),
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                let method = arguments.text("METHOD")
                guard method.isEmpty || exchange.request.method.lowercased() == method
                else { return nil }
                return MissingRouteShape(rawValue: arguments.text("SHAPE"))?.response(
                    to: exchange.request, status: Int(arguments.text("STATUS")))
            }
        },
        Fault(
            "balance-reply", "the balance is told in this shape (credits)", at: [.balance],
            [
                FaultParameter(
                    "SHAPE", .choice(BalanceShape.allCases.map(\.rawValue)),
                    default: BalanceShape.credits.rawValue)
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                BalanceShape(rawValue: arguments.text("SHAPE")).map {
                    Reply.json($0.body(exchange.service.balance, exchange.forms))
                }
            }
        },
    ]

    /// Whether a status should be reported for a task in a state: Protocol, "Status words".
    private static func told(_ word: String, of state: TaskState) -> Bool {
        let word = String(word.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
        return switch word {
        case "pending", "submitted", "queued", "queuing", "waiting", "not_started", "0":
            state == .pending
        case "processing", "running", "in_progress", "generating", "1": state == .processing
        case "completed", "succeeded", "success", "succeed", "finished", "done", "2":
            state == .completed
        case "failed", "failure", "fail", "error", "timeout", "rejected", "canceled", "cancelled",
            "expired", "3", "4":
            true
        case _ where word.hasSuffix("_failed"): true
        default: state == .pending || state == .processing
        }
    }
}
