import IGSTestSupport
import Testing

/// `exit` and `return` in a sourced file end that file.
@Suite struct SourcedEndTests {
    /// What a sourced file ends with, and how that ends the script which sources it.
    private static let ends: [(end: String, code: Int32, goesOn: Bool)] = [
        ("return", 0, true), ("exit", 0, true), ("exit 0", 0, true),
        ("if 1 == 1 { return }", 0, true), ("for x in [a b] { exit }", 0, true),
        ("def leave { exit }\nleave", 0, true), ("source inner.igs\nreturn", 0, true),
        ("exit 7", 7, false), ("exit 3", 3, false), ("repeat 2 { exit 9 }", 9, false),
    ]

    @Test(arguments: ends)
    func `the script that sources it goes on, unless it failed`(
        end: String, code: Int32, goesOn: Bool
    ) async throws {
        let bench = try Bench()
        try bench.write("print inner\nexit\nprint never\n", to: "inner.igs")
        try bench.write("print in\n\(end)\nprint never\n", to: "lib.igs")
        for outcome in [
            try await bench.script("source lib.igs\nprint out\n", named: "main.igs"),
            try await bench.commands("source lib.igs; print out"),
            try await bench.script("def f { source lib.igs }\nf\nprint out\n", named: "def.igs"),
        ] {
            #expect(outcome.exitCode == code, "\(outcome.story)")
            #expect(outcome.output.hasPrefix("in\n"), "\(outcome.story)")
            #expect(outcome.output.hasSuffix("out\n") == goesOn, "\(outcome.story)")
            #expect(!outcome.output.contains("never"), "\(outcome.story)")
            #expect(outcome.errors.contains("E0320") != goesOn, "\(outcome.story)")
        }
        let caught = try await bench.commands(
            "try { source lib.igs } catch e { print $e }; print out")
        #expect(caught.exitCode == 0 && caught.output.hasSuffix("out\n"), "\(caught.story)")
    }

    @Test(arguments: ["return", "exit", "exit 4", "source lib.igs"])
    func `at the prompt, neither a sourced file nor igsrc ends the shell`(end: String) async throws
    {
        let bench = try Bench()
        try bench.write("print in lib\nexit 5\n", to: "lib.igs")
        try bench.makeFolder("../home/config")
        try bench.write("print in the lib of igsrc\nexit 5\n", to: "../home/config/lib.igs")
        try bench.write("print in igsrc\n\(end)\nprint never\n", to: "../home/config/igsrc")
        try bench.write("print sourced\n\(end)\nprint never\n", to: "try.igs")
        let terminal = try await bench.prompt()
        try await terminal.wait(for: "in igsrc")
        terminal.enter("source try.igs")
        try await terminal.wait(for: "\nsourced")
        terminal.enter("print still here")
        try await terminal.wait(for: "\nstill here")
        terminal.enter("exit 6")
        #expect(try await terminal.exitStatus() == 6)
        #expect(!terminal.transcript.contains("never\r"), "\(terminal.transcript)")
    }

    @Test func `a script's own return ends it, with its jobs awaited`() async throws {
        let bench = try Bench()
        let outcome = try await bench.script(
            "gen a fox --quality low --as f\nif 1 == 1 { return }\nprint never\n", named: "main.igs"
        )
        #expect(outcome.exitCode == 0 && !outcome.output.contains("never"), "\(outcome.story)")
        #expect(outcome.errors.contains("[1] f  completed"), "\(outcome.story)")
    }

    @Test(arguments: ["return", "if 1 == 1 { return }"])
    func `outside of a file it is a mistake`(source: String) async throws {
        let outcome = try await Bench().commands(source)
        #expect(outcome.exitCode == 3 && outcome.errorIDs == ["E0221"], "\(outcome.story)")
    }
}
