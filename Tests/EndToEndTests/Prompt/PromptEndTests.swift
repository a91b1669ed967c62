import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// How the prompt is left, for good or for a while, and how the terminal is then.
@Suite struct PromptEndTests {
    @Test func `Ctrl-C twice at an empty prompt says how to leave, and only then`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        for (text, row) in [("dropped", 1), ("", 2), ("dropped", 3), ("", 4)] {
            terminal.type(text)
            terminal.press(.controlC)
            try await terminal.wait { screen in
                screen.rows.count { $0.hasSuffix("^C") } == row && screen.currentRow.hasSuffix(">")
            }
        }
        #expect(!terminal.transcript.contains("to leave:"))
        terminal.press(.controlC)
        try await terminal.wait(for: "to leave: Ctrl-D, or exit")
        terminal.press(.controlD)
        #expect(try await terminal.exitStatus() == 0)
        #expect(await holds(within: .seconds(60)) { terminal.isAsFound })
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func `a signal in the middle of a line gives the terminal back`(signal: Int32) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.type("gen a castle")
        try await terminal.wait { $0.currentRow.contains("gen a castle") }
        #expect(!terminal.isAsFound)
        terminal.signal(signal)
        #expect(try await terminal.exitStatus() == -signal)
        #expect(await holds(within: .seconds(60)) { terminal.isAsFound })
    }

    @Test(arguments: [SIGTERM, SIGQUIT])
    func `a signal while a command runs gives the terminal back`(signal: Int32) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.enter("print begun; sleep 60s")
        try await terminal.wait { $0.rows.contains("begun") }
        terminal.signal(signal)
        #expect(try await terminal.exitStatus() == -signal)
        #expect(await holds(within: .seconds(60)) { terminal.isAsFound })
    }

    @Test func `Ctrl-Z stops it, and fg shows the line again`() async throws {
        let bench = try Bench()
        let terminal = try PseudoTerminal(columns: 80, rows: 40)
        // A shell with job control, which waits for a program that stops.
        try terminal.start(
            "/bin/sh", ["-i"],
            environment: bench.environment.merging(["TERM": "xterm-256color", "PS1": "% "]) { $1 })
        try await terminal.wait { $0.currentRow == "%" }
        terminal.enter("'\(IgsProcess.executable)'")
        try await terminal.wait(for: "sandbox 1:1 1K>")
        for round in 1...2 {
            terminal.type("\(round)王子")
            try await terminal.wait { $0.currentRow.hasSuffix("\(round)王子") }
            terminal.press(.controlZ)
            try await terminal.wait { $0.currentRow == "%" }
            #expect(await holds(within: .seconds(60)) { terminal.isAsFound })
            // The terminal may be another one than before.
            terminal.resize(columns: round == 1 ? 40 : 60, rows: 30)
            terminal.enter("fg")
            try await terminal.wait { screen in
                screen.currentRow == "sandbox 1:1 1K> "
                    + (1...round).map { "\($0)王子" }.joined()
            }
        }
        terminal.press(.controlU)
        terminal.enter("print goes-" + "on")
        try await terminal.wait { $0.rows.contains("goes-on") }
        terminal.enter("sleep 60s")
        try await Task.sleep(for: .milliseconds(100))
        terminal.press(.controlZ)
        try await terminal.wait { $0.currentRow == "%" }
        #expect(await holds(within: .seconds(60)) { terminal.isAsFound })
        terminal.enter("fg")
        try await Task.sleep(for: .milliseconds(100))
        terminal.press(.controlC)
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K>" }
        terminal.press(.controlD)
        try await terminal.wait { $0.currentRow == "%" }
        terminal.enter("exit")
        _ = try await terminal.exitStatus()
        #expect(await holds(within: .seconds(60)) { terminal.isAsFound })
    }

    @Test func `the keys of ~/.editrc hold, emacs' or vi's`() async throws {
        let bench = try Bench()
        try Data("bind -v\nigs:bind ^X ed-move-to-beg\n".utf8)
            .write(to: URL(filePath: bench.environment["HOME", default: ""] + "/.editrc"))
        let terminal = try await bench.prompt()
        terminal.type("rint vi\u{18}p")
        try await terminal.wait { $0.currentRow.hasSuffix("> print vi") }
        // vi's command mode: back over a word, delete it, and append at the end.
        terminal.press(.escape)
        try await Task.sleep(for: .milliseconds(60))
        terminal.type("0wdwA王子")
        terminal.press(.enter)
        try await terminal.wait { $0.rows.contains("王子") }
        // Arrows work in both modes.
        terminal.press(.up)
        try await terminal.wait { $0.currentRow.hasSuffix("> print 王子") }
        terminal.press(.escape)
        try await Task.sleep(for: .milliseconds(60))
        terminal.press(.left, .left)
        terminal.type("x")
        try await terminal.wait { !$0.currentRow.hasSuffix("> print 王子") }
        terminal.press(.controlC, .controlD)
        #expect(try await terminal.exitStatus() == 0)
    }
}
