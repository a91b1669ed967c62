import IGSTestSupport
import Testing

/// Ctrl-_, Ctrl-X Ctrl-U and Alt-. at the prompt.
@Suite struct PromptUndoTests {
    private static let prompt = "sandbox 1:1 1K> "
    private static let undo = "\u{1F}"

    /// Types the pieces one after the other, each when the one before shows.
    private func type(_ pieces: [String], _ terminal: PseudoTerminal) async throws {
        var text = Self.prompt
        for piece in pieces {
            terminal.type(piece)
            text += piece
            let shown = text.trimming
            try await terminal.wait { $0.currentRow == shown }
        }
    }

    @Test(arguments: ["\u{1F}", "\u{18}\u{15}"])
    func `typing is undone word by word, down to the empty line`(undo: String) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(environment: ["NO_COLOR": "1"])
        try await type(["p", "rint ", "王子 ", "x", "y"], terminal)
        for left in ["print 王子 ", "print ", "", ""] {
            terminal.type(undo)
            let shown = (Self.prompt + left).trimming
            try await terminal.wait { $0.currentRow == shown }
        }
        // The line is one to type in again.
        terminal.enter("print again")
        try await terminal.wait { $0.rows.contains("again") }
    }

    /// What changes the line `print one`, what it is then, and in how many steps.
    private static let strokes = [
        ("\u{15}", "1K>", 1), ("\u{17}", "print", 1), ("\u{01}\u{0B}", "1K>", 1),
        ("\u{7F}", "print on", 1), ("\u{1B}\u{7F}", "print", 1), ("\u{14}", "print oen", 1),
        ("\u{1B}[200~ two\rprint three\u{1B}[201~", "... print three", 1),
        ("\u{15}\u{1B}[A", "history entry", 2), ("\u{12}history\u{05}", "history entry", 1),
        ("\u{15}wai\t", "wait", 3), ("\u{1B}.", "print oneentry", 1),
    ]

    @Test(arguments: strokes)
    func `whatever changes the line is undone`(
        stroke: String, result: String, steps: Int
    ) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(environment: ["NO_COLOR": "1"])
        terminal.enter("print history entry")
        try await terminal.wait { $0.rows.contains("history entry") }
        try await type(["print one"], terminal)
        terminal.type(stroke)
        try await terminal.wait { $0.currentRow.hasSuffix(result) }
        terminal.type(String(repeating: Self.undo, count: steps))
        try await terminal.wait { $0.currentRow == Self.prompt + "print one" }
    }

    @Test func `the cursor goes back with the text, and the colours are the text's`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        try await type(["frob it"], terminal)
        terminal.press(.home)
        terminal.type("print ")
        try await terminal.wait { $0.currentRow == Self.prompt + "print frob it" }
        terminal.type(Self.undo)
        try await terminal.wait {
            $0.currentRow == Self.prompt + "frob it" && $0.cursor.column == Self.prompt.count
        }
        // What is drawn last has the unknown command in red again.
        let drawn = terminal.transcript.split(separator: "\r").suffix(2).joined()
        #expect(drawn.contains("\u{1B}[31mfrob"))
        terminal.type("print ")
        terminal.press(.enter)
        try await terminal.wait { $0.rows.contains("frob it") }
    }

    @Test func `Alt-. goes back through the last words, each in the place of the one before`()
        async throws
    {
        let bench = try Bench()
        let terminal = try await bench.prompt(environment: ["NO_COLOR": "1"])
        for line in ["print a out/王子.png", "print 'two words'", "print b; print c d"] {
            terminal.enter(line)
        }
        try await terminal.wait { $0.rows.contains("c d") }
        try await type(["print "], terminal)
        for word in ["d", "'two words'", "out/王子.png", "out/王子.png"] {
            terminal.type("\u{1B}.")
            try await terminal.wait { $0.currentRow == Self.prompt + "print " + word }
        }
        // Another key ends the walk: it begins with the newest again.
        terminal.type(" ")
        terminal.type("\u{1B}_")
        try await terminal.wait { $0.currentRow == Self.prompt + "print out/王子.png d" }
        terminal.press(.enter)
        try await terminal.wait { $0.rows.contains("out/王子.png d") }
    }
}

private extension String {
    /// The text without the blanks at its end.
    var trimming: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
