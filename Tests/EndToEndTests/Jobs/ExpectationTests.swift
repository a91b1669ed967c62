import IGSTestSupport
import Testing

/// What igs expects of jobs, and what the user can do about it.
@Suite struct ExpectationTests {
    @Test func `the times of the queries are learned unless they are set`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run([
            "-c", "set poll-every 5s; set; unset poll-every; set",
        ])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        let lines = outcome.output.split(separator: "\n").filter { $0.hasPrefix("poll-") }
        #expect(lines.count == 4, "\(outcome.story)")
        #expect(lines.count { $0.contains("(learned from earlier jobs)") } == 3)
        #expect(lines.count { $0.contains(" 5s ") } == 1)
    }

    @Test func `a running job's status says when it is usually done`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run([
            "--speed", "4", "-c",
            "set poll-after 60s; gen a castle --as castle; sleep 500ms; status castle; exit",
        ])
        #expect(outcome.output.contains("usually done after "), "\(outcome.story)")
        #expect(outcome.output.contains("; next asked in "), "\(outcome.story)")
    }
}
