/// How a task that has failed says why: Protocol, "Reasons".
///
/// The raw values stand in plans, and in `tasks.jsonl`.
package enum FailureShape: String, CaseIterable, Codable, Sendable {
    /// An `error` object, its code a word.
    case word
    /// The same, its code a number.
    case number
    /// `error`, a text.
    case text
    /// Not at all.
    case silent
    /// The reason under another key.
    case errorCode = "error-code"
    case errorMessage = "error-message"
    case failMessage = "fail-msg"
    case failReason = "fail-reason"
    case failureReason = "failure-reason"
    case taskStatusMessage = "task-status-msg"
    /// No reason but a word of success.
    case success
    /// The review's doing, as it refuses a prompt.
    case review
    /// The review's doing, by another code, under another key, or as a word in the reason.
    case contentFilter = "content-filter"
    case sensitiveWords = "sensitive-words"
    case reviewReason = "review-reason"

    /// The members that say so beside the status.
    var members: JSONValue {
        let reason = JSONValue.string("the generation failed")
        return switch self {
        case .word:
            [
                "error": [
                    "code": "generation_failed", "message": reason,
                    "type": "image_generation_error",
                ]
            ]
        case .number: ["error": ["code": 500, "message": reason, "type": "server_error"]]
        case .text: ["error": reason]
        case .silent: [:]
        case .errorCode: ["error_code": "generation_failed"]
        case .errorMessage: ["error_message": reason]
        case .failMessage: ["failMsg": reason]
        case .failReason: ["fail_reason": reason]
        case .failureReason: ["failure_reason": reason]
        case .taskStatusMessage: ["task_status_msg": reason]
        case .success: ["error_message": "success"]
        case .review:
            [
                "error": [
                    "code": "moderation_blocked",
                    "message":
                        "Your request was rejected by the safety system. safety_violations=[violence].",
                    "type": "image_generation_user_error",
                ]
            ]
        case .contentFilter:
            ["error": ["code": "content_filter", "message": reason]]
        case .sensitiveWords: ["error_code": "sensitive_words", "error_message": reason]
        case .reviewReason:
            ["fail_reason": "the picture was held back: content_policy_violation"]
        }
    }
}
