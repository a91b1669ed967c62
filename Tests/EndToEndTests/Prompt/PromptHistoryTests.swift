import IGSTestSupport
import Testing

/// `history`, `redo` and `recall` at the prompt.
@Suite struct PromptHistoryTests {
    private func prompt(
        _ bench: Bench, columns: Int, kind: String = "xterm-256color", speed: String = "500"
    ) async throws
        -> PseudoTerminal
    {
        let terminal = try PseudoTerminal(columns: columns, rows: 40)
        try terminal.start(
            "/bin/sh",
            ["-c", "cd '\(bench.work)' && exec '\(IgsProcess.executable)' --speed \(speed)"],
            environment: bench.environment.merging(["TERM": kind]) { $1 })
        try await terminal.wait(for: "sandbox 1:1 1K", within: .seconds(20))
        return terminal
    }

    private func enter(_ line: String, _ terminal: PseudoTerminal) {
        terminal.type(line)
        terminal.press(.enter)
    }

    @Test(arguments: [80, 40])
    func `a line is done again by its number, and is the newest then`(columns: Int) async throws {
        let bench = try Bench()
        let terminal = try await prompt(bench, columns: columns)
        enter("print one", terminal)
        try await terminal.wait(for: "\none\n")
        enter("print two", terminal)
        try await terminal.wait(for: "\ntwo\n")
        enter("history", terminal)
        try await terminal.wait(for: "\n1  print one\n2  print two\n3  history\n")
        enter("redo 1", terminal)
        try await terminal.wait(for: "redo 1\nprint one\none\n")
        enter("history 2", terminal)
        try await terminal.wait(for: "\n4  print one\n5  history 2\n")
        // The numbers that were listed stay, although a line has gone to the end.
        enter("redo 2", terminal)
        try await terminal.wait(for: "redo 2\nprint two\ntwo\n")
        enter("redo 1", terminal)
        try await terminal.wait(for: "error[E0341]: the history has no line 1")
        enter("redo 99", terminal)
        try await terminal.wait(for: "error[E0341]: the history has no line 99")
        enter("exit", terminal)
        #expect(try await terminal.exitStatus() == 0)
        let kept = try #require(bench.bytes(of: bench.home + "/state/history"))
        #expect(!String(decoding: kept, as: UTF8.self).contains("redo"))
    }

    @Test func `the command of a saved picture comes back into the edit line`() async throws {
        let bench = try Bench()
        let terminal = try await prompt(bench, columns: 80)
        enter("gen a 王子 --ratio 16:9 --as hero; wait; save hero hero.png", terminal)
        try await terminal.wait(for: "\nhero.png\n")
        enter("recall hero.png", terminal)
        try await terminal.wait(
            for: "> gen \"a 王子\" --ratio 16:9 --resolution 1K --as hero")
        terminal.type("-2 --ratio 1:1")
        terminal.press(.enter)
        // It was changed: an option stands there twice.
        try await terminal.wait(for: "error[E0206]: '--ratio' is given more than once")
        enter("recall hero", terminal)
        try await terminal.wait(for: "save hero hero.png", within: .seconds(10))
        terminal.type("-2")
        terminal.press(.enter)
        try await terminal.wait(for: "[2] hero-2  submitted  1536×864")
        enter("wait", terminal)
        try await terminal.wait(for: "[2] hero-2  completed")
        enter("exit", terminal)
        #expect(try await terminal.exitStatus() == 0)
        #expect(bench.journal.count == 2)
    }

    @Test(arguments: [80, 40])
    func `a job of an earlier session comes back by its name, for the next line`(
        columns: Int
    ) async throws {
        let bench = try Bench()
        let first = try await prompt(bench, columns: columns)
        enter("gen a castle for 王子 --ratio 16:9 --as hero; wait; exit", first)
        #expect(try await first.exitStatus(within: .seconds(30)) == 0)
        let terminal = try await prompt(bench, columns: columns)
        enter("recall hero", terminal)
        let line = "1K> gen \"a castle for 王子\" --ratio 16:9 --resolution 1K --as hero"
        try await terminal.wait { screen in
            // A row does not show the blanks at its end.
            screen.rows.joined().filter { $0 != " " }.contains(line.filter { $0 != " " })
        }
        terminal.type("-2")
        terminal.press(.enter)
        try await terminal.wait(for: "[1] hero-2", within: .seconds(20))
        enter("wait; exit", terminal)
        #expect(try await terminal.exitStatus(within: .seconds(30)) == 0)
        #expect(bench.journal.count == 2)
    }

    @Test func `where lines cannot be edited, the command is shown`() async throws {
        let bench = try Bench()
        let terminal = try await prompt(bench, columns: 80, kind: "dumb")
        enter("gen a castle --as hero", terminal)
        enter("recall hero", terminal)
        try await terminal.wait { screen in
            screen.rows.contains {
                $0.hasSuffix("gen \"a castle\" --ratio 1:1 --resolution 1K --as hero")
            }
        }
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
    }

    @Test func `the greeting has two lines, with the ledger and the jobs that go on`() async throws
    {
        let bench = try Bench()
        for columns in [80, 40] {
            let terminal = try await prompt(bench, columns: columns, speed: "0.1")
            let greeting = terminal.transcript.prefix { $0 != "\u{1B}" }
            let lines = greeting.replacing(/\R +/, with: " ").split(whereSeparator: \.isNewline)
            #expect(lines.count == 2)
            #expect(
                lines.first
                    == "igs 0.2.0  sandbox: free, offline, pictures are imitations.  help · exit")
            #expect(lines.last?.hasPrefix("ledger \(bench.home)/state") == true)
            if columns == 40 {
                #expect(lines.last?.hasSuffix("[1] day, [2] night  continue") == true)
            }
            if columns == 80 { enter("gen a --as day; gen b --as night", terminal) }
            try await terminal.wait(for: "2 running>")
            enter("exit", terminal)
            try await terminal.wait(for: "2 jobs are still running")
            enter("exit", terminal)
            #expect(try await terminal.exitStatus() == 0)
        }
    }

    @Test func `it is help for a command of the session's own, too, and no argument`() async throws
    {
        let bench = try Bench()
        let terminal = try await prompt(bench, columns: 80)
        enter("def paint what { gen $what, oil }", terminal)
        enter("paint ?", terminal)
        try await terminal.wait { $0.rows.contains("paint WHAT") }
        enter("paint?", terminal)
        try await terminal.wait { screen in screen.rows.count { $0 == "paint WHAT" } == 2 }
        #expect(bench.journal.isEmpty)
    }

    @Test func `a question mark after a command is help for it, and no prompt`() async throws {
        let bench = try Bench()
        let terminal = try await prompt(bench, columns: 80)
        enter("wait ?", terminal)
        try await terminal.wait(for: "wait: wait for jobs")
        enter("ref add?", terminal)
        try await terminal.wait(for: "ref add: ")
        enter("?", terminal)
        try await terminal.wait(for: "help COMMAND")
        enter("gen who is there ?", terminal)
        try await terminal.wait(for: "[1]  submitted")
        enter("wait; exit", terminal)
        #expect(try await terminal.exitStatus() == 0)
        #expect(bench.journal.count == 1)
    }
}
