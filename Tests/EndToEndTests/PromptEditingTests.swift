import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// Editing at the prompt of the real binary, as its screen shows it.
@Suite struct PromptEditingTests {
    private static let clear = PseudoTerminal.Key.controlU

    @Test(arguments: [80, 40]) func `Tab completes, and lists what there is`(
        columns: Int
    ) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(columns: columns)
        terminal.enter("set resolution 4K")
        try await terminal.wait(for: "sandbox 1:1 4K>")
        terminal.type("set rati")
        terminal.press(.tab, .tab)
        try await terminal.wait { screen in
            screen.text.contains("9:21") && screen.currentRow == "sandbox 1:1 4K> set ratio [VALUE]"
        }
        #expect(!terminal.screen.text.contains("4:3"))
        terminal.type("16")
        terminal.press(.tab, .enter)
        try await terminal.wait(for: "sandbox 16:9 4K>")
    }

    @Test(arguments: [80, 40]) func `a job reports itself above a line being typed`(
        columns: Int
    ) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(["--speed", "30"], columns: columns)
        terminal.enter("gen a castle --as hero")
        try await terminal.wait(for: "1 running>")
        let typed = "gen 王子 and a long line that wraps 🏰 more than once at forty columns"
        terminal.type(typed)
        try await terminal.wait(for: "[1] hero  completed in ", within: .seconds(20))
        terminal.type(" end")
        try await terminal.wait { screen in
            let joined = screen.rows.joined()
            return joined.contains("sandbox 1:1 1K> " + typed + " end")
                && !joined.contains("running> gen 王")
        }
    }

    @Test(arguments: [80, 40]) func `fifty pasted lines are one text`(columns: Int) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(columns: columns)
        let lines = (1...50).map { "print line-\($0)-王子🏰" }
        for (separator, mark) in [("\r", "line"), ("\n", "row")] {
            let text = lines.map { $0.replacing("line", with: mark) }.joined(separator: separator)
            terminal.type("\u{1B}[200~" + text + separator + "\u{1B}[201~")
            try await terminal.wait { $0.currentRow == "... print \(mark)-50-王子🏰" }
            // Nothing has run.
            #expect(!terminal.screen.rows.contains("\(mark)-1-王子🏰"))
            terminal.press(.enter)
            try await terminal.wait { $0.rows.contains("\(mark)-50-王子🏰") }
        }
        // One entry: Up brings all of it back.
        terminal.press(.up)
        try await terminal.wait { $0.currentRow == "... print row-50-王子🏰" }
    }

    @Test func `an open quote goes on, and is edited as a whole`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(columns: 40)
        terminal.enter("print \"\"\"")
        try await terminal.wait { $0.currentRow == "..." }
        terminal.enter("    one")
        try await terminal.wait { $0.rows.contains("...     one") }
        terminal.press(.up)
        terminal.press(.end)
        terminal.type("!")
        terminal.press(.down, .end)
        terminal.type("    \"\"\"")
        try await terminal.wait { $0.currentRow.hasSuffix("\"\"\"") }
        #expect(terminal.screen.text.contains("...     one"))
    }

    @Test func `hints can be taken, and an unknown command shows`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.enter("print a castle")
        try await terminal.wait { $0.rows.contains("a castle") }
        terminal.type("pri")
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> print a castle" }
        terminal.type("\u{06}")
        terminal.press(.enter)
        try await terminal.wait { screen in screen.rows.count { $0 == "a castle" } == 2 }
        terminal.type("frob ")
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> frob" }
        #expect(terminal.transcript.contains("\u{1B}[31mfrob"))
    }

    @Test func `without colours there are no hints`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(environment: ["NO_COLOR": "1"])
        terminal.enter("print a castle")
        try await terminal.wait { $0.rows.contains("a castle") }
        terminal.type("pri")
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> pri" }
        #expect(!terminal.transcript.contains("\u{1B}[3"))
    }

    @Test func `Up goes by what is typed, and Ctrl-R searches`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        for text in ["print 王子", "set ratio 16:9", "set ratio 1:1", "print b"] {
            terminal.enter(text)
        }
        try await terminal.wait { $0.rows.contains("b") }
        terminal.type("set")
        terminal.press(.up, .up)
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> set ratio 16:9" }
        terminal.press(.down, .down)
        try await terminal.wait { $0.currentRow.hasPrefix("sandbox 1:1 1K> set") }
        terminal.press(Self.clear, .controlR)
        terminal.type("王")
        try await terminal.wait { $0.currentRow == "search '王': print 王子" }
        terminal.press(.enter)
        try await terminal.wait { screen in screen.rows.count { $0 == "王子" } == 2 }
    }

    @Test func `secrets and what begins with a blank stay out of the history`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        for line in ["print kept", " print private", "login", "print api_key=abc"] {
            terminal.enter(line)
        }
        terminal.press(.controlD)
        _ = try await terminal.exitStatus()
        let history = try String(
            contentsOfFile: bench.home + "/state/history", encoding: .utf8)
        #expect(history == "print kept\n")
    }

    @Test(arguments: ["bind -e", "bind -v"], [5, 6, 7, 8] as [UInt64])
    func `any keys at all leave a terminal that works`(keys: String, seed: UInt64) async throws {
        let bench = try Bench()
        try bench.write(keys + "\n", to: "editrc")
        let terminal = try await bench.prompt(
            columns: 40, environment: ["EDITRC": bench.work + "/editrc"])
        var generator = SeededKeys(state: seed)
        let strokes =
            [
                "王", "🏰", "e\u{301}", "\u{1B}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D",
                "\u{1B}[3~", "\u{1B}f", "\u{1B}b", "\u{1B}x", ":", "/", "\t", "\r", "\"", "{", "}",
                "[", "$", "%",
                "\u{01}", "\u{05}", "\u{06}", "\u{08}", "\u{0B}", "\u{0C}", "\u{12}", "\u{14}",
                "\u{15}", "\u{17}", "\u{19}", "\u{7F}", " ", "\u{1B}[200~x\ry\u{1B}[201~",
            ] + "abcdefghijklmnopqrstuvwxyz#".map(String.init)
        for round in 0..<100 {
            let text = (0..<100).map { _ in strokes[Int(generator.next() % UInt64(strokes.count))] }
            terminal.type(text.joined())
            if round.isMultiple(of: 25) {
                terminal.resize(columns: round.isMultiple(of: 50) ? 80 : 40, rows: 24)
            }
        }
        terminal.press(.escape)
        try await Task.sleep(for: .milliseconds(60))
        // One that comes while an earlier line still runs is not for the line that follows it.
        for attempt in 1...60 {
            terminal.press(.controlC)
            do {
                try await terminal.wait(within: .seconds(1)) { $0.currentRow.hasSuffix("K>") }
                break
            } catch  where attempt < 60 {}
        }
        terminal.enter("print sane-" + "again")
        try await terminal.wait { $0.rows.contains("sane-again") }
        terminal.press(.controlD)
        #expect(try await terminal.exitStatus() == 0)
        #expect(await holds(within: .seconds(5)) { terminal.isAsFound })
    }
}

/// The same numbers each time.
private struct SeededKeys {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
