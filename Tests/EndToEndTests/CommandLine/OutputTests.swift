import Glibc
import IGSTestSupport
import Testing

/// Which stream gets what, and in which colours.
@Suite struct OutputTests {
    @Test func `results go to standard output, and all else to standard error`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "print hello; gen a castle --as castle; wait; save castle out/; gen x --as y; jobs --all"
        )
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.lines.count == 4, "\(outcome.story)")
        #expect(outcome.lines.prefix(2) == ["hello", "out/castle-1x1.png"])
        #expect(outcome.lines.dropFirst(2).allSatisfy { $0.hasPrefix("[") })
        #expect(outcome.errors.contains("[1] castle  submitted"))
        #expect(outcome.errors.contains("[1] castle  completed"))
    }

    /// What stands before igs on a line of the shell, and whether it may then have colours.
    @Test(arguments: [
        ("TERM=xterm", "", true), ("TERM=xterm NO_COLOR=1", "", false),
        ("TERM=xterm NO_COLOR=", "", true), ("TERM=dumb", "", false), ("TERM=", "", false),
        ("TERM=xterm", "2>&1 | cat", false), ("TERM=xterm", "2> errors; cat errors", false),
        ("TERM=xterm", "| cat", true),
    ])
    func `only a terminal that can gets colours, and wants them`(
        variables: String, redirection: String, isColoured: Bool
    ) async throws {
        let bench = try Bench()
        let terminal = try PseudoTerminal(columns: 100, rows: 20)
        let line =
            "cd '\(bench.work)' && env \(variables) '\(IgsProcess.executable)' -c 'gne a' \(redirection)"
        // The terminal's input shows escape characters only where the program's output has them.
        try terminal.start("/bin/sh", ["-c", line], environment: bench.environment)
        try await terminal.wait(for: "unknown command 'gne'")
        _ = try await terminal.exitStatus()
        #expect(terminal.transcript.contains("\u{1B}[1;31merror") == isColoured)
        #expect(terminal.transcript.contains("\u{1B}[") == isColoured)
    }

    @Test(arguments: [
        ["--x\u{1B}[31m\u{9B}"], ["none\u{1B}[31m.igs"], ["param.igs", "--help"],
        ["plan", "param.igs", "--help"], ["plan", "--x\u{1B}[31m"],
        ["check", "none\u{1B}[31m.igs"],
        ["fmt", "--check", "odd\u{1B}[31m.igs"], ["--out", "/proc/\u{1B}[31m", "param.igs"],
        ["-c", "gne \u{1B}[31m\u{9B}\u{202E}"], ["-c", #"print "\u{1B}[31m""#],
        ["--json", "-c", #"print "\u{9B}31m\u{202E}""#], ["test", "none\u{1B}[31m"],
        ["login", "--x\u{1B}[31m"], ["--dialect", "\u{1B}[31m"], ["param.igs", "--x\u{1B}", "1"],
    ])
    func `nothing from outside brings a terminal to act`(arguments: [String]) async throws {
        let bench = try Bench()
        try bench.write(
            "param subject \"What\u{1B}[31m\u{9B}\u{202E}\" = \"a\u{1B}b\"\n", to: "param.igs")
        try bench.write("print   a\n", to: "odd\u{1B}[31m.igs")
        let outcome = try await bench.run(arguments)
        let text = outcome.output + outcome.errors
        #expect(!text.isEmpty)
        for scalar in ["\u{1B}", "\u{9B}", "\u{202E}"] as [Unicode.Scalar] {
            #expect(!text.unicodeScalars.contains(scalar), "\(outcome.story)")
        }
    }
}
