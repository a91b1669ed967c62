/// How the service has been seen to report a missing or wrong key: Protocol, "Errors".
enum WrongKeyShape: String, CaseIterable {
    /// The usual error in the sandbox's reply forms.
    case usual
    /// Code 401, with HTTP 200.
    case code
    /// `"success":false` with HTTP 200, and a word about the token or the key.
    case token
    case key

    func response(in dialect: Dialect, _ forms: ReplyForms) -> Response {
        switch self {
        case .usual: ErrorReply.response(to: .unauthorized, in: dialect, forms)
        case .code: ErrorShape.ok.response(200, code: 401)
        case .token: Reply.json(["success": false, "message": "invalid token"])
        case .key: Reply.json(["success": false, "message": "the API key is not valid"])
        }
    }
}
