/// Writes a refusal as a response: Protocol, "Errors".
///
/// A wrong key and the review's refusal have an HTTP status of their own in all forms; the live service's other
/// refusals have 200.
enum ErrorReply {
    static func response(
        to refusal: Refusal, in dialect: Dialect, _ forms: ReplyForms
    ) -> Response {
        let shape = forms.error(in: dialect)
        func error(_ code: Int, _ message: String) -> Response {
            shape.response(shape == .ok ? 200 : code, code: code, message: message)
        }
        return switch refusal {
        case .unauthorized: shape.response(401, code: 401)
        case .badRequest(let message): error(400, message)
        case .tooLarge(let message): error(413, message)
        case .trouble(let message): error(500, message)
        case .moderation(let categories, let requestID):
            ReviewShape.blocked.response(categories: categories, requestID: requestID)
        case .noCredits:
            shape == .nested
                ? shape.response(402, code: 402) : shape.response(200, code: 433)
        case .duplicate(let outTaskID, let taskID, let wording):
            wording.response(outTaskID: outTaskID, taskID: taskID)
                ?? error(400, "out_task_id \(outTaskID) already exists")
        case .noSuchTask: forms.missingTask.response
        }
    }
}
