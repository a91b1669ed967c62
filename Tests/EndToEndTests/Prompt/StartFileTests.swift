import Foundation
import IGSTestSupport
import Testing

/// The script that runs first at the prompt.
@Suite struct StartFileTests {
    /// An igs at its prompt, with `igsrc` in the configuration folder and another one beside it.
    private func prompt(
        _ bench: Bench, startFile: String, _ arguments: String = ""
    ) async throws -> PseudoTerminal {
        let folder = bench.home + "/config"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Data(startFile.utf8).write(to: URL(filePath: folder + "/igsrc"))
        try Data("print from-here".utf8).write(to: URL(filePath: bench.work + "/igsrc"))
        let terminal = try PseudoTerminal(columns: 100, rows: 40)
        let line = "cd '\(bench.work)' && exec '\(IgsProcess.executable)' \(arguments)"
        try terminal.start(
            "/bin/sh", ["-c", line],
            environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 })
        return terminal
    }

    private func leave(_ terminal: PseudoTerminal) async throws -> Int32 {
        terminal.press(.controlD)
        return try await terminal.exitStatus()
    }

    @Test func `the user's start file runs first, and none of the current folder`() async throws {
        let bench = try Bench()
        defer { withExtendedLifetime(bench) {} }
        let terminal = try await prompt(
            bench, startFile: "set ratio 16:9\nlet who = me\nprint \"for $who\"\n")
        try await terminal.wait(for: "for me")
        try await terminal.wait(for: "sandbox 16:9 1K>")
        #expect(!terminal.screen.text.contains("from-here"))
        #expect(try await leave(terminal) == 0)
    }

    @Test func `--no-rc skips the start file`() async throws {
        let bench = try Bench()
        defer { withExtendedLifetime(bench) {} }
        let terminal = try await prompt(
            bench, startFile: "set ratio 16:9\nprint never\n", "--no-rc")
        try await terminal.wait(for: "sandbox 1:1 1K>")
        #expect(!terminal.screen.text.contains("never"))
        #expect(try await leave(terminal) == 0)
    }

    @Test func `an error in the start file is told where it is, and the prompt comes`() async throws
    {
        let bench = try Bench()
        defer { withExtendedLifetime(bench) {} }
        let terminal = try await prompt(
            bench, startFile: "set ratio 16:9\nset raito 1:1\n")
        try await terminal.wait(for: "igsrc:2:5")
        try await terminal.wait(for: "sandbox 1:1 1K>")
        #expect(try await leave(terminal) == 0)
    }

    @Test func `a start file that cannot be read is told, and the prompt comes`() async throws {
        let bench = try Bench()
        defer { withExtendedLifetime(bench) {} }
        try FileManager.default.createDirectory(
            atPath: bench.home + "/config/igsrc", withIntermediateDirectories: true)
        let terminal = try PseudoTerminal(columns: 100, rows: 40)
        try terminal.start(
            IgsProcess.executable, [],
            environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 })
        try await terminal.wait(for: "it is a folder")
        try await terminal.wait(for: "sandbox 1:1 1K>")
        #expect(try await leave(terminal) == 0)
    }
}
