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
        _ number: Int, taking seconds: Double, service: String = "sandbox",
        state: JobLifecycle.State = .completed
    ) async throws {
        var entry = Sample.entry(number, service: service, state: .downloading)
        if state == .completed { _ = entry.lifecycle.handle(.stored(Sample.stored)) }
        entry.submittedAt = 1_800_000_001
        entry.completedAt = 1_800_000_001 + seconds
        try await ledger.insert(entry)
    }

    private func median(timeScale: Double = 1) async throws -> Duration? {
        try await ledger.completionTimes(service: "sandbox", newest: 4)
            .median(of: Sample.request, timeScale: timeScale)
    }

    @Test func `the median of a service's newest pictures counts`() async throws {
        try await insert(1, taking: 1_000)
        try await insert(2, taking: 9)
        try await insert(3, taking: 5)
        try await insert(4, taking: 1)
        try await insert(5, taking: 4)
        try await insert(6, taking: 500, service: "https://example.org")
        #expect(try await median() == .seconds(5))
        #expect(try await median(timeScale: 20) == nil)
        let other = try GenerationRequest(prompt: "a cat", resolution: .twoK)
        #expect(
            try await ledger.completionTimes(service: "sandbox").median(of: other, timeScale: 1)
                == nil)
    }

    @Test func `two pictures are too few, and jobs without a picture do not count`() async throws {
        try await insert(1, taking: 9)
        try await insert(2, taking: 9)
        try await insert(3, taking: 9, state: .downloading)
        #expect(try await median() == nil)
    }
}
