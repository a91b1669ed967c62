/// The wording of the refusal of an `out_task_id` that was used before.
///
/// The service does not document one; these are in its own style and that of its siblings.
package enum DuplicateWording: String, CaseIterable, Sendable {
    /// The refusal of any bad request.
    case exists
    /// With HTTP 200, as the live service sends business errors.
    case ok
    /// HTTP 400 with the service's members.
    case http
    /// HTTP 409 with an `error` object.
    case conflict
    /// HTTP 400 with an `error` object whose code is a word, and whose message has none of the usual
    /// words.
    case used
    /// HTTP 400 that names the first task.
    case named
    /// HTTP 500 with a message from a database.
    case database
}
