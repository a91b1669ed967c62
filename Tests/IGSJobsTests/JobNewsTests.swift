import IGSClient
import Testing

@testable import IGSJobs

/// What the one reader of an engine's news learns, and when.
struct JobNewsTests {
    private let announcements = JobAnnouncements()

    /// What happens to a job.
    enum Happening: CaseIterable {
        case noted, published, settled, ended

        func happen(in announcements: JobAnnouncements) throws {
            switch self {
            case .noted: announcements.note(Sample.id(1))
            case .published:
                let entry = Sample.entry(1)
                announcements.publish(entry.id) { entry.job }
            case .settled: announcements.settle(Sample.entry(1).job)
            case .ended: announcements.finish()
            }
        }
    }

    @Test(arguments: Happening.allCases)
    func `what happened before a wait ends it at once`(happening: Happening) async throws {
        let news = announcements.news()
        try happening.happen(in: announcements)
        await news.wait()
        let items = news.take()
        #expect(items.changed.isEmpty == (happening == .settled || happening == .ended))
        #expect(items.settled.isEmpty == (happening != .settled))
        #expect(items.isOver == (happening == .ended))
    }

    @Test(arguments: Happening.allCases)
    func `what happens during a wait ends it`(happening: Happening) async throws {
        let news = announcements.news()
        async let wait: Void = news.wait()
        await Task.yield()
        try happening.happen(in: announcements)
        await wait
        let items = news.take()
        #expect(!items.isEmpty)
    }

    @Test func `news are taken once, and the end stays`() async throws {
        let news = announcements.news()
        announcements.note(Sample.id(1))
        announcements.note(Sample.id(1))
        announcements.note(Sample.id(2))
        #expect(news.take().changed == [Sample.id(1), Sample.id(2)])
        #expect(news.take().isEmpty)
        announcements.finish()
        #expect(news.take().isOver && news.take().isOver)
        await news.wait()
    }

    @Test func `who hears of a change finds it among the news`() async throws {
        let news = announcements.news()
        let (changes, settlements) = (
            announcements.changes.listen(), announcements.settlements.listen()
        )
        async let changed = changes.first { _ in !news.take().changed.isEmpty }
        let entry = Sample.entry(1)
        announcements.publish(entry.id) { entry.job }
        #expect(await changed?.id == entry.id)
        async let settled = settlements.first { _ in !news.take().settled.isEmpty }
        announcements.settle(entry.job)
        #expect(await settled?.id == entry.id)
        announcements.finish()
    }

    @Test func `a job is made for a report only if somebody listens`() async throws {
        announcements.publish(Sample.id(1)) {
            Issue.record("nobody listens")
            return nil
        }
        let changes = announcements.changes.listen()
        announcements.publish(Sample.id(1)) { Sample.entry(1).job }
        announcements.finish()
        #expect(await changes.reduce(0) { count, _ in count + 1 } == 1)
    }

    @Test func `a wait that is cancelled ends`() async throws {
        let news = announcements.news()
        let wait = Task { await news.wait() }
        wait.cancel()
        await wait.value
        #expect(news.take().isEmpty)
    }
}
