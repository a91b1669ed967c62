/// What is to become of a task, where that is not a picture: fixed when it is accepted. The raw values stand in `tasks.jsonl`.
package enum TaskFate: String, Codable, Sendable {
    /// It fails when it would be completed. The four differ in the reply's `error`: absent, a text, an object with a number for its code, one with a word.
    case failsSilently = "fails-silently"
    case failsWithText = "fails-with-text"
    case failsWithNumber = "fails-with-number"
    case failsWithWord = "fails-with-word"
    /// It fails as the review's doing.
    case failsInReview = "fails-in-review"
    /// It is cancelled when it would be completed.
    case cancelled
    /// It is worked on, and then expires.
    case expired
    /// It is worked on for ever.
    case unending
    /// It is accepted, charged and forgotten: no query finds it.
    case lost
    /// It completes, but its result is nowhere.
    case withoutResult = "without-result"
}
