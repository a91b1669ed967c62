/// How the refusal of an `out_task_id` that was used before is worded.
///
/// The service documents none; these are its own manner and those of its siblings.
package enum DuplicateWording: String, CaseIterable, Sendable {
    /// As any bad request is refused.
    case exists
    /// With HTTP 200, as the live service sends business errors.
    case ok
    /// HTTP 400 with the service's members.
    case http
    /// HTTP 409 with an `error` object.
    case conflict
    /// HTTP 400 with an `error` object whose code is a word, and whose message has none of the usual ones.
    case used
    /// HTTP 400 that names the first task.
    case named
    /// HTTP 500 with what a database says.
    case database
}
