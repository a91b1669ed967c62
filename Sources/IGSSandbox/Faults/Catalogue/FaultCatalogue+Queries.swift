import FoundationEssentials
import Hummingbird
import NIOCore

extension FaultCatalogue {
    /// How tasks are told of, or not.
    static let queries = [
        Fault(
            "query-reply", "the task is told of in this shape (task)", at: [.query],
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
                    let bytes = try await exchange.service.pictures.picture(of: task.parameters)
                    picture = shape.inlined(
                        Data(bytes.readableBytesView).base64EncodedString())
                }
                return ErrorShape.json(shape.body(task, picture: picture, now: exchange.now))
            }
        },
        Fault(
            "status-word",
            "this status (dreaming), a number where it is one; words of a state only while the task is in it, others until it ends; anyway: whatever the task is, and with nothing else",
            at: [.query],
            [.flag("anyway"), FaultParameter("WORD", .word, default: "dreaming")]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                let word = arguments.text("WORD")
                guard let task = exchange.task else { return nil }
                let status = Int(word).map(JSONValue.number) ?? .string(word)
                if arguments.has("anyway") {
                    var story = TaskStory(task, exchange)
                    (story.status, story.addresses, story.cost) = (status, nil, [:])
                    return ErrorShape.json(story.body(in: exchange.dialect))
                }
                let state = task.state(at: exchange.now)
                guard told(word, of: state) else { return nil }
                let body = QueryReplyShape.order.body(
                    task, picture: exchange.links.result(of: task), now: exchange.now)
                return ErrorShape.json(body.setting("status", to: status))
            }
        },
        Fault(
            "field", "NAME has VALUE (1e19), which is put there as it stands",
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
                    task, picture: exchange.links.result(of: task), now: exchange.now)
                return ErrorShape.json(
                    body.setting(arguments.text("NAME"), to: .verbatim(arguments.text("VALUE"))))
            }
        },
        Fault(
            "address",
            "TARGET (dead) in place of the picture's address, or, with first, before it: nobody listens there, 404 for good, blanks around or in it, a fragment, a path, or any URL as it stands",
            at: [.query],
            [
                .flag("first"),
                FaultParameter("TARGET", .word, default: OddAddress.dead.rawValue),
            ]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                guard let task = exchange.task else { return nil }
                var story = TaskStory(task, exchange)
                guard let usual = story.addresses else { return nil }
                let odd = OddAddress.text(arguments.text("TARGET"), task, exchange.links)
                story.addresses = [odd] + (arguments.has("first") ? usual : [])
                return ErrorShape.json(story.body(in: exchange.dialect))
            }
        },
        Fault(
            "cost",
            "the price of a task that is completed is given in this shape (dollars), as CREDITS where they are named",
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
                return ErrorShape.json(story.body(in: exchange.dialect))
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
                try NotFoundShape(rawValue: arguments.text("SHAPE"))?
                    .response(in: exchange.dialect)
            }
        },
    ]

    /// Whether a status is to be told of a task in a state: PROTOCOL.md, section 2, "Query replies".
    private static func told(_ word: String, of state: TaskState) -> Bool {
        switch word {
        case "pending", "submitted", "queued", "0": state == .pending
        case "processing", "running", "in_progress", "1": state == .processing
        case "completed", "succeeded", "success", "finished", "2": state == .completed
        case "failed", "failure", "error", "canceled", "cancelled", "expired", "3", "4": true
        default: state == .pending || state == .processing
        }
    }
}
