import Synchronization

/// Which results' URLs have expired before their time.
///
/// Each task's URLs are numbered: the first is 0, and the first query after one has expired returns the next.
final class LinkExpiry: Sendable {
    private struct Links {
        var generations: [String: Int] = [:]
        var gone: Set<String> = []
        /// The HTTP status of an expired URL.
        var statuses: [String: Int] = [:]
    }

    private let links = Mutex(Links())

    /// Makes a task's current URL expire.
    ///
    /// - Parameters:
    ///   - forGood: Whether no later query returns another URL.
    ///   - status: The HTTP status that the expired URL answers with from now on.
    func expire(_ task: SimulatedTask, forGood: Bool, status: Int) {
        links.withLock { links in
            links.statuses[task.resultToken] = status
            if forGood {
                links.gone.insert(task.resultToken)
            } else {
                links.generations[task.resultToken, default: 0] += 1
            }
        }
    }

    /// Returns the HTTP status that a task's expired URLs answer with.
    func status(of task: SimulatedTask) -> Int {
        links.withLock { $0.statuses[task.resultToken] ?? 403 }
    }

    /// Returns the part of a task's current URL that differs from others.
    func name(of task: SimulatedTask) -> String {
        let generation = links.withLock { $0.generations[task.resultToken] ?? 0 }
        return generation == 0 ? task.resultToken : "\(task.resultToken)-\(generation)"
    }

    /// Whether a task's URL with this name still works.
    func isLive(_ name: String, of task: SimulatedTask) -> Bool {
        name == self.name(of: task) && !links.withLock { $0.gone.contains(task.resultToken) }
    }
}
