/// How a failed task says why: Protocol, "Reasons".
///
/// The raw values are used in plans, and in `tasks.jsonl`.
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
    /// The review's decision, in the words of its refusal of a prompt.
    case review
    /// The review's decision, by another code, under another key, or as a word in the reason.
    case contentFilter = "content-filter"
    case sensitiveWords = "sensitive-words"
    case reviewReason = "review-reason"
}
