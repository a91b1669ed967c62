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
                if shape == .dataURI, task.state(at: exchange.now) == .completed {
                    let bytes = try await exchange.service.pictures.picture(of: task.parameters)
                    picture =
                        "data:image/png;base64,\(Data(bytes.readableBytesView).base64EncodedString())"
                }
                return ErrorShape.json(shape.body(task, picture: picture, now: exchange.now))
            }
        },
        Fault(
            "status-word",
            "this status (dreaming), a number where it is one; words of a state only while the task is in it, others until it ends",
            at: [.query], [FaultParameter("WORD", .word, default: "dreaming")]
        ) { arguments in
            .replace(isCharged: false) { exchange in
                let word = arguments.text("WORD")
                guard let task = exchange.task else { return nil }
                let state = task.state(at: exchange.now)
                guard told(word, of: state) else { return nil }
                let body = QueryReplyShape.order.body(
                    task, picture: exchange.links.result(of: task), now: exchange.now)
                return ErrorShape.json(
                    body.setting("status", to: Int(word).map(JSONValue.number) ?? .string(word)))
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
        Fault("no-such-task", "this once the task is not found", at: [.query]) { _ in
            .replace(isCharged: false) { exchange in
                try ErrorReply.response(to: .noSuchTask, in: exchange.dialect)
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
