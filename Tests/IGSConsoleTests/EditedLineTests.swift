import Testing

@testable import IGSConsole

@Suite struct EditedLineTests {
    @Test func `a step goes over a whole character, both ways`() {
        // A family is one character of five scalars.
        let line = EditedLine("a👨‍👩‍👧b", cursor: 1)
        #expect(line.step(.back) == -1)
        #expect(line.step(.on) == 5)
        #expect(EditedLine(line.text, cursor: 6).step(.back) == -5)
        #expect(EditedLine("a", cursor: 0).step(.back) == nil)
        #expect(EditedLine("a", cursor: 1).step(.on) == nil)
    }

    @Test func `up and down keep the column where the row is long enough`() {
        let steps: [(cursor: Int, up: Int?, down: Int?)] = [
            (0, nil, 4), (2, nil, 4), (3, nil, 3), (4, -4, 3), (6, -4, 2), (7, -3, nil),
            (8, -3, nil),
        ]
        for (cursor, up, down) in steps {
            let line = EditedLine("abc\nde\nf", cursor: cursor)
            #expect(line.stepToNextRow(.back) == up, "up from \(cursor)")
            #expect(line.stepToNextRow(.on) == down, "down from \(cursor)")
        }
    }

    @Test func `the edges of a row are those between newlines, and only if there are several rows`()
    {
        let line = EditedLine("abc\nde\nf", cursor: 5)
        #expect(line.stepToRowEdge(.back) == -1)
        #expect(line.stepToRowEdge(.on) == 1)
        #expect(EditedLine("abc", cursor: 1).stepToRowEdge(.back) == nil)
        #expect(EditedLine("abc", cursor: 1).stepToNextRow(.on) == nil)
    }

    @Test func `what stands before the cursor is counted in scalars`() {
        #expect(EditedLine("e\u{301}x", cursor: 2).textBeforeCursor == "e\u{301}")
        #expect(EditedLine("ab", cursor: 2).isAtEnd)
        #expect(!EditedLine("ab", cursor: 1).isAtEnd)
    }
}
