import IGSScript
import IGSTestSupport
import Testing

@Suite struct RendererTests {
    private func render(_ text: String, _ length: Int, origin: SourceFile.Origin = .file) -> String
    {
        let marked = MarkedSource(text, origin: origin)
        let start = marked.marks["1️⃣"] ?? 0
        let location = SourceLocation(marked.file, SourceRange(start, start + length))
        return Renderer(isColoured: false).render(
            Diagnostic(.unknownCommand, "it is wrong", notes: ["mend it"], at: location))
    }

    @Test func `the place is shown under the line`() {
        #expect(
            render("a\nprint 1️⃣abc def\n", 3) == """
                error[E0201]: it is wrong
                 --> test.igs:2:7
                  |
                2 | print abc def
                  |       ^^^
                  = mend it
                """)
    }

    @Test func `sentences are broken between words where a terminal ends`() {
        let marked = MarkedSource("print abc\n")
        let renderer = Renderer(isColoured: true, columns: { 30 })
        let text = renderer.render(
            Diagnostic(
                .unknownCommand, "this is wrong as a whole",
                notes: ["mend it here, or over there"],
                at: SourceLocation(marked.file, SourceRange(6, 9))))
        let plain = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(
            plain == """
                error[E0201]: this is wrong as
                  a whole
                 --> test.igs:1:7
                  |
                1 | print abc
                  |       ^^^
                  = mend it here, or over
                      there
                """)
    }

    /// Between the marks stands what is at fault; the carets are to begin and end under them.
    @Test(arguments: [
        ("王子\t🏰 1️⃣上海2️⃣ x", "王子    🏰 上海 x", "           ^^^^"),
        ("1️⃣王子2️⃣ a", "王子 a", "^^^^"),
        ("👩‍👩‍👧‍👦 1️⃣gne2️⃣", "👩‍👩‍👧‍👦 gne", "   ^^^"),
        ("gen 1️⃣👩‍👩‍👧‍👦2️⃣ x", "gen 👩‍👩‍👧‍👦 x", "    ^^"),
        ("🇩🇪🇫🇷 1️⃣gne2️⃣", "🇩🇪🇫🇷 gne", "     ^^^"),
        ("👍🏽 1️⃣👍🏽👍🏽2️⃣.", "👍🏽 👍🏽👍🏽.", "   ^^^^"),
        ("cafe\u{301} 1️⃣e\u{301}e\u{301}2️⃣ x", "cafe\u{301} e\u{301}e\u{301} x", "     ^^"),
        ("ｶﾅ 1️⃣ｶﾅ2️⃣", "ｶﾅ ｶﾅ", "   ^^"),
        ("\t\t1️⃣gne2️⃣ a", "        gne a", "        ^^^"),
        ("a1️⃣\tb2️⃣", "a    b", " ^^^^^"),
        ("\t\u{301}1️⃣x2️⃣", "    \u{301}x", "    ^"),
        ("a1️⃣2️⃣", "a", " ^"),
        ("1️⃣2️⃣", "", "^"),
        ("gen 1️⃣\"a castle\nby the sea\" --qualty2️⃣ x", "gen \"a castle", "    ^^^^^^^^^"),
        ("gen 1️⃣\"a\r\nb\"2️⃣ x", "gen \"a", "    ^^"),
    ])
    func `carets stand under what is at fault`(marked: String, line: String, carets: String) throws
    {
        let source = MarkedSource(marked)
        let range = SourceRange(try #require(source.marks["1️⃣"]), try #require(source.marks["2️⃣"]))
        let text = Renderer(isColoured: false).render(
            Diagnostic(.error, "it is wrong", at: SourceLocation(source.file, range)))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3)
        #expect(lines.first.map(String.init) == (line.isEmpty ? "1 |" : "1 | \(line)"))
        #expect(lines.last.map(String.init) == "  | \(carets)")
    }

    @Test(arguments: [
        ("1️⃣gne2️⃣ a castle", "gen", "fix: replace 'gne' with 'gen'"),
        ("gen a 1️⃣--fast2️⃣", "", "fix: remove '--fast'"),
        ("gen a1️⃣2️⃣", "\n}", "fix: insert '\\n}'"),
    ])
    func `the fix is shown`(marked: String, replacement: String, words: String) throws {
        let source = MarkedSource(marked)
        let range = SourceRange(try #require(source.marks["1️⃣"]), try #require(source.marks["2️⃣"]))
        let diagnostic = Diagnostic(
            .error, "it is wrong", notes: ["mend it"], at: SourceLocation(source.file, range),
            fix: Diagnostic.Fix(range: range, replacement: replacement))
        let text = Renderer(isColoured: false).render(diagnostic)
        #expect(text.hasSuffix("\n  = mend it\n  = \(words)"), "\(text)")
    }

    @Test func `a fix elsewhere names its place`() throws {
        let source = MarkedSource("if x {\n  gen a\n1️⃣")
        let end = try #require(source.marks["1️⃣"])
        let diagnostic = Diagnostic(
            .error, "it is wrong", at: SourceLocation(source.file, SourceRange(0, 2)),
            fix: Diagnostic.Fix(range: SourceRange(end, end), replacement: "}"))
        #expect(
            Renderer(isColoured: false).render(diagnostic).hasSuffix("  = fix: insert '}' at 3:1"))
    }

    @Test func `a fix within the carets needs no place`() throws {
        let source = MarkedSource("print ${day.1️⃣widht}")
        let start = try #require(source.marks["1️⃣"])
        let diagnostic = Diagnostic(
            .error, "it is wrong", at: SourceLocation(source.file, SourceRange(6, start + 6)),
            fix: Diagnostic.Fix(range: SourceRange(start, start + 5), replacement: "width"))
        #expect(
            Renderer(isColoured: false).render(diagnostic)
                .hasSuffix("  = fix: replace 'widht' with 'width'"))
    }

    @Test func `a thousand diagnostics on a long line take no time`() {
        let word = "wörd 王子 "
        let bytes = Array(String(repeating: word, count: 10_000_000 / word.utf8.count).utf8)
        let file = SourceFile(name: "long.igs", origin: .file, bytes: bytes)
        let renderer = Renderer(isColoured: false)
        let step = bytes.count / 1_000 / word.utf8.count * word.utf8.count
        var columns: [Int] = []
        let time = ContinuousClock().measure {
            for number in 0..<1_000 {
                let start = number * step
                let location = SourceLocation(file, SourceRange(start, bytes.count))
                let text = renderer.render(Diagnostic(.error, "it is wrong", at: location))
                if number > 100 { #expect(text.utf8.count < 2_000) }
                columns.append(location.start.column)
            }
        }
        // Every place again from the line's start would be minutes.
        #expect(time < .seconds(20), "\(time)")
        let characters = step / word.utf8.count * word.count
        #expect(columns == (0..<1_000).map { $0 * characters + 1 })
    }

    @Test func `a message is not longer than a screen holds`() {
        let text = Renderer(isColoured: false).render(
            Diagnostic(.error, "unknown command '\(String(repeating: "x", count: 10_000_000))'"))
        #expect(text.utf8.count < 2_000)
        #expect(text.hasSuffix("x…"))
    }

    @Test func `prompt lines are not repeated`() {
        #expect(
            render("1️⃣abc", 3, origin: .prompt) == """
                error[E0201]: it is wrong
                  mend it
                """)
    }

    @Test func `long lines are cut around the place`() throws {
        let text =
            String(repeating: "a", count: 100_000) + "1️⃣" + String(repeating: "b", count: 100_000)
        let lines = render(text, 5).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count < 200 })
        #expect(lines[3].contains("…") && lines[3].contains("abbbbb"))
    }

    @Test(arguments: [
        ("abc", 3), ("王子", 4), ("é", 1), ("e\u{301}", 1), ("🏰", 2), ("❤️", 2), ("", 0), ("ｶ", 1),
        ("👩‍🚀", 2), ("🇩🇪", 2), ("👍🏽", 2), ("☀️", 2), ("☝🏽", 2), ("한", 2), ("ㅎ", 2),
    ])
    func `widths are columns`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func `positions count characters`() {
        let file = SourceFile(name: "test", origin: .file, text: "é王\r\nb")
        #expect(file.position(of: 5).column == 3)
        #expect(file.position(of: 7).line == 2)
        #expect(file.position(of: 1_000).line == 2)
        #expect(file.text(in: file.rangeOfLine(1)) == "é王")
    }

    /// The lines are of all lengths about the size of the blocks that the table of lines has.
    @Test func `positions are the same as counted from the start`() {
        let lines = (0..<60).map { String(repeating: "aé\t王", count: $0 * $0) + "🏰" } + ["", ""]
        let text = lines.joined(separator: "\n")
        let file = SourceFile(name: "test", origin: .file, text: text)
        var offset = 0
        for (number, line) in lines.enumerated() {
            let end = offset + line.utf8.count
            #expect(file.rangeOfLine(number + 1) == SourceRange(offset, end))
            for (place, column) in [(offset, 1), (end, line.count + 1)] {
                #expect(file.position(of: place).line == number + 1)
                #expect(file.position(of: place).column == column)
            }
            offset = end + 1
        }
        #expect(file.rangeOfLine(lines.count + 1).count == 0)
        #expect(file.rangeOfLine(0).count == 0)
    }
}
