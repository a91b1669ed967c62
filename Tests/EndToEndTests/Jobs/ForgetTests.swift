import IGSTestSupport
import Testing

/// `forget`: out of sight, but what was paid stays paid.
@Suite struct ForgetTests {
    @Test func `a job on its way is given up, stays unlisted, and counts`() async throws {
        let bench = try Bench()
        let igs = try bench.start(
            bench.withoutPictures() + ["-c", "gen a fox --as f; sleep 600s"])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        igs.end()
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
        let next = try await bench.commands("jobs; forget f; jobs; wait; cost")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(!next.errors.contains("completed"), "\(next.story)")
        #expect(next.output.split(separator: "\n").count { $0.contains("a fox") } == 1)
        #expect(next.output.contains(/total +1 +\$0\.33 +\$0\.00/), "\(next.story)")
        let last = try await bench.commands("jobs --all; wait; cost")
        #expect(!last.output.contains("fox"), "\(last.story)")
        #expect(last.output.contains(/total +1 +\$0\.33 +\$0\.00/), "\(last.story)")
        #expect(bench.journal.count == 1)
    }

    @Test func `of a finished job the saved picture and the cost stay`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "gen a fox --as f; gen a mill --as m; wait; save f out/; forget f; jobs; cost")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(!outcome.output.contains("a fox") && outcome.output.contains("a mill"))
        #expect(bench.exists("out/f-1x1.png"))
        #expect(outcome.output.contains(/session +2 +\$0\.184 +\$0\.00/), "\(outcome.story)")
    }

    @Test(arguments: ["save f out/", "retry f", "forget f", "wait f", "status f", "ref add %f"])
    func `what was forgotten is not known any more`(use: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.commands("gen a fox --as f; wait; forget f; \(use)")
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0231"], "\(outcome.story)")
    }

    @Test func `what was never sent is never sent, and costs nothing`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "set concurrency 1; gen a fox --as f; gen a mill --as m; forget m; wait; cost")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.journal.count == 1)
        #expect(outcome.output.contains(/total +. +\$0\.092 +\$0\.00/), "\(outcome.story)")
    }

    @Test func `forget --undo lists again what was forgotten last, step by step`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            """
            gen a fox --quality low --as f; gen a cat -n 2 --quality low --as c; wait
            forget f; forget %c
            forget --undo; save c out/
            expect fails { save f out/ }
            forget --undo; save f out/
            expect fails { forget --undo }
            jobs
            """)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.errors.contains("[2] c-1  is listed again  completed"), "\(outcome.story)")
        #expect(Bench.contents(of: bench.work + "/out").count == 3, "\(outcome.story)")
        // What another session forgot together comes back together, and in the end nothing is left to.
        let next = try await bench.commands(
            "forget f c; jobs --all; forget --undo; jobs fox; jobs cat; forget --undo")
        #expect(next.exitCode == 1 && next.errorIDs == ["E0319"], "\(next.story)")
        #expect(next.output.split(separator: "\n").count == 3, "\(next.story)")
        let forgotten = try await bench.commands("forget f c")
        #expect(forgotten.exitCode == 0, "\(forgotten.story)")
        let last = try await bench.commands("forget --undo; save f c last/")
        #expect(
            last.exitCode == 0 && Bench.contents(of: bench.work + "/last").count == 3,
            "\(last.story)")
        #expect(bench.journal.count == 3)
    }

    @Test func `what was on its way is asked for again, free of charge`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run([
            "--speed", "100", "-c",
            "gen a fox --as f; sleep 300ms; forget f; forget --undo; wait f; save f out/; cost",
        ])
        #expect(outcome.exitCode == 0 && bench.exists("out/f-1x1.png"), "\(outcome.story)")
        #expect(bench.journal.count == 1)
        let other = try await bench.run([
            "--speed", "100", "-c", "gen a cat --as c; sleep 300ms; forget c",
        ])
        #expect(other.exitCode == 0, "\(other.story)")
        let next = try await bench.commands("forget --undo; wait c; save c out/")
        #expect(next.exitCode == 0 && bench.exists("out/c-1x1.png"), "\(next.story)")
        #expect(bench.journal.count == 2)
    }

    @Test func `what was brought back goes on in later sessions, and is waited for in a file`()
        async throws
    {
        let bench = try Bench()
        let made = try await bench.run([
            "--speed", "20", "-c", "gen a fox --quality low --as f; sleep 500ms; forget f",
        ])
        #expect(made.exitCode == 0, "\(made.story)")
        let undone = try await bench.run(["--speed", "20", "--detach", "-c", "forget --undo"])
        #expect(undone.errors.contains("[1] f  is listed again  running"), "\(undone.story)")
        let next = try await bench.run(["--speed", "20", "-c", "jobs; wait; save f out/"])
        #expect(next.exitCode == 0 && bench.exists("out/f-1x1.png"), "\(next.story)")
        _ = try await bench.run([
            "--speed", "20", "-c", "gen a cat --quality low --as c; sleep 500ms; forget c",
        ])
        let file = try await bench.script(
            "forget --undo\nwait\nprint ${c.status}\n", named: "undo.igs")
        #expect(file.exitCode == 0 && file.output == "completed\n", "\(file.story)")
        #expect(bench.journal.count == 2)
    }

    @Test func `attaching a task that was forgotten brings its job back`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            """
            gen a fox --quality low --as f; wait
            let task = ${f.task}
            forget f; attach $task; save f out/; jobs; expect fails { forget --undo }
            forget f
            """)
        #expect(outcome.exitCode == 0 && bench.exists("out/f-1x1.png"), "\(outcome.story)")
        let line = try #require(bench.journal.first)
        let task = try #require(line.firstMatch(of: /task_[0-9A-Z]+/)).output
        let next = try await bench.commands("attach \(task); save f next/")
        #expect(next.exitCode == 0 && bench.exists("next/f-1x1.png"), "\(next.story)")
        let last = try await bench.commands("jobs --all")
        #expect(last.output.contains("a fox"), "\(last.story)")
        #expect(bench.journal.count == 1)
    }

    /// What names several jobs, and what does not.
    @Test func `at the prompt, several jobs are forgotten only after a yes`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.enter("gen a fox -n 3 --quality low --as f; wait")
        try await terminal.wait(for: "[3] f-3  completed", within: .seconds(60))
        for (spec, answer) in [("all", "n"), ("f", ""), ("1..3", "no"), ("1 2", "nope")] {
            terminal.enter("forget \(spec)")
            try await terminal.wait(for: "jobs? [y/N]")
            terminal.enter(answer)
            try await terminal.wait(for: "nothing was forgotten")
            terminal.enter("print asked about '\(spec)'")
            try await terminal.wait(for: "\nasked about")
            terminal.enter("!clear")
        }
        terminal.enter("forget 3")
        terminal.enter("jobs")
        try await terminal.wait { screen in
            screen.rows.contains { $0.hasPrefix("[2]") && $0.contains("a fox") }
        }
        terminal.enter("forget all")
        try await terminal.wait(for: "forget these 2 jobs? [y/N]")
        terminal.enter("y")
        terminal.enter("jobs")
        try await terminal.wait(for: "no jobs; 'gen PROMPT' creates one")
        terminal.enter("exit")
        #expect(try await terminal.exitStatus() == 0)
        let rest = try await bench.commands("forget --undo; jobs")
        #expect(rest.output.split(separator: "\n").count == 2, "\(rest.story)")
    }

    @Test(arguments: ["forget", "forget --undo f", "forget --undo --undo x"])
    func `a call that makes no sense forgets nothing`(call: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.commands("gen a fox --as f; \(call)")
        #expect(outcome.exitCode == 3 && bench.journal.isEmpty, "\(outcome.story)")
    }
}
