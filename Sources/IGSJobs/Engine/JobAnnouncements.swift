import IGSClient
import Synchronization

/// Tells whoever wants to know what happens to an engine's jobs.
final class JobAnnouncements: Sendable {
    /// Each change of each job.
    let changes = Broadcast<Job>()
    /// Each job that is settled.
    let settlements = Broadcast<Job>()
    private let readers = Mutex<[JobNews]>([])

    /// Returns the news from now on, for one reader.
    func news() -> JobNews {
        let news = JobNews()
        readers.withLock { $0.append(news) }
        return news
    }

    /// Tells the readers of the news that a job has changed.
    func note(_ id: OutTaskID) {
        tell { $0.note(changed: id) }
    }

    /// Tells everybody a job's present state, which is made only if somebody listens.
    func publish(_ id: OutTaskID, _ job: () -> Job?) {
        // In this order: who hears of the change finds it among the news.
        note(id)
        if changes.isHeard, let job = job() { changes.send(job) }
    }

    /// Tells everybody that a job is settled.
    func settle(_ job: Job) {
        tell { $0.note(settled: job.id) }
        settlements.send(job)
    }

    /// Ends all that was begun.
    func finish() {
        changes.finish()
        settlements.finish()
        tell { $0.end() }
    }

    private func tell(_ note: (JobNews) -> Void) {
        readers.withLock(\.self).forEach(note)
    }
}
