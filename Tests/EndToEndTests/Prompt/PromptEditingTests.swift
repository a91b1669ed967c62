import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// Editing at the prompt of the real binary, as its screen shows it.
@Suite struct PromptEditingTests {
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
        try await terminal.wait { $0.rows.contains { $0.hasPrefix("... \"\"\" from line 1") } }
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

    @Test func `a hint belongs to the line that it was shown for`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.enter("print a castle")
        try await terminal.wait { $0.rows.contains("a castle") }
        terminal.type("pri")
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> print a castle" }
        // To the beginning, and a character on, at once.
        terminal.type("\u{01}\u{06}")
        try await terminal.wait {
            $0.currentRow == "sandbox 1:1 1K> pri" && $0.cursor.column == 17
        }
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

    @Test func `a setting switches hints and colours off, and on`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.enter("print a castle")
        try await terminal.wait { $0.rows.contains("a castle") }
        terminal.enter("set hints off")
        terminal.type("print")
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> print" }
        #expect(terminal.transcript.hasSuffix("1:1 1K> print\u{1B}[J"))
        terminal.press(.controlU)
        terminal.enter("set hints on")
        terminal.type("print")
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> print a castle" }
    }

    @Test func `a terminal that understands no sequences gets none`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(environment: ["TERM": "dumb"])
        terminal.enter("print a castle")
        try await terminal.wait { $0.rows.contains("a castle") }
        terminal.enter("gen a castle")
        try await terminal.wait(for: "[1]  completed in", within: .seconds(20))
        terminal.press(.controlD)
        #expect(try await terminal.exitStatus() == 0)
        #expect(!terminal.transcript.contains("\u{1B}"))
    }

    @Test(arguments: [80, 40], ["a long line of words that wraps", "王子住在城堡里", "🏰🌙e\u{301}🎨"])
    func `a line keeps its columns through edits and resizes`(
        columns: Int, piece: String
    ) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(columns: columns, environment: ["NO_COLOR": "1"])
        let typed = "print " + String(repeating: piece + " ", count: 5) + "end"
        terminal.type(typed)
        terminal.press(.home)
        terminal.type("X")
        terminal.press(.end, .left, .backspace)
        // Blanks at the end of a row do not count.
        @Sendable func shown(_ text: String) -> String { text.filter { $0 != " " } }
        let line = shown("> X" + typed.dropLast(2) + "d")
        for width in [columns, 57, columns] {
            terminal.resize(columns: width, rows: 30)
            terminal.type("?")
            terminal.press(.backspace)
            try await terminal.wait { shown($0.rows.joined()).hasSuffix(line) }
        }
        // The cursor is where it belongs: before the last letter.
        terminal.type("n")
        try await terminal.wait { shown($0.rows.joined()).hasSuffix(shown("> X" + typed)) }
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
        terminal.press(.controlU, .controlR)
        terminal.type("王")
        try await terminal.wait { $0.currentRow == "search '王': print 王子" }
        terminal.press(.enter)
        try await terminal.wait { screen in screen.rows.count { $0 == "王子" } == 2 }
    }

    @Test func `a search runs what it shows, and other keys act on it`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.enter("print 王子")
        try await terminal.wait { $0.rows.contains("王子") }
        terminal.type("print hidden")
        terminal.press(.controlR)
        terminal.type("zzz")
        try await terminal.wait { $0.currentRow == "no match for 'zzz':" }
        terminal.press(.enter)
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> print hidden" }
        terminal.press(.controlR)
        terminal.type("王")
        terminal.press(.home)
        terminal.type("X")
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K> Xprint 王子" }
        #expect(!terminal.screen.rows.contains("hidden"))
    }

    @Test func `keys go by what is seen as a character, and by rows`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.type("print a👍🏽e\u{301}👨‍👩‍👧")
        terminal.press(.backspace, .left, .backspace)
        try await terminal.wait {
            $0.currentRow == "sandbox 1:1 1K> print ae\u{301}" && $0.cursor.column == 23
        }
        terminal.press(.end, .controlU)
        terminal.enter("print \"one")
        terminal.type("two\"")
        try await terminal.wait { $0.currentRow == "... two\"" }
        terminal.press(.home)
        terminal.type("X")
        terminal.press(.controlE)
        terminal.type(" Y")
        try await terminal.wait { $0.currentRow == "... Xtwo\" Y" }
        // Ctrl-Space is no key.
        terminal.type("\u{00}")
        terminal.press(.enter)
        try await terminal.wait { $0.rows.contains("Xtwo Y") }
    }

    @Test func `with vi's keys, too, Enter goes on in an open quote`() async throws {
        let bench = try Bench()
        try bench.write("bind -v\n", to: "editrc")
        let terminal = try await bench.prompt(environment: ["EDITRC": bench.work + "/editrc"])
        terminal.type("print \"abc")
        terminal.press(.escape)
        try await Task.sleep(for: .milliseconds(100))
        terminal.press(.enter)
        try await terminal.wait { $0.currentRow.hasPrefix("... \" from line 1") }
        #expect(terminal.screen.rows.contains("sandbox 1:1 1K> print \"abc"))
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

    @Test func `two shells at a time lose no line, and the next one has both's`() async throws {
        let bench = try Bench()
        let (one, other) = (try await bench.prompt(), try await bench.prompt())
        for (terminal, line) in [(one, "a"), (other, "b"), (one, "c"), (other, "a")] {
            terminal.enter("print from-\(line)")
            try await terminal.wait { $0.rows.contains("from-\(line)") }
        }
        for terminal in [one, other] {
            terminal.press(.controlD)
            #expect(try await terminal.exitStatus() == 0)
        }
        let next = try await bench.prompt()
        for line in ["a", "c", "b"] {
            next.press(.up)
            try await next.wait { $0.currentRow == "sandbox 1:1 1K> print from-\(line)" }
        }
        // Each is there once.
        next.press(.up)
        next.type("!")
        try await next.wait { $0.currentRow == "sandbox 1:1 1K> print from-b!" }
    }

    @Test func `history lists the lines of a shell at the side, and redo runs them`() async throws {
        let bench = try Bench()
        let (one, other) = (try await bench.prompt(), try await bench.prompt())
        one.enter("print from-one")
        try await one.wait { $0.rows.contains("from-one") }
        other.enter("print from-other")
        try await other.wait { $0.rows.contains("from-other") }
        one.enter("history")
        try await one.wait { screen in
            let rows = screen.rows
            return rows.contains("1  print from-one") && rows.contains("2  print from-other")
                && rows.contains("3  history")
        }
        one.enter("redo 2")
        try await one.wait { $0.rows.contains("from-other") }
        // Up is for its own lines: the other has not entered this one.
        other.press(.up)
        try await other.wait { $0.currentRow == "sandbox 1:1 1K> print from-other" }
        other.press(.up)
        other.type("!")
        try await other.wait { $0.currentRow == "sandbox 1:1 1K> print from-other!" }
    }

    @Test func `a history that cannot be kept is reported once`() async throws {
        let bench = try Bench()
        try FileManager.default.createDirectory(
            atPath: bench.home + "/state/history", withIntermediateDirectories: true)
        let terminal = try await bench.prompt(sign: "cannot keep the lines")
        try await terminal.wait(for: "sandbox 1:1 1K>")
        terminal.enter("print a")
        try await terminal.wait { $0.rows.contains("a") }
        terminal.press(.up)
        try await terminal.wait { $0.currentRow.hasSuffix("> print a") }
        #expect(terminal.transcript.matches(of: /W0640/).count == 1)
    }

    @Test(arguments: ["bind -e", "bind -v"], [5, 6, 7, 8] as [UInt64])
    func `any keys at all leave a terminal that works`(keys: String, seed: UInt64) async throws {
        let bench = try Bench()
        try bench.write(keys + "\n", to: "editrc")
        let terminal = try await bench.prompt(
            columns: 40, environment: ["EDITRC": bench.work + "/editrc", "VISUAL": "true"])
        var generator = SeededKeys(state: seed)
        let strokes =
            [
                "王", "🏰", "e\u{301}", "\u{1B}", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D",
                "\u{1B}[3~", "\u{1B}f", "\u{1B}b", "\u{1B}x", ":", "/", "\t", "\r", "\"", "{", "}",
                "[", "$", "%",
                "\u{01}", "\u{05}", "\u{06}", "\u{08}", "\u{0B}", "\u{0C}", "\u{12}", "\u{14}",
                "\u{15}", "\u{17}", "\u{19}", "\u{7F}", "\u{1F}", "\u{18}\u{05}", "\u{18}\u{15}",
                "\u{18}", "\u{1B}.", " ", "\u{1B}[200~x\ry\u{1B}[201~",
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
        // A Ctrl-C that comes while an earlier line still runs is not for the line that follows it.
        for attempt in 1...30 {
            terminal.press(.controlC)
            try await Task.sleep(for: .milliseconds(100))
            terminal.enter("print sane-" + "again")
            do {
                try await terminal.wait(within: .seconds(1)) { $0.rows.contains("sane-again") }
                break
            } catch  where attempt < 30 {}
        }
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K>" }
        terminal.press(.controlD)
        #expect(try await terminal.exitStatus() == 0)
        #expect(await holds(within: .seconds(60)) { terminal.isAsFound })
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
