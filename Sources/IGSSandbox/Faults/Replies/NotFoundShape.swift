import Hummingbird

/// How the service, or what stands before it, has been seen to say that there is no such task: PROTOCOL.md, section 2, "Errors".
enum NotFoundShape: String, CaseIterable {
    /// The service's own words, with HTTP 200.
    case ok
    /// The same with HTTP 400.
    case http
    /// HTTP 400 with the code `task_not_exist`.
    case notExist = "not-exist"
    /// HTTP 400 with the code `invalid_task_id`.
    case invalid
    /// A gateway's page, with HTTP 404.
    case gateway
    /// A page, with HTTP 200: how the service answers on a route that it does not know.
    case page
    /// A line of text, with HTTP 404.
    case bare
    /// An envelope of the service's with nothing in it.
    case empty

    func response(in dialect: Dialect) throws -> Response {
        switch self {
        case .ok: try ErrorReply.response(to: .noSuchTask, in: dialect)
        case .http:
            ErrorShape.json(
                ["ok": true, "statusCode": 400, "message": "api task not found"], status: 400)
        case .notExist: nested("task_not_exist", "the task does not exist")
        case .invalid: nested("invalid_task_id", "invalid task id")
        case .gateway: html(404, "404 Not Found")
        case .page: html(200, "Not here")
        case .bare: ErrorShape.reply(404, "text/plain", Array("404 page not found\n".utf8))
        case .empty: ErrorShape.json(["statusCode": 200, "message": "", "data": nil])
        }
    }

    private func nested(_ code: String, _ message: String) -> Response {
        ErrorShape.json(
            [
                "error": [
                    "code": .string(code), "type": "invalid_request_error",
                    "message": .string(message),
                ]
            ], status: 400)
    }

    private func html(_ status: Int, _ title: String) -> Response {
        ErrorShape.reply(status, "text/html; charset=utf-8", Array(OddBody.page(title).utf8))
    }
}
