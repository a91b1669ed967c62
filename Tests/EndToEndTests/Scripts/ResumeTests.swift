import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// `igs FILE --resume`: a run that was cut short goes on, and nothing is paid for twice.
@Suite struct ResumeTests {
    /// Runs a script, kills igs after each of these times, and resumes until the script is done.
    @Test(arguments: [[60, 90, 120, 150, 180], [250, 350, 450], [700, 300], [1_000, 1_000]])
    func `killed again and again, a run ends with each job paid once`(
        milliseconds: [Int]
    ) async throws {
        let bench = try Bench()
        try bench.write(SamplePictures.png, to: "dot.png")
        try bench.write("gen a barn --as sourced\n", to: "more.igs")
        try bench.write(
            """
            set quality low; set timeout 60s
            def picture what { gen $what, in ink --as $what }
            for hour in [dawn dusk] { gen a castle at $hour --as $hour }
            wait
            ref add dot.png --as dot
            gen a mill -n 2 --as mill
            picture fox
            picture fox
            wait mill
            save mill out/
            source more.igs
            ref remove dot
            gen "a {red|green|blue|black} cat" --expand=2 --as cat
            wait
            save all out/
            """, to: "test.igs")
        var arguments = ["--speed", "40", "test.igs"]
        var isDone = false
        for time in milliseconds {
            let igs = try bench.start(arguments)
            try await Task.sleep(for: .milliseconds(time))
            igs.signal(SIGKILL)
            // It came to its end before, or to its last statement's, where the run may have ended: there is
            // nothing to resume.
            isDone = try await igs.outcome().exitCode == 0 || Self.savedCount(bench) == 9
            if isDone { break }
            #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
            arguments = ["--speed", "40", "test.igs", "--resume"]
        }
        while !isDone {
            let last = try await bench.run(arguments, within: .seconds(60))
            isDone = last.exitCode == 0
            guard !isDone else { break }
            #expect(last.errorIDs.contains("E0410"), "\(last.story)")
            guard last.errorIDs.contains("E0410") else { break }
            // It died together with its sandbox while a submission was on its way.
            let retry = try await bench.commands("jobs --all; retry failed")
            #expect(retry.errors.contains("W0429"), "\(retry.story)")
        }
        #expect(isDone)
        #expect(bench.journal.count == 9)
        #expect(
            Bench.contents(of: bench.work + "/out").count == 9,
            "\(Bench.contents(of: bench.work + "/out"))")
    }

    private static func savedCount(_ bench: Bench) -> Int {
        Bench.contents(of: bench.work + "/out").count { $0.hasSuffix(".png") }
    }

    @Test func `what a choice at random picked is picked again`() async throws {
        let bench = try Bench()
        let first = try await bench.script(
            """
            set quality low
            repeat 2 { gen "a {red|green|blue|black|white|grey} {cat|dog|fox}" --expand=3 }
            wait
            expect %1 size 1x1
            """)
        #expect(first.exitCode == 4, "\(first.story)")
        #expect(bench.journal.count == 6)
        let next = try await bench.run(["--speed", "500", "test.igs", "--resume"])
        #expect(next.exitCode == 4, "\(next.story)")
        #expect(bench.journal.count == 6)
        #expect(!next.errors.contains("submitted  "), "\(next.story)")
    }

    @Test func `of an edited script only what has changed is paid for`() async throws {
        let bench = try Bench()
        let first = try await bench.script(
            "set quality low\ngen a mill --as m\ngen a fox --as f\nwait\nexpect %m size 1x1\n")
        #expect(first.exitCode == 4, "\(first.story)")
        try bench.write(
            "# better\nset quality low\ngen a fox --as f\ngen a barn --as b\ngen a mill --as m\nwait\n",
            to: "test.igs")
        let next = try await bench.run(["--speed", "500", "test.igs", "--resume"])
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(next.errors.contains("warning[W0417]"), "\(next.story)")
        #expect(next.errors.contains("[2] b  submitted"), "\(next.story)")
        #expect(bench.journal.count == 3)
    }

    @Test func `other values of parameters are reported`() async throws {
        let bench = try Bench()
        let text = "param what = fox\ngen $what --quality low\nwait\nexpect %1 size 1x1\n"
        let first = try await bench.script(text, ["--what", "mill"])
        #expect(first.exitCode == 4, "\(first.story)")
        let same = try await bench.script(text, ["--resume", "--what", "mill"])
        #expect(same.exitCode == 4, "\(same.story)")
        #expect(!same.errors.contains("W0417"), "\(same.story)")
        #expect(bench.journal.count == 1)
        let other = try await bench.script(text, ["--resume"])
        #expect(other.errors.contains("warning[W0417]"), "\(other.story)")
        #expect(bench.journal.count == 2)
    }

    @Test func `what came to its end is not resumed`() async throws {
        let bench = try Bench()
        let text = "gen a fox --quality low\nwait\n"
        let first = try await bench.script(text)
        #expect(first.exitCode == 0, "\(first.story)")
        let next = try await bench.script(text, ["--resume"])
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(next.errors.contains("this script has no unfinished run: a new one begins"))
        #expect(bench.journal.count == 2)
    }

    @Test func `a run that is named is resumed, also where another is newer`() async throws {
        let bench = try Bench()
        let text = "gen a fox --quality low\nwait\nexpect %1 size 1x1\n"
        _ = try await bench.script(text)
        let told = try await bench.script(text, ["--resume"])
        let id = try #require(told.errors.firstMatch(of: /run ([a-z2-7]+) continues/)?.1)
        _ = try await bench.script(text)
        #expect(bench.journal.count == 2)
        let named = try await bench.script(text, ["--resume=\(id)"])
        #expect(named.errors.contains("run \(id) continues"), "\(named.story)")
        let last = try await bench.script(text, ["--resume"])
        #expect(last.errors.contains("continues: what it submitted"), "\(last.story)")
        #expect(!last.errors.contains(id), "\(last.story)")
        #expect(bench.journal.count == 2)
        let foreign = try await bench.script(text, ["--resume=\(id)"], named: "other.igs")
        #expect(foreign.exitCode == 2, "\(foreign.story)")
        #expect(foreign.errorIDs == ["E0418"])
        #expect(bench.journal.count == 2)
    }

    @Test func `a run on its way in another igs is left alone`() async throws {
        let bench = try Bench()
        try bench.write("gen a fox --quality low\nsleep 600s\n", to: "test.igs")
        let first = try bench.start(["--speed", "500", "test.igs"])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        let next = try await bench.run(["--speed", "500", "test.igs", "--resume"])
        #expect(next.errorIDs == ["E0419"], "\(next.story)")
        #expect(bench.journal.count == 1)
        first.end()
        try bench.write("gen a fox --quality low\n", to: "test.igs")
        let last = try await bench.run(["--speed", "500", "test.igs", "--resume"])
        #expect(last.exitCode == 0, "\(last.story)")
        #expect(bench.journal.count == 1)
    }

    @Test func `Ctrl-C names the run that can be resumed`() async throws {
        let bench = try Bench()
        try bench.write("gen a fox --quality low\nwait\nprint end\n", to: "test.igs")
        let igs = try bench.start(bench.withoutPictures() + ["test.igs"])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        igs.signal(SIGINT, group: true)
        let outcome = try await igs.outcome()
        #expect(outcome.exitCode == 130, "\(outcome.story)")
        let id = try #require(outcome.errors.firstMatch(of: /run ([a-z2-7]+) is unfinished/)?.1)
        let next = try await bench.run(["--speed", "500", "test.igs", "--resume=\(id)"])
        #expect(next.exitCode == 0 && next.output == "end\n", "\(next.story)")
        #expect(bench.journal.count == 1)
    }

    @Test func `what was not accepted is submitted again`() async throws {
        let bench = try Bench()
        try bench.write("submit 2 no-credits\n", to: "a.plan")
        let text = "set quality low\ngen a fox\nwait\ngen a mill --as m\nwait m\nprint end\n"
        let first = try await bench.script(text, options: ["--faults", "a.plan"])
        #expect(first.exitCode == 5, "\(first.story)")
        #expect(bench.journal.count == 1)
        let next = try await bench.script(text, ["--resume"])
        #expect(next.exitCode == 0 && next.output == "end\n", "\(next.story)")
        #expect(bench.journal.count == 2)
    }

    @Test func `what was paid and failed is not submitted again, but its retry is found`()
        async throws
    {
        let bench = try Bench()
        try bench.write("submit 1 fail\n", to: "a.plan")
        let text = "set quality low\ngen a fox --as f\nwait\nsave f out/\n"
        let first = try await bench.script(text, options: ["--faults", "a.plan"])
        #expect(first.errorIDs == ["E0408"], "\(first.story)")
        let same = try await bench.script(text, ["--resume"])
        #expect(same.errorIDs == ["E0408"], "\(same.story)")
        #expect(bench.journal.count == 1)
        #expect(try await bench.commands("jobs --all; retry f; wait").exitCode == 0)
        let last = try await bench.script(text, ["--resume"])
        #expect(last.exitCode == 0, "\(last.story)")
        #expect(bench.journal.count == 2)
        #expect(bench.exists("out/f-1x1.png"))
    }

    @Test func `a parameter of the script's own wins`() async throws {
        let bench = try Bench()
        let text = "param resume = none\nprint $resume\ngen a fox --quality low\n"
        for _ in 1...2 {
            let outcome = try await bench.script(text, ["--resume", "later"])
            #expect(outcome.output == "later\n", "\(outcome.story)")
        }
        #expect(bench.journal.count == 2)
    }

    @Test(arguments: [
        "igs --resume -c 'print hello'", "echo 'print hello' | igs --resume",
        "echo 'print hello' | igs - --resume",
        "echo 'print hello' > a.igs; igs plan a.igs --resume",
    ])
    func `without a file to run there is nothing to resume`(line: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.shell(line)
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0618"])
        #expect(outcome.output.isEmpty)
    }
}
