import IGSScript
import Glibc
import IGSTestSupport
import Testing

@testable import IGSConsole

/// What a person sees and gets at the prompt.
@Suite(.timeLimit(.minutes(1))) struct LineEditorTests {
    @Test func `lines are read one after the other`() async throws {
        let prompt = try EditorOnTerminal()
        #expect(try await prompt.line { $0.type("set ratio 16:9\r") } == .line("set ratio 16:9"))
        #expect(try await prompt.line { $0.type("\r") } == .line(""))
        #expect(try await prompt.line { $0.type("  gen a castle \r") } == .line("  gen a castle "))
        try await prompt.terminal.wait {
            $0.text == "> set ratio 16:9\n>\n>   gen a castle" && $0.cursor == (3, 0)
        }
        #expect(prompt.history.entries == ["set ratio 16:9"])
    }

    @Test func `text is edited within the line`() async throws {
        let prompt = try EditorOnTerminal()
        let input = try await prompt.line { terminal in
            terminal.type("gen a castel")
            terminal.press(.backspace, .backspace)
            terminal.type("le")
            terminal.press(.home, .wordRight, .right)
            terminal.type("in ")
            terminal.press(.end, .left, .left, .delete, .controlE)
            terminal.type("!")
            terminal.press(.controlA)
            terminal.type("try ")
            try await terminal.wait { $0.currentRow == "> try gen in a caste!" }
            #expect(terminal.screen.cursor.column == 6)
            terminal.press(.enter)
        }
        #expect(input == .line("try gen in a caste!"))
    }

    @Test(arguments: [
        "漢字とかな", "größer, naïve", "🏰 under ⭐ and 🌙", "한국어",
    ])
    func `wide characters keep the columns right`(_ text: String) async throws {
        let prompt = try EditorOnTerminal()
        let input = try await prompt.line { terminal in
            terminal.type(text)
            let width = DisplayWidth.of(text)
            try await terminal.wait {
                $0.currentRow == "> \(text)" && $0.cursor.column == 2 + width
            }
            terminal.press(.home)
            terminal.type("x")
            try await terminal.wait { $0.currentRow == "> x\(text)" && $0.cursor.column == 3 }
            terminal.press(.end, .backspace)
            try await terminal.wait { $0.currentRow == "> x\(text.dropLast())".trimmingEnd() }
            terminal.press(.enter)
        }
        #expect(input == .line("x\(text.dropLast())"))
    }

    @Test func `combining marks keep the columns right`() async throws {
        let prompt = try EditorOnTerminal()
        let input = try await prompt.line { terminal in
            terminal.type("e\u{301}te\u{301} ")
            try await terminal.wait {
                $0.currentRow == "> e\u{301}te\u{301}" && $0.cursor.column == 6
            }
            terminal.type("दिल्ली")
            try await terminal.wait { $0.currentRow == "> e\u{301}te\u{301} दिल्ली" }
            terminal.press(.home)
            terminal.type("x")
            try await terminal.wait {
                $0.currentRow == "> xe\u{301}te\u{301} दिल्ली" && $0.cursor.column == 3
            }
            terminal.press(.enter)
        }
        #expect(input == .line("xe\u{301}te\u{301} दिल्ली"))
    }

    @Test func `a line longer than the screen is shown as far as it fits`() async throws {
        let prompt = try EditorOnTerminal(columns: 10, rows: 4)
        let line = (1...9).map { "row\($0).567 " }.joined()
        let input = try await prompt.line { terminal in
            terminal.type(line)
            try await terminal.wait { $0.rows == ["6.567 row7", ".567 row8.", "567 row9.5", "67"] }
            terminal.press(.home)
            try await terminal.wait { $0.rows[0] == "> row1.567" && $0.cursor == (0, 2) }
            terminal.type("!")
            try await terminal.wait { $0.rows[0] == "> !row1.56" && $0.cursor == (0, 3) }
            terminal.press(.end, .enter)
        }
        #expect(input == .line("!\(line)"))
    }

    @Test func `a line that fills a row goes on in the next one`() async throws {
        let prompt = try EditorOnTerminal(columns: 10, rows: 6)
        let input = try await prompt.line { terminal in
            terminal.type("12345678")
            try await terminal.wait { $0.rows[0] == "> 12345678" && $0.cursor == (1, 0) }
            terminal.press(.left, .left)
            try await terminal.wait { $0.cursor == (0, 8) }
            terminal.press(.right, .right)
            try await terminal.wait { $0.cursor == (1, 0) }
            terminal.press(.backspace)
            try await terminal.wait { $0.rows[0] == "> 1234567" && $0.cursor == (0, 9) }
            terminal.press(.enter)
        }
        #expect(input == .line("1234567"))
        try await prompt.terminal.wait { $0.cursor == (1, 0) }
    }

    @Test func `control characters and newlines of the history are shown`() async throws {
        let prompt = try EditorOnTerminal(history: ["gen \"a\nb\u{1B}[31m\""])
        let input = try await prompt.line { terminal in
            terminal.press(.up)
            try await terminal.wait {
                $0.text == "> gen \"a\nb\\u{1B}[31m\"" && $0.cursor == (1, 12)
            }
            terminal.press(.enter)
        }
        #expect(input == .line("gen \"a\nb\u{1B}[31m\""))
    }

    @Test func `Ctrl-L clears the screen and keeps the line`() async throws {
        let prompt = try EditorOnTerminal()
        _ = try await prompt.line { $0.type("first\r") }
        let input = try await prompt.line { terminal in
            terminal.type("second")
            terminal.press(.controlL)
            try await terminal.wait { $0.text == "> second" && $0.cursor == (0, 8) }
            terminal.press(.enter)
        }
        #expect(input == .line("second"))
    }

    @Test func `an interrupt drops the line as Ctrl-C does`() async throws {
        let prompt = try EditorOnTerminal()
        let input = try await prompt.line { terminal in
            terminal.type("gen")
            try await terminal.wait(for: "gen")
            prompt.editor.receive(.interrupt)
        }
        #expect(input == .interrupt("gen"))
        prompt.editor.receive(.interrupt)
        #expect(try await prompt.line { $0.type("next\r") } == .line("next"))
    }

    @Test func `a terminal that knows no sequences edits by itself`() async throws {
        let prompt = try EditorOnTerminal(terminalKind: "dumb")
        #expect(try await prompt.line { $0.type("gen 城x\u{7F}\r") } == .line("gen 城"))
        #expect(try await prompt.line { _ in prompt.editor.receive(.interrupt) } == .interrupt(""))
        #expect(prompt.terminal.transcript.contains("\u{1B}") == false)
        #expect(try await prompt.line { $0.press(.controlD) } == .end)
    }

    @Test func `a line that wraps is edited`() async throws {
        let prompt = try EditorOnTerminal(columns: 20, rows: 8)
        let input = try await prompt.line { terminal in
            terminal.type("gen 一二三四五六七八九十")
            try await terminal.wait(for: "十")
            #expect(terminal.screen.rows[0] == "> gen 一二三四五六七")
            #expect(terminal.screen.rows[1] == "八九十")
            terminal.press(.home)
            terminal.type("re")
            try await terminal.wait { $0.rows[1] == "七八九十" }
            #expect(terminal.screen.rows[0] == "> regen 一二三四五六")
            #expect(terminal.screen.cursor == (0, 4))
            terminal.press(.enter)
        }
        #expect(input == .line("regen 一二三四五六七八九十"))
        try await prompt.terminal.wait { $0.cursor == (2, 0) }
    }

    @Test func `the arrow keys go through the history`() async throws {
        let prompt = try EditorOnTerminal(history: ["set ratio 1:1", "gen 城"])
        let input = try await prompt.line { terminal in
            terminal.type("new")
            terminal.press(.up)
            try await terminal.wait { $0.currentRow == "> gen 城" }
            terminal.press(.up)
            try await terminal.wait { $0.currentRow == "> set ratio 1:1" }
            terminal.press(.down, .down)
            try await terminal.wait { $0.currentRow == "> new" }
            terminal.press(.up)
            terminal.type(" at night\r")
        }
        #expect(input == .line("gen 城 at night"))
        _ = try await prompt.line { $0.type("gen 城\r") }
        let last = try await prompt.line { terminal in
            terminal.press(.up, .up)
            try await terminal.wait { $0.currentRow == "> gen 城 at night" }
            terminal.press(.up)
            try await terminal.wait { $0.currentRow == "> set ratio 1:1" }
            terminal.press(.enter)
        }
        #expect(last == .line("set ratio 1:1"))
        #expect(prompt.history.entries == ["gen 城 at night", "gen 城", "set ratio 1:1"])
    }

    @Test func `a line that begins with a blank stays out of the history`() async throws {
        let prompt = try EditorOnTerminal()
        _ = try await prompt.line { $0.type("gen a\r") }
        _ = try await prompt.line { $0.type(" gen secret\r") }
        let input = try await prompt.line { $0.press(.up, .enter) }
        #expect(input == .line("gen a"))
    }

    @Test(arguments: [
        ("\u{1B}[1;32msandbox\u{1B}[0m 16:9 1K> ", "\u{1B}[1;32ms"),
        ("\u{1B}[1m\u{1B}[32m実演\u{1B}[0m> ", "\u{1B}[1m\u{1B}[32m実"),
        ("1:1\u{1B}[31m> \u{1B}[0m", "\u{1B}[31m>"),
    ])
    func `colours of the prompt do not move the cursor`(_ text: String, _ sequence: String)
        async throws
    {
        let prompt = try EditorOnTerminal()
        async let input = prompt.editor.next(prompt: text)
        let shown = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        let column = DisplayWidth.of(shown)
        try await prompt.terminal.wait(for: "the prompt") {
            $0.currentRow == shown.trimmingEnd() && $0.cursor.column == column
        }
        #expect(prompt.terminal.transcript.contains(sequence))
        #expect(prompt.terminal.transcript.contains("\u{1B}[0m"))
        prompt.terminal.type("ab")
        prompt.terminal.press(.left)
        prompt.terminal.type("c")
        try await prompt.terminal.wait {
            $0.currentRow.hasSuffix("acb") && $0.cursor.column == column + 2
        }
        prompt.terminal.press(.enter)
        #expect(await input == .line("acb"))
    }

    @Test func `Ctrl-C drops the line`() async throws {
        let prompt = try EditorOnTerminal()
        let input = try await prompt.line { terminal in
            terminal.type("gen a castle")
            terminal.press(.home, .controlC)
        }
        #expect(input == .interrupt("gen a castle"))
        #expect(try await prompt.line { $0.type("next\r") } == .line("next"))
        try await prompt.terminal.wait { $0.text == "> gen a castle^C\n> next" }
        #expect(prompt.history.entries == ["next"])
    }

    @Test func `what is typed after Ctrl-C is the next line`() async throws {
        let prompt = try EditorOnTerminal()
        #expect(try await prompt.line { $0.type("one\u{03}two\r") } == .interrupt("one"))
        #expect(await prompt.editor.next(prompt: "> ") == .line("two"))
    }

    @Test func `only Ctrl-C ends a paste whose end is lost`() async throws {
        let prompt = try EditorOnTerminal()
        let input = try await prompt.line { terminal in
            terminal.type("gen \u{1B}[200~a\rb\u{03}c\r")
            try await Task.sleep(for: .milliseconds(700))
            terminal.press(.controlC)
        }
        #expect(input == .interrupt("gen "))
        #expect(try await prompt.line { $0.type("next\r") } == .line("next"))
    }

    @Test func `Ctrl-D ends on an empty line only`() async throws {
        let prompt = try EditorOnTerminal()
        let input = try await prompt.line { terminal in
            terminal.type("ab")
            terminal.press(.home, .controlD)
            try await terminal.wait { $0.currentRow == "> b" }
            terminal.press(.controlD, .controlD)
        }
        #expect(input == .end)
        try await prompt.terminal.wait { $0.cursor == (1, 0) }
    }

    @Test func `what is typed between lines is hidden and kept`() async throws {
        let prompt = try EditorOnTerminal()
        _ = try await prompt.line { $0.type("wait\r") }
        let modes = prompt.terminal.modes
        #expect(modes.c_lflag & UInt32(ECHO) == 0)
        #expect(modes.c_lflag & UInt32(ISIG) != 0)
        prompt.terminal.type("gen ahead\rgen mo")
        #expect(await prompt.editor.next(prompt: "> ") == .line("gen ahead"))
        let input = try await {
            async let input = prompt.editor.next(prompt: "> ")
            try await prompt.terminal.wait { $0.currentRow == "> gen mo" }
            prompt.terminal.type("re\r")
            return await input
        }()
        #expect(input == .line("gen more"))
        try await prompt.terminal.wait { $0.text == "> wait\n> gen ahead\n> gen more" }
    }

    @Test func `the line is drawn anew when the terminal is resized`() async throws {
        let prompt = try EditorOnTerminal(columns: 40, rows: 10)
        let line = "gen a castle under the stars at night"
        let input = try await prompt.line { terminal in
            terminal.type(line)
            try await terminal.wait(for: line)
            terminal.resize(columns: 60, rows: 10)
            prompt.editor.receive(.windowChange)
            terminal.type(" with a moat")
            try await terminal.wait { $0.rows[0] == "> \(line) with a moat" }
            terminal.resize(columns: 30, rows: 10)
            prompt.editor.receive(.windowChange)
            try await terminal.wait {
                $0.text.hasSuffix("> gen a castle under the stars\n at night with a moat")
            }
            terminal.press(.enter)
        }
        #expect(input == .line("\(line) with a moat"))
    }

    @Test func `Ctrl-Z asks to stop and keeps the line`() async throws {
        let (stops, continuation) = AsyncStream.makeStream(of: Void.self)
        let prompt = try EditorOnTerminal(suspend: { continuation.yield() })
        let input = try await prompt.line { terminal in
            terminal.type("gen a")
            terminal.press(.controlZ)
            for await _ in stops { break }
            terminal.type("b\r")
        }
        #expect(input == .line("gen ab"))
    }

    @Test func `Ctrl-S does not freeze the line`() async throws {
        let prompt = try EditorOnTerminal()
        let input = try await prompt.line { terminal in
            terminal.type("ge")
            try await terminal.wait(for: "ge")
            #expect(terminal.modes.c_iflag & UInt32(IXON) == 0)
            terminal.type("n\r")
        }
        #expect(input == .line("gen"))
    }

    @Test func `escape sequences of other keys are not taken for text`() async throws {
        let prompt = try EditorOnTerminal()
        // Page up, F5, F1 of two terminals, the mouse, and one that is cut in two.
        let input = try await prompt.line { terminal in
            terminal.type("a\u{1B}[5~b\u{1B}[15~c\u{1B}OPd\u{1B}[[Ae\u{1B}[<0;1;1Mf\u{1B}")
            terminal.type("[")
            terminal.type("Dg\r")
        }
        #expect(input == .line("abcdegf"))
    }

    @Test func `the user's start file is followed, and igs keeps its own keys`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "bind -v\nigs:bind ^X ed-move-to-beg\nother:bind ^X ed-newline\n", to: "editrc")
        let prompt = try EditorOnTerminal(history: ["gen old"], startFile: folder.file("editrc"))
        let input = try await prompt.line { terminal in
            terminal.type("astle")
            terminal.type("\u{18}")
            terminal.type("gen c")
            // In vi's command mode: ESC, alone, then `A` appends at the end of the line.
            terminal.press(.escape)
            try await Task.sleep(for: .milliseconds(60))
            terminal.type("A!")
            terminal.press(.up, .down)
            terminal.press(.enter)
        }
        #expect(input == .line("gen castle!"))
        #expect(try await prompt.line { $0.press(.controlC) } == .interrupt(""))
    }

    @Test func `closing restores the terminal and answers whoever waits`() async throws {
        let prompt = try EditorOnTerminal()
        var before = prompt.terminal.modes
        before.c_lflag |= UInt32(ECHO | ICANON | ISIG)
        async let input = prompt.editor.next(prompt: "> ")
        try await prompt.terminal.wait(for: ">")
        #expect(prompt.terminal.modes.c_lflag & UInt32(ECHO | ICANON | ISIG) == 0)
        prompt.editor.close()
        #expect(await input == .end)
        #expect(prompt.terminal.modes.c_lflag == before.c_lflag)
        #expect(await prompt.editor.next(prompt: "> ") == .end)
        prompt.editor.close()
    }

    @Test func `cancelling abandons the line`() async throws {
        let prompt = try EditorOnTerminal()
        let waiting = Task { await prompt.editor.next(prompt: "> ") }
        try await prompt.terminal.wait(for: ">")
        prompt.terminal.type("half")
        try await prompt.terminal.wait(for: "half")
        waiting.cancel()
        #expect(await waiting.value == .end)
        #expect(try await prompt.line { $0.type("next\r") } == .line("next"))
        let cancelled = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await prompt.editor.next(prompt: "> ")
        }
        #expect(await cancelled.value == .end)
    }

    @Test func `any keys are survived`() async throws {
        let prompt = try EditorOnTerminal(
            columns: 30, rows: 8, history: ["gen a castle", "set ratio 1:1"])
        let reading = Task {
            var count = 0
            while await prompt.editor.next(prompt: "\u{1B}[32m城\u{1B}[0m> ") != .end { count += 1 }
            return count
        }
        try await prompt.terminal.wait(for: ">")
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            // Not the end of input, and not the key that quotes the next one.
            let byte = UInt8.random(in: 0...255, using: &generator)
            let key: [UInt8] = byte == 0x04 || byte == 0x16 ? [0x0D] : [byte]
            prompt.terminal.type(bytes: key)
        }
        prompt.terminal.type("\u{07}\u{03}\u{15}\r")
        prompt.editor.close()
        _ = await reading.value
        #expect(
            prompt.terminal.modes.c_lflag & UInt32(ECHO | ICANON | ISIG)
                == UInt32(ECHO | ICANON | ISIG))
    }

    @Test func `a terminal is required`() throws {
        let file = open("/dev/null", O_RDWR)
        defer { close(file) }
        #expect(throws: SystemFailure.self) {
            try LineEditor(input: file, output: file, errors: file, history: History(path: nil))
        }
    }
}
