import IGSTestSupport
import Testing

/// The rows of a text that is not at its end: what is open, and how to leave it.
@Suite struct ContinuationTests {
    /// What is entered, and what is then said of it.
    private static let openings = [
        (["for x in [a b] {"], "for { from line 1 is open; } closes it, Ctrl-C drops it"),
        (["print \"a"], "\" from line 1 is open; \" closes it, Ctrl-C drops it"),
        (["print \"\"\""], "\"\"\" from line 1 is open; \"\"\" closes it, Ctrl-C drops it"),
        (["let x = ["], "[ from line 1 is open; ] closes it, Ctrl-C drops it"),
        (["if (1 == 1"], "( from line 1 is open; ) closes it, Ctrl-C drops it"),
        // The innermost.
        (["repeat 2 {", "if 1 == 1 {"], "if { from line 2 is open; } closes it, Ctrl-C drops it"),
        (["repeat 2 {", "print \"b"], "\" from line 2 is open; \" closes it, Ctrl-C drops it"),
        (
            ["repeat 2 {", "if 1 == 1 {", "}"],
            "repeat { from line 1 is open; } closes it, Ctrl-C drops it"
        ),
    ]

    @Test(arguments: openings)
    func `an empty row says what is open, and since when`(
        lines: [String], said: String
    ) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(columns: 100)
        for line in lines { terminal.enter(line) }
        try await terminal.wait { $0.currentRow == "... " + said }
        // It goes when the row is typed in, and is no part of the text.
        terminal.type("x")
        try await terminal.wait { $0.currentRow == "... x" }
        terminal.press(.controlC)
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K>" }
    }

    @Test(arguments: openings)
    func `on a terminal that cannot edit, the prompt says it`(
        lines: [String], said: String
    ) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(columns: 100, environment: ["TERM": "dumb"])
        for line in lines { terminal.enter(line) }
        let prompt = said.split(separator: " is open")[0]
        try await terminal.wait { $0.currentRow.hasSuffix(prompt + " ...") }
        terminal.press(.controlC)
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K>" }
    }

    /// What is open, a lone word in it, and what is said of that.
    private static let words = [
        (
            "repeat 2 {", "exit",
            "note: 'exit' waits for the end of the block: repeat { from line 1 is open"
        ),
        (
            "repeat 2 {", "help",
            "note: 'help' waits for the end of the block: repeat { from line 1 is open"
        ),
        ("print \"a", "exit", "note: 'exit' is text: \" from line 1 is open; \" closes it"),
        ("print \"a", "  quit ", "note: 'quit' is text: \" from line 1 is open; \" closes it"),
        ("print \"\"\"", "?", "note: '?' is text: \"\"\" from line 1 is open"),
        ("let x = [", "help", "note: 'help' is a word of the list: [ from line 1 is open"),
    ]

    @Test(arguments: words, ["xterm-256color", "dumb"])
    func `a lone exit or help is noticed`(
        example: (opening: String, word: String, said: String), kind: String
    ) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(
            columns: 100, environment: ["TERM": kind, "NO_COLOR": "1"])
        terminal.enter(example.opening)
        terminal.enter(example.word)
        try await terminal.wait {
            $0.text.contains(example.said) && $0.currentRow.hasSuffix("...")
        }
        terminal.press(.controlC)
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K>" }
        #expect(terminal.transcript.ranges(of: "note: ").count == 1)
    }

    @Test func `what was noticed is text all the same`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        for line in ["print \"a", "exit", "help me", "z\""] { terminal.enter(line) }
        try await terminal.wait { screen in
            ["exit", "help me", "z"].allSatisfy { screen.rows.contains($0) }
        }
        #expect(terminal.transcript.matches(of: /is text/).count == 1)
    }
}
