/// The course of a task that is about to be accepted.
struct TaskCourse: Sendable {
    /// The task ends in a picture, and every query finds it.
    static let usual = TaskCourse()

    /// nil for a picture.
    var fate: TaskFate?
    /// The time during which no query finds it, in the service's seconds since its acceptance.
    var absence: Range<Double>?
    /// Whether it is done as soon as it is accepted.
    var isImmediate = false
    /// Whether its id is a number.
    var isNumbered = false
}
