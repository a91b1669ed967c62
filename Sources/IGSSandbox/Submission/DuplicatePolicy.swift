/// What happens to a submission whose `out_task_id` has been used before. The service documents nothing about it.
package enum DuplicatePolicy: String, CaseIterable, Sendable {
    /// It is refused, and nothing is charged.
    case reject
    /// It gets the same answer as the first one, and nothing more is charged.
    case returnFirst = "return-first"
    /// It is a task of its own, charged like any other. A query by `out_task_id` finds the newest.
    case chargeTwice = "charge-twice"
}
