import IGSTestSupport
import Testing

/// `attach`: a task that another machine, or a lost ledger, has paid for.
@Suite struct AttachTests {
    @Test func `a task of another home is fetched, and not paid again`() async throws {
        let sandbox = try SandboxProcess(.byHand, speed: 500)
        let environment = ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url]
        let polling = "set poll-after 50ms; set poll-every 50ms"
        let (mine, yours) = (try Bench(), try Bench())
        let first = try await mine.run(
            [
                "-c",
                "\(polling); gen a fox --as f --ratio 16:9; wait; save f out/; print ${f.task}",
            ],
            environment: environment)
        #expect(first.exitCode == 0, "\(first.story)")
        let task = try #require(first.lines.last)
        let next = try await yours.run(
            ["-c", "\(polling); attach \(task) --as g; wait; save g out/f.png; cost"],
            environment: environment)
        #expect(next.exitCode == 0, "\(next.story)")
        let picture = try #require(mine.bytes(of: "out/f-16x9.png"))
        #expect(yours.bytes(of: "out/f.png") == picture, "\(next.story)")
        #expect(sandbox.journal.count == 1)
        #expect(next.output.contains(/total +0 +\$0\.00 +\$0\.00/), "\(next.story)")
        #expect(!next.errors.contains("pixels"), "nobody here asked for others: \(next.story)")
    }

    @Test func `a task that the ledger has is that job`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "gen a fox --as f; wait; attach ${f.task} --as g; save g out/x.png; jobs; cost")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output.split(separator: "\n").count { $0.contains("a fox") } == 1)
        #expect(outcome.output.contains(/session +1\b/), "\(outcome.story)")
        #expect(bench.exists("out/x.png"))
        #expect(bench.journal.count == 1)
    }

    @Test func `a task is attached by the id that its own program gave it`() async throws {
        let sandbox = try SandboxProcess(.byHand, speed: 500)
        let environment = ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url]
        let polling = "set poll-after 50ms; set poll-every 50ms"
        let (mine, yours) = (try Bench(), try Bench())
        let first = try await mine.run(
            ["-c", "\(polling); gen a fox --as f; wait; save f out/f.png"],
            environment: environment)
        #expect(first.exitCode == 0, "\(first.story)")
        let line = try #require(sandbox.journal.first)
        let id = try #require(line.firstMatch(of: /"out_task_id":"([A-Za-z0-9_]+)"/)?.1)
        let next = try await yours.run(
            ["-c", "\(polling); attach \(id) --as g; wait; save g out/f.png; attach \(id); cost"],
            environment: environment)
        #expect(next.exitCode == 0, "\(next.story)")
        let picture = try #require(mine.bytes(of: "out/f.png"))
        #expect(yours.bytes(of: "out/f.png") == picture)
        #expect(sandbox.journal.count == 1)
        #expect(next.output.contains(/total +0 +\$0\.00 +\$0\.00/), "\(next.story)")
    }

    @Test func `an unknown task leaves nothing behind`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "expect fails { attach task_of_nobody --as f }; jobs; print here")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output == "here\n")
        #expect(try await bench.commands("jobs --all").output.isEmpty)
    }

    @Test func `an attached job goes on in the next session`() async throws {
        let sandbox = try SandboxProcess(.byHand, speed: 20)
        let environment = ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url]
        let polling = "set poll-after 50ms; set poll-every 50ms; set quality low"
        let (mine, yours) = (try Bench(), try Bench())
        let first = try mine.start(
            ["-c", "\(polling); gen a fox --as f; wait; print end; sleep 60s"],
            environment: environment)
        #expect(await holds(within: .seconds(60)) { sandbox.journal.count == 1 })
        let line = try #require(sandbox.journal.first)
        let task = try #require(line.firstMatch(of: /"task_id":"([A-Za-z0-9_]+)"/)?.1)
        let next = try await yours.run(
            ["--detach", "-c", "\(polling); attach \(task) --as g"], environment: environment)
        #expect(next.exitCode == 0, "\(next.story)")
        let last = try await yours.run(
            ["-c", "jobs; wait; save g out/x.png"], environment: environment)
        #expect(last.exitCode == 0, "\(last.story)")
        #expect(yours.exists("out/x.png"))
        #expect(sandbox.journal.count == 1)
        first.end()
    }
}
