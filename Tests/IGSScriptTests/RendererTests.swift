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
            Diagnostic(.error, id: "E0999", "it is wrong", notes: ["mend it"], at: location))
    }

    @Test func placeIsShownUnderTheLine() {
        #expect(
            render("a\nprint 1️⃣abc def\n", 3) == """
                error[E0999]: it is wrong
                 --> test.igs:2:7
                  |
                2 | print abc def
                  |       ^^^
                  = mend it
                """)
    }

    @Test func caretsStandUnderWideCharactersAndTabs() {
        #expect(
            render("王子\t🏰 1️⃣上海 x", 6).split(separator: "\n")[3...4].joined(separator: "\n") == """
                1 | 王子\t🏰 上海 x
                  |     \t   ^^^^
                """)
    }

    @Test func promptLinesAreNotRepeated() {
        #expect(
            render("1️⃣abc", 3, origin: .prompt) == """
                error[E0999]: it is wrong
                  mend it
                """)
    }

    @Test func longLinesAreCutAroundThePlace() throws {
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
    func widthsAreColumns(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func positionsCountCharacters() {
        let file = SourceFile(name: "test", origin: .file, text: "é王\r\nb")
        #expect(file.position(of: 5).column == 3)
        #expect(file.position(of: 7).line == 2)
        #expect(file.position(of: 1_000).line == 2)
        #expect(file.text(in: file.rangeOfLine(1)) == "é王")
    }
}
