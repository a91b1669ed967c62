/// The task that a query is about, and that the reply has to be about.
public struct TaskSubject: Hashable, Sendable {
    /// The service's id; nil if it is not known.
    public let task: TaskID?
    /// Our own id; nil if the task is not ours, so that we do not know it.
    public let id: OutTaskID?
    /// The addresses that were sent with the request: they are not results, wherever a reply repeats them.
    public let sent: Set<String>
    /// Where the acceptance said to query the task: a path of the service's own origin (`poll_url`,
    /// Protocol, "Two dialects"); nil if it did not say.
    public let pollPath: String?

    /// Creates a subject.
    public init(
        task: TaskID?, id: OutTaskID?, sent: Set<String> = [], pollPath: String? = nil
    ) {
        self.task = task
        self.id = id
        self.sent = sent
        self.pollPath = pollPath
    }
}

extension TaskSubject {
    /// Whether a reply that names a task by these identifiers is certainly about this one.
    func isNamed(byTaskIDs taskIDs: [String], outTaskID: String?) -> Bool {
        if let id, let outTaskID { return outTaskID == id.rawValue }
        return task.map { task in taskIDs.contains { Self.areSame($0, task.rawValue) } } ?? false
    }

    private static func areSame(_ told: String, _ known: String) -> Bool {
        told.lowercased() == known.lowercased()
    }
}
