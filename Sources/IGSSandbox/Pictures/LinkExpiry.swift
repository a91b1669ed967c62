import Synchronization

/// Which results' URLs have expired before their time.
///
/// Each task's URLs are numbered: the first is 0, and the next query after one has expired tells of the next.
final class LinkExpiry: Sendable {
    private struct Links {
        var generations: [String: Int] = [:]
        var gone: Set<String> = []
    }

    private let links = Mutex(Links())

    /// Lets a task's present URL expire.
    ///
    /// - Parameter forGood: whether no query gives another.
    func expire(_ task: SimulatedTask, forGood: Bool) {
        links.withLock { links in
            if forGood {
                links.gone.insert(task.resultToken)
            } else {
                links.generations[task.resultToken, default: 0] += 1
            }
        }
    }

    /// The part of a task's present URL that tells it from others.
    func name(of task: SimulatedTask) -> String {
        let generation = links.withLock { $0.generations[task.resultToken] ?? 0 }
        return generation == 0 ? task.resultToken : "\(task.resultToken)-\(generation)"
    }

    /// Whether a task's URL with this name still works.
    func isLive(_ name: String, of task: SimulatedTask) -> Bool {
        name == self.name(of: task) && !links.withLock { $0.gone.contains(task.resultToken) }
    }
}
