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

    /// The identifier of another task that a reply names; nil where it names none, or this one.
    func stranger(in envelope: Envelope) -> String? {
        if let id, let told = envelope.outTaskID, told != id.rawValue { return told }
        guard let task, let told = envelope.taskIDs.first else { return nil }
        return envelope.taskIDs.contains(task.rawValue) ? nil : told
    }
}
