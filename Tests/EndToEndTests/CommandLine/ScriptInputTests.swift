import Glibc
import IGSTestSupport
import Testing

/// The ways in which a script gets to igs, and what its caller can give it.
@Suite struct ScriptInputTests {
    private static let poster = """
        #!/usr/bin/env igs
        # A poster.

        param title "What it says"
        param colour "Its colour" = "#1b6ca8"
        print "$title in $colour"
        """

    @Test func `a script comes from a file, an argument, or standard input`() async throws {
        let bench = try Bench()
        try bench.write("print hello\n", to: "test.igs")
        let outcomes = try await [
            bench.run(["test.igs"]), bench.run(["-c", "print hello"]),
            bench.run(["-"], input: .text("print hello\n")),
            bench.run([], input: .text("print hello")),
            bench.shell("igs < test.igs"), bench.shell("echo 'print hello' | igs -"),
            bench.run(["--", "test.igs"]), bench.shell("cat test.igs | igs /dev/stdin"),
            bench.shell("mkfifo pipe; cat test.igs > pipe & igs pipe"),
        ]
        for outcome in outcomes {
            #expect(outcome.exitCode == 0, "\(outcome.story)")
            #expect(outcome.output == "hello\n", "\(outcome.story)")
        }
    }

    @Test func `a misspelt verb is not reported as a missing file`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(["chekc", "test.igs"])
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("Did you mean 'igs check'?"), "\(outcome.story)")
    }

    @Test func `statements run as they come, and an error does not stop them`() async throws {
        let bench = try Bench()
        let igs = try bench.start(
            [
                "-c",
                "(echo 'print one'; sleep 1; echo gne; echo 'repeat 2 {'; sleep 1; echo 'print two'; echo '}'; sleep 30) | exec igs",
            ], environment: ["PATH": Bench.pathWithProgram], program: "/bin/sh")
        // The input has no end yet.
        try await igs.waits(for: "two\ntwo\n")
        #expect(igs.isRunning)
        #expect(igs.output == "one\ntwo\ntwo\n")
        igs.signal(SIGTERM, group: true)
        _ = try await igs.outcome(within: .seconds(30))
    }

    @Test(arguments: [
        ("print a\n", 0, "a\n"), ("print a", 0, "a\n"), ("", 0, ""),
        ("gne\nprint b\nexpect 1 == 2\n", 3, "b\n"), ("expect 1 == 2\ngne\n", 4, ""),
        ("set on-error stop\ngne\nprint b\n", 3, ""), ("print a; exit 7\nprint b\n", 7, "a\n"),
        ("expect 1 == 2; print no\nprint a\n", 4, "a\n"),
        ("set on-error continue\nexpect 1 == 2; print too\nprint a\n", 4, "too\na\n"),
        ("let x = 5\nif $x == 5 {\nprint five\n}\n", 0, "five\n"), ("!ls\nprint a\n", 3, "a\n"),
        ("print \"\"\"\n", 3, ""), ("repeat 2 {", 3, ""),
        ("set quality low\ngen a cat --as k\n", 0, ""),
    ])
    func `the exit code of statements is that of the first error`(
        input: String, code: Int32, output: String
    ) async throws {
        let bench = try Bench()
        let outcome = try await bench.run(["--speed", "500"], input: .text(input))
        #expect(outcome.exitCode == code, "\(outcome.story)")
        #expect(outcome.output == output, "\(outcome.story)")
        // The jobs that are left are awaited.
        #expect(!input.contains("gen") || outcome.errors.contains("completed"))
    }

    @Test func `a script that is whole does nothing before it is checked`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(["-"], input: .text("print hello\ngne\n"))
        #expect(outcome.exitCode == 3 && outcome.output.isEmpty, "\(outcome.story)")
    }

    @Test func `what a person enters runs where the output goes elsewhere`() async throws {
        let bench = try Bench()
        let terminal = try PseudoTerminal()
        try terminal.start(
            "/bin/sh", ["-c", "cd '\(bench.work)'; '\(IgsProcess.executable)' | tee log"],
            environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 })
        terminal.type("let place = here\nprint it is $place\n")
        try await terminal.wait(for: "it is here")
        terminal.type("exit 5\n")
        #expect(try await terminal.exitStatus() == 0)
        #expect(bench.bytes(of: "log") == Array("it is here\n".utf8))
    }

    @Test func `an error in standard input has a place`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(["-"], input: .text("print hello\ngne a castle\n"))
        #expect(outcome.exitCode == 3)
        #expect(outcome.errors.contains("standard input:2:1"), "\(outcome.story)")
    }

    @Test(arguments: [
        "\u{FEFF}print hello\n", "print hello\r\n", "#!/usr/bin/env igs\r\nprint hello\r\n",
    ])
    func `files of other systems are read`(text: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.script(text)
        #expect(outcome.output == "hello\n", "\(outcome.story)")
    }

    @Test func `a carriage return at the very end ends a statement`() async throws {
        let bench = try Bench()
        // Limits of memory and time, should it be read for ever.
        let outcome = try await bench.shell(
            "ulimit -v 4000000; ulimit -t 3; printf 'print hello\\r' | igs -",
            environment: ["SWIFT_BACKTRACE": "enable=no"], within: .seconds(10))
        #expect(outcome.exitCode == 0)
        #expect(outcome.output == "hello\n", "\(outcome.story)")
    }

    @Test func `an executable script runs by its first line`() async throws {
        let bench = try Bench()
        try bench.write(Self.poster, to: "poster.igs")
        #expect(chmod(bench.work + "/poster.igs", 0o755) == 0)
        let outcome = try await bench.shell("./poster.igs --title 'Night Market'")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output == "Night Market in #1b6ca8\n")
    }

    private static let givenParameters: [([String], String)] = [
        (["--title", "x"], "x in #1b6ca8\n"), (["--title=x"], "x in #1b6ca8\n"),
        (["--title=a=b", "--colour", "red"], "a=b in red\n"), (["--title="], " in #1b6ca8\n"),
        (["--title", "--json"], "--json in #1b6ca8\n"),
        (["--title", "$colour"], "$colour in #1b6ca8\n"),
        (["--title", "one\ntwo"], "one\ntwo in #1b6ca8\n"),
    ]

    @Test(arguments: givenParameters)
    func `a parameter takes its value as it is`(arguments: [String], output: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.script(Self.poster, arguments)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output == output, "\(outcome.story)")
    }

    private static let wrongParameters: [([String], String, String)] = [
        ([], "E0240", "--title"), (["--titel", "x"], "E0242", "did you mean '--title'?"),
        (["--title"], "E0603", "'--title'"), (["stray"], "E0602", "'stray'"),
        (["--title", "x", "--json"], "E0603", "'--json'"),
    ]

    @Test(arguments: wrongParameters)
    func `a missing or unknown parameter is a usage error`(
        arguments: [String], id: String, words: String
    ) async throws {
        let bench = try Bench()
        let outcome = try await bench.script("gen a castle\n" + Self.poster, arguments)
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(outcome.errorIDs == [id], "\(outcome.story)")
        #expect(outcome.errors.contains(words), "\(outcome.story)")
        #expect(outcome.output.isEmpty)
        #expect(bench.journal.isEmpty)
    }

    @Test(arguments: ["--help", "-h"])
    func `a script explains itself and its parameters`(option: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.script(Self.poster, [option])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        for words in ["A poster.", "--title", "What it says", "required", "--colour", "#1b6ca8"] {
            #expect(outcome.output.contains(words), "\(words) in \(outcome.story)")
        }
        #expect(!outcome.output.contains(" in #"))
    }
}
