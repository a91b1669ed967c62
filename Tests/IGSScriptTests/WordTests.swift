import IGSScript
import Testing

/// What a script's author reads off section "Words" of the language.
@Suite struct WordTests {
    /// The values of a command's words, where `$x` is `X Y` and `$list` a list.
    private func words(_ source: String) throws -> [String] {
        let outcome = Parser.parse(source)
        #expect(outcome.diagnostics.map(\.message) == [])
        guard case .command(let command) = try #require(outcome.script.statements.first) else {
            Issue.record("no command")
            return []
        }
        let scope = Knowledge(variables: ["x": .string("X Y"), "list": .list(["a", "b"])])
        return try command.arguments.map { try #require($0.argument(in: scope).value) }
    }

    private static let cases: [(String, [String])] = [
        ("c it's 16:9 5\"", ["it's", "16:9", "5\""]),
        ("c 'a $x \\n' b", ["a $x \\n", "b"]),
        (#"c "a $x\t\u{4E0A}\"\\\$""#, ["a X Y\t上\"\\$"]),
        ("c $x-${x}y", ["X Y-X Yy"]),
        ("c $list", ["a b"]),
        ("c ${no:-a $x}! ${no:-}", ["a X Y!", ""]),
        ("c $5 $ 100$ a$", ["$5", "$", "100$", "a$"]),
        (##"c \$x \# C:\foo a\ b \\"##, ["$x", "#", #"C:\foo"#, "a b", "\\"]),
        ("c poster in #ff8800 # the warm one", ["poster", "in", "#ff8800"]),
        ("c data:image/png;base64,AAAA= b; d", ["data:image/png;base64,AAAA=", "b"]),
        ("c a \\\n  b\r\nd", ["a", "b"]),
        ("c \"two\nlines\" b", ["two\nlines", "b"]),
        ("c --as=\"x y\" --to='a b'c", ["--as=x y", "--to=a bc"]),
        ("c {a|b} [x] (y)", ["{a|b}", "[x]", "(y)"]),
        ("c say\"hi\" \"a\"b", ["say\"hi\"", "ab"]),
        ("\u{FEFF}c 王子 🏰 é", ["王子", "🏰", "é"]),
        ("c ''", [""]),
    ]

    @Test(arguments: cases)
    func `words are split as written`(source: String, expected: [String]) throws {
        #expect(try words(source) == expected)
    }

    @Test func `multiline text loses its indentation`() throws {
        let source = "c \"\"\"\n    one\n      $x\n\n    \\\"\\\"\\\" three\n    \"\"\" after"
        #expect(try words(source) == ["one\n  X Y\n\n\"\"\" three", "after"])
    }

    @Test(arguments: ["c a;b", "c ;; d", ";", "c a ; d"])
    func `semicolons end statements only before a blank`(source: String) {
        let outcome = Parser.parse(source)
        #expect(outcome.diagnostics.isEmpty)
        let expected = ["c a;b": 1, "c ;; d": 2, ";": 0, "c a ; d": 2]
        #expect(outcome.script.statements.count == expected[source])
    }
}
