import FoundationEssentials
import SHA2
import Synchronization

/// The accepted tasks of a state folder, which other sandboxes may share.
///
/// Tasks are kept in `tasks.jsonl`, in the order in which they were accepted. Each sandbox keeps what it has read in
/// memory, and reads on from there if it is asked for a task that it does not know.
package final class TaskStore: Sendable {
    private struct Index {
        var end = 0
        var tasks: [String: SimulatedTask] = [:]
        var identifiers: [String: String] = [:]
        var tokens: [String: String] = [:]
        var order: [String] = []
        var spent = Credits.none
        /// How often this sandbox has accepted each request since it was started; other sandboxes count for themselves.
        var accepted: [SHA256.Digest: Int] = [:]
    }

    private let file: LineFile
    private let lock: StateLock
    private let journal: Journal
    private let index = Mutex(Index())

    /// Opens the folder's tasks, and bills those that a sandbox was killed before billing.
    package init(folder: StateFolder, journal: Journal) throws(SandboxError) {
        file = try LineFile(path: folder.file("tasks.jsonl"))
        lock = try StateLock(path: folder.file("lock"))
        self.journal = journal
        try lock.withLock { () throws(SandboxError) in
            readOn()
            let (order, tasks) = index.withLock { ($0.order, $0.tasks) }
            try journal.complete(with: order.compactMap { tasks[$0]?.bill })
        }
    }

    /// Finds a task by the service's id.
    package func task(id: String) -> SimulatedTask? {
        find { $0.tasks[id] }
    }

    /// Finds a task by its caller's own id.
    package func task(outTaskID: String) -> SimulatedTask? {
        find { index in index.identifiers[outTaskID].flatMap { index.tasks[$0] } }
    }

    /// Finds a task by the unguessable part of its result's URL.
    package func task(resultToken: String) -> SimulatedTask? {
        find { index in index.tokens[resultToken].flatMap { index.tasks[$0] } }
    }

    /// The cost of all tasks in the folder, and of those that were removed from it.
    package var spent: Credits {
        readOn()
        return index.withLock { $0.spent }
    }

    /// Decides about a new task and files it: the task first, then its bill, both on the disk when this returns.
    /// Blocks.
    ///
    /// Calls must not be made in parallel; the folder's lock keeps other processes out.
    ///
    /// - Parameter decide: Receives the task with the same `outTaskID`, if there is one, and what has been spent so
    ///   far; returns the task to file, or nil for none.
    /// - Returns: The task as it is filed: the k-th of identical requests is the k-th variant.
    @discardableResult
    package func accept(
        outTaskID: String?,
        decide: (_ earlier: SimulatedTask?, _ spent: Credits) throws -> SimulatedTask?
    ) throws -> SimulatedTask? {
        try lock.withLock {
            readOn()
            let (earlier, spent) = index.withLock { index in
                (
                    outTaskID.flatMap { index.identifiers[$0] }.flatMap { index.tasks[$0] },
                    index.spent
                )
            }
            guard var task = try decide(earlier, spent) else { return nil }
            let request = try task.parameters.request
            let count = index.withLock { $0.accepted[request] ?? 0 } + 1
            if count > 1 { task.parameters.variant = count }
            try file.append(JSONLine.encode(task), durably: false)
            index.withLock { $0.accepted[request] = count }
            try journal.append(task.bill)
            readOn()
            return task
        }
    }

    private func find(_ look: (Index) -> SimulatedTask?) -> SimulatedTask? {
        if let known = index.withLock({ look($0) }) { return known }
        readOn()
        return index.withLock { look($0) }
    }

    private func readOn() {
        index.withLock { index in
            let (lines, end) = file.lines(from: index.end)
            index.end = end
            for line in lines {
                guard let task = try? JSONDecoder().decode(SimulatedTask.self, from: Data(line))
                else {
                    let removed = try? JSONDecoder().decode(RemovedTasks.self, from: Data(line))
                    if let removed { index.spent += removed.spent }
                    continue
                }
                guard index.tasks.updateValue(task, forKey: task.id) == nil else { continue }
                index.order.append(task.id)
                index.tokens[task.resultToken] = task.id
                if let outTaskID = task.outTaskID { index.identifiers[outTaskID] = task.id }
                index.spent += task.cost
            }
        }
    }
}
