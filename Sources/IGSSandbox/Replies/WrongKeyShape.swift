import Hummingbird

/// How it has been seen to be said that the key is missing or wrong: Protocol, "Errors".
enum WrongKeyShape: String, CaseIterable {
    /// As the service says it in the sandbox's reply forms.
    case usual
    /// Code 401, with HTTP 200.
    case code
    /// `"success":false` with HTTP 200, and a word of the token or of the key.
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
