import Testing

@testable import IGSConsole

/// What chafa is told, by what igs knows of the terminal.
@Suite struct ChafaArgumentsTests {
    private static func value(_ option: String, _ arguments: [String]) -> String? {
        arguments.firstIndex(of: option).map { arguments[$0 + 1] }
    }

    private static func arguments(_ environment: [String: String]) -> [String] {
        ChafaArguments(
            environment: ["TERM": "xterm-256color"].merging(environment) { $1 }, isTerminal: true
        ).list(columns: 80, rows: 24)
    }

    @Test(
        arguments: [
            (["TERM": "xterm-256color"], nil), (["TERM": "xterm-kitty"], nil),
            (["TERM": "foot"], nil),
            (["KITTY_WINDOW_ID": "1"], "kitty"), (["TERM_PROGRAM": "ghostty"], "kitty"),
            (["TERM": "xterm-ghostty"], "kitty"), (["TERM_PROGRAM": "iTerm.app"], "iterm"),
            (["LC_TERMINAL": "iTerm2"], "iterm"), (["TERM_PROGRAM": "WezTerm"], nil),
            // Another terminal, started from Kitty.
            (["KITTY_WINDOW_ID": "1", "VTE_VERSION": "7200"], nil),
            (["KITTY_WINDOW_ID": "1", "TERM_PROGRAM": "WezTerm"], nil),
            // Multiplexers.
            (["TERM": "tmux-256color", "TMUX": "/t", "KITTY_WINDOW_ID": "1"], nil),
            (["TERM": "screen-256color", "STY": "s", "LC_TERMINAL": "iTerm2"], nil),
            (["TERM": "xterm-kitty", "TMUX": "/t"], "symbols"),
            (["TERM_PROGRAM": "iTerm.app", "STY": "s"], "symbols"),
            // No colour.
            (["NO_COLOR": "1", "KITTY_WINDOW_ID": "1"], "symbols"), (["TERM": "dumb"], "symbols"),
            (["TERM": ""], "symbols"),
        ] as [([String: String], String?)])
    func `the format is chafa's to choose unless igs knows more`(
        environment: [String: String], format: String?
    ) {
        #expect(Self.value("--format", Self.arguments(environment)) == format)
    }

    @Test func `colours are left out for whom they are nothing`() {
        #expect(Self.value("--colors", Self.arguments([:])) == nil)
        #expect(Self.value("--colors", Self.arguments(["NO_COLOR": "1"])) == "none")
        #expect(Self.value("--colors", Self.arguments(["NO_COLOR": ""])) == nil)
        #expect(Self.value("--colors", Self.arguments(["TERM": "dumb"])) == "none")
    }

    @Test(
        arguments: [
            (80, 24, "80x12"), (40, 10, "40x5"), (200, 1, "200x1"), (nil, nil, "80x12"),
        ] as [(Int?, Int?, String)])
    func `a picture takes the width, and half the height`(columns: Int?, rows: Int?, size: String) {
        let arguments = ChafaArguments(environment: ["TERM": "foot"], isTerminal: true)
        #expect(Self.value("--size", arguments.list(columns: columns, rows: rows)) == size)
    }

    @Test func `output that is not a terminal gets plain characters, whatever TERM says`() {
        let arguments = ChafaArguments(environment: ["TERM": "xterm-kitty"], isTerminal: false)
            .list(columns: nil, rows: nil)
        #expect(Self.value("--format", arguments) == "symbols")
        #expect(Self.value("--symbols", arguments) == "ascii")
        #expect(Self.value("--colors", arguments) == "none")
    }
}
