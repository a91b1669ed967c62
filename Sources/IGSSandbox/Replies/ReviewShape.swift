/// How the review has been seen to refuse a prompt at its submission: Protocol, "Errors".
enum ReviewShape: String, CaseIterable {
    /// The code `moderation_blocked`, and the categories in the message.
    case blocked = "moderation-blocked"
    /// Other words in its place.
    case contentPolicy = "content-policy-violation"
    case contentFilter = "content-filter"
    case sensitiveWords = "sensitive-words"
    /// Such a word under another key than `error.code`.
    case type
    case code
    case errorCode = "error-code"
    /// Such a word in the message alone, with HTTP 200.
    case message

    func response(categories: [String], requestID: String) -> Response {
        let refused: JSONValue = .string("the prompt was refused")
        func nested(_ code: JSONValue, _ type: String, _ message: JSONValue) -> JSONValue {
            ["error": ["code": code, "type": .string(type), "message": message]]
        }
        let body: JSONValue =
            switch self {
            case .blocked:
                nested(
                    "moderation_blocked", "image_generation_user_error",
                    .string(
                        "Your request was rejected by the safety system. "
                            + "safety_violations=[\(categories.joined(separator: ", "))]. "
                            + "If you believe this is an error, include the request ID \(requestID)."
                    ))
            case .contentPolicy, .contentFilter, .sensitiveWords:
                nested(
                    .string(rawValue.replacing("-", with: "_")), "invalid_request_error", refused)
            case .type: nested(nil, "content_policy_violation", refused)
            case .code: ["code": "sensitive_words", "message": refused]
            case .errorCode: ["error_code": "content_filter", "message": refused]
            case .message:
                [
                    "ok": true, "statusCode": 400,
                    "message": "the prompt was refused: content_policy_violation", "data": nil,
                ]
            }
        return Reply.json(body, status: self == .message ? 200 : 400)
    }
}
