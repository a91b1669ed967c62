/// Why the service refuses a request. Each dialect has its own wire form for each: see `ErrorReply`.
package enum Refusal: Error, Hashable, Sendable {
    /// The key is missing or wrong.
    case unauthorized
    /// The request is wrong; the text says how.
    case badRequest(String)
    /// The body, or a reference in it, is larger than the service accepts.
    case tooLarge(String)
    /// The safety review refused the prompt.
    case moderation(categories: [String], requestID: String)
    /// The account does not have enough credits.
    case noCredits
    /// An earlier task has the same caller's id.
    case duplicate(outTaskID: String, taskID: String, DuplicateWording)
    /// No task has the requested id.
    case noSuchTask
    /// The sandbox itself has failed, for example with a full disk.
    case trouble(String)
}
