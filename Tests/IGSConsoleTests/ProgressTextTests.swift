import IGSClient
import IGSScript
import Testing

@testable import IGSConsole
@testable import IGSJobs
@testable import IGSRuntime

/// The lines of jobs that are waited for.
@Suite struct ProgressTextTests {
    private static func job(
        _ number: Int, _ name: String? = nil, status: JobStatus = .running,
        elapsed: Double? = nil, progress: Double? = nil, polls: Int = 0
    ) throws -> WaitedJob {
        let job = Job(
            id: try #require(OutTaskID(rawValue: "igs_\(number)")), name: name, service: "sandbox",
            request: try GenerationRequest(prompt: "a castle"), status: status, taskID: nil,
            createdAt: 1, submittedAt: nil, completedAt: nil, progress: progress, polls: polls,
            unknownWord: nil, image: nil, creditsUsed: nil, failure: nil)
        return WaitedJob(
            entry: JobEntry(number: number, name: name, job: job),
            elapsed: elapsed.map { .seconds($0) }, expected: .seconds(40))
    }

    private static func jobs() throws -> [WaitedJob] {
        [
            try job(1, "hero", elapsed: 10, progress: 24.6, polls: 1),
            try job(2, "王子の城", status: .uncertain, elapsed: 41, polls: 7),
            try job(10, status: .queued),
        ]
    }

    @Test func `a line has state, time, bar and attempts`() throws {
        let lines = ProgressText.lines(try Self.jobs(), columns: 100)
        #expect(
            lines == [
                "[1] hero      running 25%  10 s  ████░░░░░░░░░░░░  of about 40 s  asked once",
                "[2] 王子の城  uncertain    41 s  ████████████████  longer than usual  asked 7 times",
                "[10]          queued             ░░░░░░░░░░░░░░░░",
            ])
    }

    @Test func `if room is short, the last parts are left out`() throws {
        #expect(
            ProgressText.lines(try Self.jobs(), columns: 40) == [
                "[1] hero      running 25%  10 s",
                "[2] 王子の城  uncertain    41 s",
                "[10]          queued",
            ])
    }

    @Test(arguments: 1...120) func `no line is wider than the terminal`(columns: Int) throws {
        for line in ProgressText.lines(try Self.jobs(), columns: columns) {
            #expect(DisplayWidth.of(line) <= columns, "\(line)")
        }
    }
}
