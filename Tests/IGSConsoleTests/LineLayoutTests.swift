import Testing

@testable import IGSConsole

@Suite struct LineLayoutTests {
    private func layout(_ prompt: String, _ text: String, cursor: Int? = nil, columns: Int = 10)
        -> LineLayout
    {
        LineLayout(
            prompt: prompt, text: text, cursor: cursor ?? text.unicodeScalars.count,
            columns: columns)
    }

    @Test func `colours of the prompt take no columns`() {
        let layout = layout("\u{1B}[1;32ma\u{1B}[0m> ", "bc")
        #expect(layout.rows.map(\.text) == ["\u{1B}[1;32ma\u{1B}[0m> bc"])
        #expect(layout.rows.map(\.width) == [5])
        #expect((layout.cursorRow, layout.beforeCursor.width) == (0, 5))
    }

    @Test func `a wide character that does not fit goes to the next row`() {
        let layout = layout("> ", "1234567漢字", cursor: 8)
        #expect(layout.rows.map(\.text) == ["> 1234567", "漢字"])
        #expect(layout.rows.map(\.wraps) == [true, false])
        #expect((layout.cursorRow, layout.beforeCursor.text) == (1, "漢"))
        let before = self.layout("> ", "1234567漢字", cursor: 7)
        #expect((before.cursorRow, before.beforeCursor.text) == (1, ""))
    }

    @Test func `after a full row there is a row for the cursor`() {
        let layout = layout("> ", "12345678")
        #expect(layout.rows.map(\.width) == [10, 0])
        #expect((layout.cursorRow, layout.beforeCursor.width) == (1, 0))
    }

    @Test func `newlines break the line`() {
        let layout = layout("> ", "12345678\n9", cursor: 9)
        #expect(layout.rows.map(\.text) == ["> 12345678", "9"])
        #expect(layout.rows.map(\.wraps) == [false, false])
        #expect((layout.cursorRow, layout.beforeCursor.text) == (1, ""))
    }

    @Test func `tabs are shown as blanks, and control characters visibly`() {
        #expect(layout("> ", "a\tb", columns: 40).rows.map(\.text) == ["> a     b"])
        #expect(layout("> ", "\u{01}", columns: 40).rows.map(\.text) == ["> \\u{01}"])
    }

    @Test func `the cursor stands beside a character of several scalars`() {
        let text = "a👩‍🚀b"
        #expect((1...3).map { layout("", text, cursor: $0).beforeCursor.text } == ["a", "a", "a"])
        #expect(layout("", text, cursor: 4).beforeCursor.text == "a👩‍🚀")
    }

    @Test func `any text and width are survived`() {
        let scalars = Array("ab 漢🏰\t\n\u{301}\u{1B}[0m".unicodeScalars)
        for _ in 0..<500 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40) { text.append(scalars.randomElement() ?? " ") }
            let columns = Int.random(in: 0...12)
            let cursor = Int.random(in: 0...45)
            let layout = LineLayout(
                prompt: "> ", text: String(text), cursor: cursor, columns: columns)
            #expect(layout.rows.indices.contains(layout.cursorRow))
            #expect(layout.rows.allSatisfy { $0.width <= max(2, columns) })
        }
    }
}
