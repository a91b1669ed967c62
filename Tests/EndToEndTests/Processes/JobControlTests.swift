import Foundation
import Glibc
import IGSTestSupport
import Testing

/// igs as one of a shell's jobs: the terminal is its own only in the foreground.
@Suite struct JobControlTests {
    private static let shells = [["/bin/bash", "--norc", "-i"], ["/bin/dash", "-i"]]

    private func shell(_ words: [String], _ bench: Bench) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: 100, rows: 40)
        try terminal.start(
            words[0], Array(words.dropFirst()),
            environment: bench.environment.merging([
                "TERM": "xterm-256color", "PS1": "$ ", "PATH": Bench.pathWithProgram,
            ]) { $1 })
        return terminal
    }

    @Test(arguments: shells, ["igs", "igs login", "igs -", "igs fmt -"])
    func `what would read the terminal in the background stops, and goes on in the foreground`(
        words: [String], command: String
    ) async throws {
        let bench = try Bench()
        let terminal = try shell(words, bench)
        terminal.type("\(command) &\n")
        // The shell tells of it at its next prompt.
        var isStopped = false
        for _ in 0..<200 where !isStopped {
            terminal.type("jobs\n")
            try await Task.sleep(for: .milliseconds(300))
            isStopped = terminal.transcript.contains("Stopped")
        }
        #expect(isStopped, "\(terminal.screen.text)")
        #expect(!terminal.transcript.contains("1K>") && !terminal.transcript.contains("key for"))
        // The shell's terminal is as it was.
        terminal.type("stty -a | grep -c -- '-echo ' ; echo lo\"oked\"\n")
        try await terminal.wait(for: "looked")
        #expect(terminal.screen.text.contains("\n0\nlooked"), "\(terminal.screen.text)")
        terminal.type("fg\n")
        switch command {
        case "igs": try await terminal.wait(for: "1K>")
        case "igs login": try await terminal.wait(for: "key for")
        default:
            try await terminal.wait(for: "fg\n\(command)")
            // What is typed before the shell has let go of the terminal is the shell's.
            try await Task.sleep(for: .milliseconds(500))
            terminal.type("print   'from here'\n")
            terminal.press(.controlD)
            let result = command == "igs -" ? "from here" : "print 'from here'"
            try await terminal.wait(for: "'from here'\n\(result)")
        }
        terminal.signal(SIGKILL)
    }

    @Test(arguments: shells)
    func `a script in the background draws nothing, and leaves the terminal alone`(
        words: [String]
    ) async throws {
        let bench = try Bench()
        let terminal = try shell(words, bench)
        terminal.type(
            "igs --speed 20 -c 'set quality low; let x = over; gen a; wait; print is $x' &\n")
        try await terminal.wait(for: "is over", within: .seconds(60))
        // What is drawn over begins with a return, and clears to the end of the screen.
        #expect(!terminal.transcript.contains("\r\u{1B}[J"), "\(terminal.transcript)")
        terminal.type("exit\n")
        _ = try await terminal.exitStatus(within: .seconds(60))
    }

    @Test func `a terminal that does not show what is typed shows it no more than before`()
        async throws
    {
        let bench = try Bench()
        let terminal = try PseudoTerminal()
        try terminal.start(
            "/bin/sh", ["-c", "stty -echo; exec '\(IgsProcess.executable)'"],
            environment: bench.environment.merging(["TERM": "dumb"]) { $1 })
        try await terminal.wait(for: "1K>")
        terminal.type("print one-word\n")
        try await terminal.wait(for: "one-word")
        terminal.type("print another\n")
        try await terminal.wait(for: "another")
        #expect(!terminal.transcript.contains("print"), "\(terminal.transcript)")
        terminal.type("exit\n")
        #expect(try await terminal.exitStatus() == 0)
    }

    @Test func `what a program leaves on the terminal does not make the prompt end`() async throws {
        let bench = try Bench()
        let terminal = try PseudoTerminal()
        try terminal.start(
            IgsProcess.executable, [],
            environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 })
        try await terminal.wait(for: "1K>")
        terminal.type(
            "!python3 -c 'import os; os.set_blocking(0, False); print(\"le\" + \"ft\")'\n")
        try await terminal.wait(for: "left")
        terminal.type("!python3 -c 'import os; print(\"blocks\", os.get_blocking(0))'\n")
        try await terminal.wait(for: "blocks True")
        terminal.type("let place = here\nprint still $place\n")
        try await terminal.wait(for: "still here")
        terminal.type("exit\n")
        #expect(try await terminal.exitStatus() == 0)
    }
}
