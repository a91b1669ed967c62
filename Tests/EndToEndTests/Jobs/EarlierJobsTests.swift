import FoundationEssentials
import IGSTestSupport
import Testing

/// What earlier sessions left is told of, and fails and stalls no statement that does not name it.
@Suite struct EarlierJobsTests {
    /// A home with a job that an earlier session left.
    private static func bench(_ plan: String, timeout: String = "1s") async throws -> Bench {
        let bench = try Bench()
        try bench.write(plan, to: "old.plan")
        let old = try await bench.run([
            "--speed", "2000", "--faults", "old.plan", "--detach", "-c",
            "set timeout \(timeout); set quality low; gen an old thing --as old; try { wait } catch e { }",
        ])
        #expect(old.exitCode == 0, "\(old.story)")
        return bench
    }

    static let plans = [
        "submit 1 never-end\n", "submit 1 lose-reply rst\nquery each 1- status 503\n",
        "submit 1 lose-request rst\n", "submit 1 fail\n", "download each 1- status 404\n",
        "query each 1- status 401\n",
    ]

    @Test(arguments: plans)
    func `a script gets its own picture beside it, and ends well`(plan: String) async throws {
        let bench = try await Self.bench(plan)
        let outcome = try await bench.run([
            "--speed", "500", "-c",
            "gen a dog --as new --quality low; wait; save new new/; save all all/; wait; jobs",
        ])
        #expect(outcome.exitCode == 0, "\(plan)\(outcome.story)")
        #expect(bench.exists("new/new-1x1.png") && bench.exists("all/new-1x1.png"))
        for text in ["gen a fox --quality low\nwait\nsave %1 x/\n", "gen a mill --quality low\n"] {
            let file = try await bench.script(text)
            #expect(file.exitCode == 0, "\(plan)\(file.story)")
        }
    }

    @Test func `a session that has nothing else to wait for waits for it`() async throws {
        let bench = try Bench()
        let igs = try bench.start(
            bench.withoutPictures() + ["-c", "set quality low; gen a fox --as f; wait"])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        igs.end()
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
        let next = try await bench.commands("wait; jobs")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(next.output.contains("completed"), "\(next.story)")
        #expect(bench.journal.count == 1)
    }

    @Test func `a name that a session gives goes on meaning its own job`() async throws {
        let bench = try Bench()
        let first = try await bench.run([
            "--speed", "1", "--detach", "-c",
            "set quality low; gen a red cat --as x; gen a red cat -n 2 --as day",
        ])
        #expect(first.exitCode == 0, "\(first.story)")
        let next = try await bench.commands(
            """
            set quality low; gen a blue dog -n 2 --as day; gen a blue dog --as x
            jobs
            wait x day; save x out/; save day out/
            print ${x.prompt} ${last.prompt} ${day-1.prompt}
            """)
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(next.output.hasSuffix("a blue dog a blue dog a blue dog\n"), "\(next.story)")
        #expect(Bench.contents(of: bench.work + "/out").count == 3, "\(next.story)")
    }

    @Test func `a parked job is asked for by every later session, and is found`() async throws {
        let bench = try Bench()
        // Taken, and invisible for ten minutes and more: the first session gives up asking.
        try bench.write("submit 1 late-task 8000\n", to: "late.plan")
        let first = try await bench.run([
            "--speed", "2000", "--faults", "late.plan", "-c",
            "set quality low; gen a boat --as boat; wait",
        ])
        #expect(first.exitCode == 1 && first.errorIDs == ["E0410"], "\(first.story)")
        #expect(bench.journal.count == 1)
        var isFound = false
        for _ in 0..<60 where !isFound {
            let next = try await bench.run([
                "--speed", "2000", "-c", "jobs; sleep 200ms; jobs", "--detach",
            ])
            isFound = next.output.contains(/boat +(running|completed)/)
        }
        #expect(isFound)
        let last = try await bench.run([
            "--speed", "2000", "-c", "jobs --all; wait boat; save boat out/",
        ])
        #expect(last.exitCode == 0, "\(last.story)")
        #expect(bench.journal.count == 1)
    }

    @Test func `a retry of a parked job asks before it pays`() async throws {
        let bench = try Bench()
        try bench.write("submit 1 late-task 8000\n", to: "late.plan")
        let first = try await bench.run([
            "--speed", "2000", "--faults", "late.plan", "-c",
            "set quality low; gen a boat --as boat; wait",
        ])
        #expect(first.errorIDs == ["E0410"], "\(first.story)")
        try await Task.sleep(for: .seconds(5))
        let retry = try await bench.run([
            "--speed", "2000", "-c", "jobs --all; retry boat; wait boat; save boat out/",
        ])
        #expect(retry.exitCode == 0, "\(retry.story)")
        #expect(retry.errors.contains("after all: nothing was submitted"), "\(retry.story)")
        #expect(!retry.errors.contains("W0429"), "\(retry.story)")
        #expect(bench.journal.count == 1, "paid twice")
    }

    @Test func `a retry of a parked job that gets no answer pays nothing`() async throws {
        let bench = try Bench()
        try bench.write("submit 1 lose-request rst\n", to: "lost.plan")
        let first = try await bench.run([
            "--speed", "2000", "--faults", "lost.plan", "-c",
            "set quality low; gen a boat --as boat; wait",
        ])
        #expect(first.errorIDs == ["E0410"], "\(first.story)")
        try bench.write("query each 1- status 503\n", to: "mute.plan")
        let mute = try await bench.run([
            "--speed", "2000", "--faults", "mute.plan", "-c", "jobs --all; retry boat",
        ])
        #expect(mute.exitCode == 1 && mute.errorIDs == ["E0427"], "\(mute.story)")
        #expect(bench.journal.isEmpty)
        let last = try await bench.run([
            "--speed", "2000", "-c", "jobs --all; retry boat; wait boat; save boat out/",
        ])
        #expect(last.exitCode == 0, "\(last.story)")
        #expect(last.errors.contains("warning[W0429]"), "\(last.story)")
        #expect(bench.journal.count == 1)
    }
}
