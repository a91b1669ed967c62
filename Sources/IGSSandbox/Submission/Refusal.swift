/// Why the service does not do what a request asks. Each dialect has its own wire form for each: see `ErrorReply`.
package enum Refusal: Error, Hashable, Sendable {
    /// The key is missing or wrong.
    case unauthorized
    /// The request is at fault; the text says what is.
    case badRequest(String)
    /// The body, or a reference in it, is larger than the service takes.
    case tooLarge(String)
    /// The safety review refused the prompt.
    case moderation(categories: [String], requestID: String)
    /// The account's credits do not suffice.
    case noCredits
    /// The caller's own id is that of an earlier task.
    case duplicate(outTaskID: String, taskID: String, DuplicateWording)
    /// No task has the id that was asked for.
    case noSuchTask
    /// The sandbox itself is in trouble, as with a full disk.
    case trouble(String)
}
