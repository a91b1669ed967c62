import IGSTestSupport
import Testing

/// `igs --faults FILE`.
@Suite struct FaultPlanTests {
    @Test func `the embedded sandbox does what the plan says`() async throws {
        let bench = try Bench()
        try bench.makeFolder("plans")
        try bench.write("submit 2 reject hate", to: "plans/a.plan")
        let outcome = try await bench.run([
            "--speed", "500", "--faults", "plans/a.plan", "-c",
            "gen a mill --as one; wait one; gen a mill --as other; wait other",
        ])
        #expect(outcome.exitCode == 6, "\(outcome.story)")
        #expect(outcome.errors.contains("hate"))
        #expect(bench.journal.count == 1)
    }

    @Test func `a plan that is wrong ends igs before anything is done`() async throws {
        let bench = try Bench()
        try bench.write("submit 2 reject\nsubmit 3 rejekt\n", to: "a.plan")
        let outcome = try await bench.run(["--faults", "a.plan", "-c", "print hello"])
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("/a.plan:2: there is no fault 'rejekt'"))
    }

    @Test func `a live service does not take a plan`() async throws {
        let bench = try Bench()
        try bench.write("", to: "a.plan")
        let outcome = try await bench.run(
            ["--faults", "a.plan", "-c", "print hello"], environment: ["AIREITER_API_KEY": "k"])
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("E0607"))
    }
}
