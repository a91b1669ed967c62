import FoundationEssentials
import IGSTestSupport
import Testing

/// `retry`: another try of what came to no picture, never by itself and never of what may still come.
@Suite struct RetryTests {
    /// What goes wrong at the first submission, and whether that one was paid.
    @Test(arguments: [("no-credits", 0), ("reject hate", 0), ("fail", 1), ("no-result", 1)])
    func `what has failed is submitted once more, under its name`(
        fault: String, paid: Int
    ) async throws {
        let bench = try Bench()
        try bench.write("submit 1 \(fault)\n", to: "a.plan")
        let outcome = try await bench.run([
            "--speed", "500", "--faults", "a.plan", "-c",
            """
            expect fails { gen a fox --as f --ratio 16:9 }
            retry f; wait; save f out/
            print ${f.prompt} is ${f.status}
            """,
        ])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output == "out/f-16x9.png\na fox is completed\n")
        // Nobody says that what failed was not charged.
        #expect(outcome.errors.contains("W0429") == (paid > 0), "\(outcome.story)")
        #expect(bench.journal.count == paid + 1)
        #expect(Set(bench.journal.compactMap(Self.ourID)).count == paid + 1, "\(bench.journal)")
    }

    @Test func `what is parked may be paid twice, and that is said`() async throws {
        let bench = try Bench()
        // Accepted, but the reply is lost, and the service does not know the task for months.
        try bench.write("submit 1 late-task 10000000 rst\n", to: "a.plan")
        let first = try await bench.run([
            "--speed", "500", "--faults", "a.plan", "-c", "gen a fox --as f; wait",
        ])
        #expect(first.errorIDs == ["E0410"], "\(first.story)")
        #expect(bench.journal.count == 1)
        let next = try await bench.commands("jobs --all; retry f; wait; save f out/; cost")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(next.errors.contains("warning[W0429]"), "\(next.story)")
        #expect(bench.journal.count == 2)
        #expect(Set(bench.journal.compactMap(Self.ourID)).count == 2)
        #expect(bench.exists("out/f-1x1.png"))
        #expect(next.output.contains(/total +2 +\$0\.092 +\$0\.33/), "\(next.story)")
    }

    @Test func `retry failed tries again all that failed, and nothing else`() async throws {
        let bench = try Bench()
        try bench.write("submit 2-3 no-credits\n", to: "a.plan")
        let outcome = try await bench.run([
            "--speed", "500", "--faults", "a.plan", "-c",
            """
            set quality low; set concurrency 1
            try { gen a fox -n 3 --as f } catch reason { }
            retry failed; wait; save f-1 f-2 f-3 out/
            """,
        ])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.journal.count == 3)
        #expect(Bench.contents(of: bench.work + "/out").count == 3, "\(outcome.story)")
    }

    @Test(arguments: ["wait", "print at once"])
    func `what is done or on its way is not tried again`(meanwhile: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.commands("gen a fox --as f; \(meanwhile); retry f")
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0421"])
        #expect(bench.journal.count <= 1)
    }

    @Test func `a try that was killed goes on as any job`() async throws {
        let bench = try Bench()
        try bench.write("submit 1 no-credits\nquery every 1 status 503\n", to: "a.plan")
        let igs = try bench.start([
            "--speed", "1", "--faults", "a.plan", "-c",
            "set quality low; expect fails { gen a fox --as f }; retry f; wait",
        ])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        igs.end()
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
        let next = try await bench.commands("jobs; wait; save f out/")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(bench.journal.count == 1)
        #expect(bench.exists("out/f-1x1.png"))
    }

    private static func ourID(_ line: String) -> Substring? {
        line.firstMatch(of: /"out_task_id":"([a-z0-9_]+)"/)?.1
    }
}
