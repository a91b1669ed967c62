import GRDB
import IGSClient
import IGSTestSupport
import Testing

@testable import IGSJobs

struct CompletionTimesTests {
    private let folder: TemporaryFolder
    private let ledger: Ledger

    init() throws {
        folder = try TemporaryFolder()
        ledger = try Ledger(path: folder.path + "/state/ledger.sqlite")
    }

    private func insert(
        _ number: Int, taking seconds: Double, service: String = "sandbox", polls: Int = 3,
        pacing: Pacing = Pacing(), state: JobLifecycle.State = .completed
    ) async throws {
        var entry = Sample.entry(number, service: service, state: .downloading, pacing: pacing)
        entry.lifecycle.polls = polls
        if state == .completed { _ = entry.lifecycle.handle(.stored(Sample.stored)) }
        entry.submittedAt = 1_800_000_001
        entry.completedAt = 1_800_000_001 + seconds
        try await ledger.insert(entry)
    }

    private func kind(timeScale: Double = 1) -> CompletionTimes.Kind {
        CompletionTimes.Kind(Sample.request, timeScale: timeScale)
    }

    private func times(timeScale: Double = 1) async throws -> [CompletionTime] {
        try await ledger.completionTimes(service: "sandbox", newest: 4)[kind(timeScale: timeScale)]
    }

    @Test func `a service's newest pictures count, the newest last`() async throws {
        try await insert(1, taking: 100)
        try await insert(2, taking: 60, state: .downloading)
        try await insert(3, taking: 9)
        try await insert(4, taking: 50, service: "https://example.org")
        try await insert(5, taking: 5)
        try await insert(6, taking: 1)
        try await insert(7, taking: 4)
        let found = try await times()
        // Half of the documented interval earlier, but not by more than half of the time.
        #expect(found.map(\.seconds) == [7, 3, 0.5, 2])
        #expect(try await times(timeScale: 20).isEmpty)
    }

    @Test func `a first query that finds a task done gives only a bound`() async throws {
        try await insert(1, taking: 30, polls: 1)
        try await insert(2, taking: 30, polls: 0)
        #expect(
            try await times() == [
                CompletionTime(seconds: 30, isUpperBound: true),
                CompletionTime(seconds: 28, isUpperBound: false),
            ])
    }

    @Test func `times are those of the live service, and the user's interval counts`() async throws
    {
        try await insert(1, taking: 2, pacing: Pacing(timeScale: 20))
        try await insert(2, taking: 2, pacing: Pacing(pollEvery: .seconds(8), timeScale: 20))
        #expect(try await times(timeScale: 20).map(\.seconds) == [38, 36])
    }

    @Test func `a job that was not followed all the time says nothing`() async throws {
        try await insert(1, taking: 181)
        try await insert(2, taking: 3_600, polls: 1)
        try await insert(3, taking: 200, pacing: Pacing(timeout: .seconds(300)))
        #expect(try await times().map(\.seconds) == [198])
    }

    @Test func `values that make no sense are left out`() async throws {
        try await insert(1, taking: 30)
        try await insert(2, taking: 30)
        try await insert(3, taking: 30)
        try await ledger.pool.write { database in
            try database.execute(sql: "UPDATE job SET request = 'x' WHERE number = 1")
            try database.execute(sql: "UPDATE job SET pacing = '{}' WHERE number = 2")
        }
        #expect(try await times().count == 1)
    }

    @Test func `the newest pictures are found by an index`() async throws {
        let plan = try await ledger.pool.read { database in
            try Row.fetchAll(
                database,
                sql: "EXPLAIN QUERY PLAN " + Ledger.completionTimesQuery,
                arguments: ["sandbox", 200]
            ).map { row -> String in row["detail"] }
        }
        #expect(plan == ["SEARCH job USING INDEX job_completed (service=?)"])
    }

    @Test func `times change what is expected, each kind by itself`() throws {
        var times = CompletionTimes()
        let before = times.forecast(of: Sample.request, timeScale: 1)
        for _ in 0..<30 {
            times.add(CompletionTime(seconds: 60, isUpperBound: false), to: kind())
        }
        let after = times.forecast(of: Sample.request, timeScale: 1)
        #expect(before.duration(ofShare: 0.5, timeScale: 1) < .seconds(50))
        #expect(
            (.seconds(57)...(.seconds(63))).contains(after.duration(ofShare: 0.5, timeScale: 1)))
        #expect(after.duration(ofShare: 0.5, timeScale: 20) < .seconds(3.2))
        let other = times.forecast(of: Sample.request, timeScale: 20)
        #expect(other.firstQuery == before.firstQuery)
    }
}
