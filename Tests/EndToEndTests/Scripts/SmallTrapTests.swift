import IGSTestSupport
import Testing

/// Traps that users fell into, one by one.
@Suite struct SmallTrapTests {
    @Test(arguments: [
        ("save castle out", "'out/', with a slash, is the folder to save in"),
        ("save out", "'out/', with a slash"), ("save all pics", "'pics/', with a slash"),
        ("ref add castle", "'%castle' is the job's picture"),
    ])
    func `a word that was probably another is answered with what to write`(
        call: String, says: String
    ) async throws {
        let bench = try Bench()
        let outcome = try await bench.commands("gen a castle --as castle; \(call)")
        #expect(outcome.exitCode == 3 && bench.journal.isEmpty, "\(outcome.story)")
        #expect(outcome.errors.contains(says), "\(outcome.story)")
        // Also where only the run can know.
        let late = try await bench.commands(
            "jobs --all; \(call.replacing("castle", with: "nobody"))")
        #expect(late.exitCode != 0, "\(late.story)")
    }

    /// Wherever a field of a job stands, one job is needed.
    @Test(arguments: [
        "print ${pet.prompt}", "print \"${pet.status}\"", "let p = ${pet.path}",
        "print ${pet.prompt:-none}", "if ${pet.width} > 1 { print x }",
        "expect ${pet.status} == completed",
        "ref add %pet", "save pet-1 \"out/${pet.ratio}/\"", "gen ${pet.prompt}",
    ])
    func `a field of a group is an error, before anything is sent`(use: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "gen a cat -n 2 --quality low --as pet; wait; \(use)")
        let isJob = use.hasPrefix("ref add")
        #expect(outcome.exitCode == (isJob ? 1 : 3), "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0241"], "\(outcome.story)")
        #expect(bench.journal.count == (isJob ? 2 : 0))
        // Where it is known only when it runs, and on another day.
        guard isJob else { return }
        let late = try await bench.commands("let g = pet; ref add %$g")
        #expect(late.exitCode == 1 && late.errorIDs == ["E0241"], "\(late.story)")
        let field = try await bench.commands("print ${pet.prompt}")
        #expect(field.exitCode == 1 && field.errorIDs == ["E0241"], "\(field.story)")
    }

    @Test func `a usage error is short, and shows the form that helps`() async throws {
        let bench = try Bench()
        for (call, line) in [
            ("igs --bogus", nil), ("igs -c", "igs [OPTIONS] -c 'commands'"), ("igs --speed x", nil),
            ("igs check", "Usage: igs check"), ("igs plan --bogus", "Usage: igs plan"),
            ("igs none.igs --resume", nil), ("igs-sandbox --bogus", "igs-sandbox [OPTIONS]"),
            ("igs test --bogus", "Usage: igs test"), ("igs ledger bogus", nil),
        ] as [(String, String?)] {
            let outcome = try await bench.shell(call)
            #expect(outcome.exitCode == 2, "\(outcome.story)")
            #expect(outcome.errors.split(separator: "\n").count <= 4, "\(outcome.story)")
            if let line { #expect(outcome.errors.contains(line), "\(outcome.story)") }
        }
        let help = try await bench.run(["--help"])
        #expect(help.output.contains("igs ledger repair"), "\(help.story)")
    }

    @Test func `tests leave out what others source, unless it expects something`() async throws {
        let bench = try Bench()
        try bench.makeFolder("t/parts")
        try bench.write(
            "# CHECK: hello\nsource parts/hello.igs\nsource parts/own.igs\n", to: "t/main.igs")
        try bench.write("print hello\n", to: "t/parts/hello.igs")
        try bench.write("# EXIT: 0\nlet own = 1\n", to: "t/parts/own.igs")
        try bench.write("param needed \"not given\"\nplan planned.igs\n", to: "t/parts/alone.igs")
        try bench.write("print planned\n", to: "t/parts/planned.igs")
        let outcome = try await bench.run(["test", "t"])
        #expect(!outcome.story.contains("hello.igs"), "\(outcome.story)")
        #expect(outcome.output.contains("3 passed, 1 failed"), "\(outcome.story)")
        // Of those that source each other, one is run, and says so.
        try bench.makeFolder("round")
        try bench.write("source b.igs\n", to: "round/a.igs")
        try bench.write("source a.igs\n", to: "round/b.igs")
        let round = try await bench.run(["test", "round"])
        #expect(round.output.contains("0 passed, 1 failed"), "\(round.story)")
        // One that is named is run.
        let named = try await bench.run(["test", "t/main.igs", "t/parts/hello.igs"])
        #expect(named.exitCode == 0 && named.output.contains("2 passed"), "\(named.story)")
    }

    @Test func `a resumed run tells each finished job once, and saves what it had not`()
        async throws
    {
        let bench = try Bench()
        try bench.write(
            """
            set autosave on
            gen a castle --quality low --as castle
            gen a fight, sandbox:reject violence --as duel
            wait
            """, to: "run.igs")
        let first = try await bench.shell(
            "igs --speed 500 run.igs; rm -r castle-1x1.png pictures 2> /dev/null; true")
        #expect(first.errors.contains("[1] castle  completed"), "\(first.story)")
        let again = try await bench.shell("igs --speed 500 run.igs --resume")
        let told = again.errors.split(separator: "\n").filter { $0.contains("[1] castle") }
        #expect(told.count == 1 && told[0].contains("already there"), "\(again.story)")
        let refused = again.errors.split(separator: "\n").filter { $0.hasPrefix("[2] duel") }
        #expect(refused.count <= 2, "\(again.story)")
        let attached = try await bench.commands(
            "gen a moat --quality low --as moat; wait; attach ${moat.task} --as same; wait; jobs")
        let same = attached.errors.split(separator: "\n").filter {
            $0.contains("moat") || $0.contains("same")
        }
        #expect(same.count { $0.contains("completed") } == 2, "\(attached.story)")
    }

    @Test func `four of a kind are four pictures, and a replay makes the same four`() async throws {
        let commands = "gen a cat -n 4 --quality low --as cat; wait; save all out/"
        var sets: [[[UInt8]]] = []
        for _ in 1...3 {
            let bench = try Bench()
            let outcome = try await bench.commands(commands)
            #expect(outcome.exitCode == 0, "\(outcome.story)")
            sets.append(try (1...4).map { try #require(bench.bytes(of: "out/cat-\($0)-1x1.png")) })
        }
        #expect(Set(sets[0]).count == 4)
        #expect(sets[0] == sets[1] && sets[1] == sets[2])
    }
}
