import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// What a session leaves behind goes on in the next one, and nothing is sent twice.
@Suite struct RecoveryTests {
    @Test func `jobs of a killed session are listed by the next one, and complete`() async throws {
        let bench = try Bench()
        let first = try bench.start(
            bench.withoutPictures() + ["-c", "set quality low; gen a --as x; gen b --as y; wait"])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 2 })
        first.signal(SIGKILL)
        let killed = try await first.outcome()
        #expect(killed.exitCode == 137)
        #expect(!killed.errors.contains("completed"), "\(killed.story)")
        #expect(
            await holds(within: .seconds(60)) { bench.sandboxes.isEmpty },
            "the sandbox outlived igs"
        )

        let next = try await bench.commands("jobs")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(next.output.contains(" x ") && next.output.contains(" y "), "\(next.story)")
        // A listing waits for nothing; who names them does.
        let last = try await bench.commands("jobs --all; wait x y; save %x %y out/")
        #expect(last.exitCode == 0, "\(last.story)")
        #expect(
            try await bench.measure(["out/x-1x1.png", "out/y-1x1.png"])
                == [.init(1024, 1024), .init(1024, 1024)])
        #expect(bench.journal.count == 2, "each was paid for once")
    }

    @Test func `killed before its jobs were sent, the next session sends them once`() async throws {
        let bench = try Bench()
        // One at a time: the second is still in the queue.
        let first = try bench.start(
            bench.withoutPictures() + [
                "-c", "set quality low; set concurrency 1; gen a --as x; gen b --as y; wait",
            ])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        try await first.waits(for: "[2] y")
        first.signal(SIGKILL)
        _ = try await first.outcome()
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
        let next = try await bench.commands("jobs; wait; save all out/")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(
            Bench.contents(of: bench.work + "/out") == ["x-1x1.png", "y-1x1.png"], "\(next.story)")
        #expect(bench.journal.count == 2)
    }

    @Test func `a detached script ends at once, and the next session has its picture`() async throws
    {
        let bench = try Bench()
        let first = try await bench.run(
            bench.withoutPictures() + ["--detach", "-c", "gen a --as x --quality low"])
        #expect(first.exitCode == 0, "\(first.story)")
        #expect(first.errors.contains("x keeps running"))
        #expect(!first.errors.contains("completed"))
        let next = try await bench.commands("jobs; wait; save all")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(try await bench.measure(["x-1x1.png"]) == [.init(1024, 1024)], "\(next.story)")
        #expect(bench.journal.count == 1)
    }

    @Test func `two sessions share a home, each with its own jobs`() async throws {
        let bench = try Bench()
        let first = try bench.start(
            ["--speed", "4", "-c", "set quality low; gen a --as x; wait; save all"])
        try await first.waits(for: "submitted")
        let second = try bench.start(
            ["--speed", "4", "-c", "set quality low; gen b --as y; wait; save all"])
        let outcomes = try await [first.outcome(), second.outcome()]
        for outcome in outcomes { #expect(outcome.exitCode == 0, "\(outcome.story)") }
        #expect(outcomes[0].output == "./x-1x1.png\n" || outcomes[0].output == "x-1x1.png\n")
        #expect(outcomes[1].output == "./y-1x1.png\n" || outcomes[1].output == "y-1x1.png\n")
        #expect(bench.journal.count == 2)
    }

    @Test func `a reference may vanish once its job is submitted`() async throws {
        let bench = try Bench()
        try bench.write(SamplePictures.png, to: "dot.png")
        let first = try bench.start(
            bench.withoutPictures() + [
                "-c",
                "ref add dot.png; set quality low; set concurrency 1; gen a --as x; gen b --as y; wait",
            ])
        try await first.waits(for: "[2] y")
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        first.signal(SIGKILL)
        _ = try await first.outcome()
        unlink(bench.work + "/dot.png")
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
        let next = try await bench.commands("jobs; wait; jobs")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(bench.journal.count == 2)
        #expect(bench.journal.allSatisfy { $0.contains("\"references\":1") }, "\(bench.journal)")
    }
}
