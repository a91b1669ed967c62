/// Errors as faults make them.
extension ErrorShape {
    static let parameter = FaultParameter(
        "SHAPE", .choice(allCases.map(\.rawValue)), default: "")

    /// What the reply may also say, as if the task were accepted.
    static let contradiction = FaultParameter(
        "CARRIED", .choice(["with-id", "with-submitted", "with-pending", "with-both"]),
        default: "")

    /// Finds the shape that a fault's argument names; if it names none, that of the exchange's other
    /// errors.
    init(_ word: String, in exchange: FaultExchange) {
        let usual = exchange.place == .download ? .bare : exchange.forms.error(in: exchange.dialect)
        self = ErrorShape(rawValue: word) ?? usual
    }

    /// Returns the members that one of ``contradiction`` stands for.
    static func carried(_ word: String, _ exchange: FaultExchange) -> JSONValue {
        let id = JSONValue.string(
            exchange.task?.id ?? TaskIdentifier.random(now: exchange.now))
        let outTaskID = exchange.outTaskID.map(JSONValue.string) ?? nil
        return switch word {
        case "with-id": ["data": ["task_id": id, "out_task_id": outTaskID]]
        case "with-submitted": ["data": ["status": "submitted"]]
        case "with-pending": ["data": ["out_task_id": outTaskID, "status": "pending"]]
        case "with-both": ["data": [["status": "submitted", "task_id": id]]]
        default: [:]
        }
    }
}
