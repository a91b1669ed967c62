import Testing

@testable import IGSConsole

@Suite struct SuggestionsTests {
    private func aids(_ text: String, canBeTaken: Bool = true) -> EditingAids {
        var aids = EditingAids()
        aids.hint = { _ in Hint(text: text, canBeTaken: canBeTaken) }
        return aids
    }

    @Test func `a hint can be taken while the line is as it was shown`() {
        var suggestions = Suggestions()
        let line = EditedLine("gen", cursor: 3)
        #expect(suggestions.findHint(for: line, aids(" a red kite")) == " a red kite")
        #expect(!suggestions.canTakeHint(for: EditedLine("gen", cursor: 2)))
        #expect(!suggestions.canTakeHint(for: EditedLine("genx", cursor: 4)))
        #expect(suggestions.takeHint(for: line, wordOnly: true) == " a")
        #expect(suggestions.takeHint(for: line, wordOnly: false) == nil)
    }

    @Test func `a hint that only says what is expected cannot be taken`() {
        var suggestions = Suggestions()
        let line = EditedLine("gen", cursor: 3)
        #expect(suggestions.findHint(for: line, aids("PROMPT", canBeTaken: false)) == "PROMPT")
        #expect(!suggestions.canTakeHint(for: line))
        #expect(suggestions.findHint(for: EditedLine("gen", cursor: 1), aids("x")) == "")
    }

    @Test func `candidates come a page at a time`() {
        var suggestions = Suggestions()
        let candidates = (1...5).map {
            Completion.Candidate(
                value: "a\($0)", summary: "", insertion: "a\($0)", endsWord: true)
        }
        #expect(suggestions.nextPage(rows: 2) == nil)
        #expect(
            suggestions.list(candidates, columns: 80, rows: 2) == "a1\na2\n… 3 more: Tab\n")
        #expect(suggestions.nextPage(rows: 9) == "a3\na4\na5\n")
        #expect(suggestions.nextPage(rows: 9) == nil)
    }
}
