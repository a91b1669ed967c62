/// The task that a reply has to be about.
struct TaskSubject: Sendable {
    /// The service's id; nil where it is not known.
    let task: TaskID?
    /// Our own id; nil where the task is not ours, so that nobody here knows it.
    let id: OutTaskID?

    /// Whether a reply that names a task by these identifiers is about this one, for certain.
    func isNamed(byTaskIDs taskIDs: [String], outTaskID: String?) -> Bool {
        if let id, let outTaskID { return outTaskID == id.rawValue }
        return task.map { taskIDs.contains($0.rawValue) } ?? false
    }

    /// Whether a reply is about another task: it names one, and not this one.
    ///
    /// Our own id decides where the reply has it: it is the one that nobody else has chosen.
    func isContradicted(by envelope: Envelope) -> Bool {
        if id != nil, envelope.outTaskID != nil {
            return !isNamed(byTaskIDs: [], outTaskID: envelope.outTaskID)
        }
        guard let task, !envelope.taskIDs.isEmpty else { return false }
        return !envelope.taskIDs.contains(task.rawValue)
    }
}
