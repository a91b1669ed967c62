/// How the service, or what stands before it, has been seen to say that a task does not exist:
/// Protocol, "Errors".
enum NotFoundShape: String, CaseIterable {
    /// The service's own words, with HTTP 200.
    case ok
    /// The same with HTTP 400.
    case http
    /// HTTP 400 with the code `task_not_exist`.
    case notExist = "not-exist"
    /// The same, without an `error` object.
    case code
    /// HTTP 400 with the code `invalid_task_id`.
    case invalid
    /// A gateway's page, with HTTP 404.
    case gateway
    /// A page, with HTTP 200: the service's answer on a route that it does not know.
    case page
    /// A line of text, with HTTP 404.
    case bare
    /// An envelope of the service's, with nothing in it.
    case empty

    var response: Response {
        switch self {
        case .ok: Reply.json(Self.own)
        case .http: Reply.json(Self.own, status: 400)
        case .notExist:
            ErrorShape.nested.response(
                400, code: 400, name: "task_not_exist", message: "the task does not exist")
        case .code:
            Reply.json(
                ["code": "task_not_exist", "message": "task_not_exist", "data": nil], status: 400)
        case .invalid:
            ErrorShape.nested.response(
                400, code: 400, name: "invalid_task_id", message: "invalid task id")
        case .gateway: Reply.page("404 Not Found", status: 404)
        case .page: Reply.page("Not here")
        case .bare: Reply.bytes(404, "text/plain", Array("404 page not found\n".utf8))
        case .empty: Reply.json(["statusCode": 200, "message": "", "data": nil])
        }
    }

    private static let own: JSONValue = [
        "ok": true, "statusCode": 400, "message": "api task not found",
    ]
}
