import IGSTestSupport
import Testing

/// How igs ends, in each way.
@Suite struct ExitCodeTests {
    private static let endings: [([String], Int32)] = [
        (["-c", ""], 0), (["-c", "print hello"], 0), (["--version"], 0), (["--help"], 0),
        (["check", "--help"], 0), (["sandbox", "--help"], 0), (["-c", "exit"], 0),
        (["-c", "exit 7; print never"], 7), (["-c", "exit 255"], 255),
        (["-c", "save"], 1), (["-c", "save; exit 0"], 1),
        (["--keep-going", "-c", "save; exit 9"], 9),
        (["--keep-going", "-c", "save; print on"], 1),
        (["-c", "set on-error continue; save; print on"], 1),
        (["--nonsense"], 2), (["-c"], 2), (["--speed", "fast", "-c", ""], 2),
        (["-c", "--json"], 2), (["-c", "-x"], 2), (["-c", "--help"], 2),
        (["--speed", "0", "-c", ""], 2), (["--speed", "nan", "-c", ""], 2),
        (["--service", "other", "-c", ""], 2), (["-c", "", "file.igs"], 2),
        (["nowhere.igs"], 2), (["."], 2), (["check"], 2), (["check", "nowhere.igs"], 2),
        (["-c", "gne"], 3), (["-c", "exit 256"], 3),
        (["--speed", "1", "-c", "gen a; wait --timeout 300ms"], 124),
        (["--speed", "500", "-c", "gen sandbox:no-credits"], 5),
        (["--speed", "500", "-c", "gen sandbox:reject hate"], 6),
        (["--speed", "500", "--keep-going", "-c", "gen sandbox:reject hate; wait; save"], 6),
    ]

    @Test(arguments: endings)
    func `the exit code says what happened`(arguments: [String], code: Int32) async throws {
        let bench = try Bench()
        let outcome = try await bench.run(arguments)
        #expect(outcome.exitCode == code, "\(outcome.story)")
        #expect(!outcome.output.contains("never"))
        if code != 0, !arguments.contains(where: { $0.contains("exit") }) {
            #expect(!outcome.errors.isEmpty, "it must say why")
        }
    }

    /// A call with nothing but `-c` is read without the argument parser.
    @Test(arguments: [
        "", "print hello", " --json", "exit 7", "-", "--", "--version", "-c", "print 'a\nb'", "gne",
        "print ä",
    ])
    func `commands alone mean what they mean beside an option`(commands: String) async throws {
        let bench = try Bench()
        let alone = try await bench.run(["-c", commands])
        let beside = try await bench.run(["-c", commands, "--no-rc"])
        #expect(alone.exitCode == beside.exitCode, "\(alone.story)")
        #expect(alone.output == beside.output, "\(alone.story)")
        #expect(alone.errors == beside.errors, "\(alone.story)")
    }

    @Test func `a failure stops a script, and keep-going goes on`() async throws {
        let bench = try Bench()
        let script = "save\nprint first\nsave\nprint second\n"
        let stopped = try await bench.script(script)
        #expect(stopped.exitCode == 1 && stopped.output.isEmpty, "\(stopped.story)")
        let kept = try await bench.script(script, options: ["--keep-going"])
        #expect(kept.exitCode == 1, "\(kept.story)")
        #expect(kept.output == "first\nsecond\n")
        #expect(kept.errorIDs == ["E0302", "E0302"])
    }

    @Test func `a wait that timed out leaves its jobs on their way`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(
            ["--speed", "1", "-c", "gen a --as x; wait --timeout 300ms"])
        #expect(outcome.errorIDs == ["E0309"], "\(outcome.story)")
        #expect(outcome.errors.contains("x keeps running"))
    }

    @Test func `check reports all faulty files, and is silent about good ones`() async throws {
        let bench = try Bench()
        try bench.write("gen a castle\n", to: "good.igs")
        try bench.write("gne a castle\n", to: "bad.igs")
        let good = try await bench.run(["check", "good.igs"])
        #expect(good.exitCode == 0 && good.errors.isEmpty && good.output.isEmpty, "\(good.story)")
        let both = try await bench.run(["check", "bad.igs", "good.igs"])
        #expect(both.exitCode == 3, "\(both.story)")
        #expect(both.errors.contains("bad.igs:1:1"))
        let json = try await bench.run(["check", "--json", "bad.igs"])
        #expect(json.exitCode == 3 && json.output.contains("\"id\":\"E0201\""), "\(json.story)")
        #expect(Bench.contents(of: bench.folder + "/user").isEmpty)
    }

    @Test func `check needs no key and no service`() async throws {
        let bench = try Bench()
        try bench.write("gen a castle\n", to: "good.igs")
        let outcome = try await bench.run(
            ["check", "good.igs"],
            environment: ["AIREITER_API_KEY": "k", "IGS_BASE_URL": "http://127.0.0.1:1"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
    }

    @Test func `help and version go to standard output`() async throws {
        let bench = try Bench()
        let version = try await bench.run(["--version"])
        #expect(version.output == "igs 0.2.0, built from source\n")
        let help = try await bench.run(["--help"])
        for option in ["--json", "--service", "--keep-going", "--detach", "--home", "--out", "-c"] {
            #expect(help.output.contains(option), "\(option)")
        }
        #expect(help.errors.isEmpty)
    }

    @Test(arguments: ["check --json bad.igs", "plan ok.igs", "fmt - < ok.igs", "generate man"])
    func `output that cannot be printed is a failure`(words: String) async throws {
        let bench = try Bench()
        try bench.write("gne a castle\n", to: "bad.igs")
        try bench.write("gen a castle\n", to: "ok.igs")
        let full = try await bench.shell("'\(IgsProcess.executable)' \(words) > /dev/full")
        #expect(full.exitCode != 0 && full.errors.contains("E0605"), "\(full.story)")
        let closed = try await bench.shell("'\(IgsProcess.executable)' \(words) | true")
        #expect(closed.exitCode == 0 && !closed.errors.contains("E0605"), "\(closed.story)")
    }
}
