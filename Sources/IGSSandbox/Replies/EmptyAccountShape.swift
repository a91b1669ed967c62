/// How the service has been seen to report an empty account: Protocol, "Errors".
enum EmptyAccountShape: String, CaseIterable {
    /// The usual error in the sandbox's reply forms.
    case usual
    /// Code 402, with HTTP 200.
    case code
    /// Codes in an `error` object.
    case quota = "insufficient-quota"
    case userQuota = "insufficient-user-quota"
    case hardLimit = "billing-hard-limit"
    /// Words in the message alone, with code 400 and HTTP 200.
    case noCredits = "no-credits"
    case insufficientCredits = "insufficient-credits"

    func response(in dialect: Dialect, _ forms: ReplyForms) -> Response {
        switch self {
        case .usual: ErrorReply.response(to: .noCredits, in: dialect, forms)
        case .code: ErrorShape.ok.response(200, code: 402)
        case .quota:
            ErrorShape.nested.response(
                429, code: 429, name: "insufficient_quota",
                message: "You exceeded your current quota.")
        case .userQuota:
            ErrorShape.nested.response(
                403, code: 403, name: "insufficient_user_quota", message: "the quota is used up")
        case .hardLimit:
            ErrorShape.nested.response(
                400, code: 400, name: "billing_hard_limit_reached",
                message: "Billing hard limit has been reached")
        case .noCredits, .insufficientCredits:
            ErrorShape.ok.response(
                200, code: 400, message: rawValue.replacing("-", with: " "))
        }
    }
}
