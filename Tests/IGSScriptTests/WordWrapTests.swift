import IGSScript
import Testing

@Suite struct WordWrapTests {
    @Test(arguments: [
        ("one two three four five", ["one two three four", "  five"]),
        ("a word is never-broken-however-long", ["a word is", "  never-broken-however-long"]),
        ("  blanks before stay, as here", ["  blanks before", "  stay, as here"]),
        ("two  columns   and  more", ["two  columns   and", "  more"]),
        ("王子王子 王子王子 上海", ["王子王子 王子王子", "  上海"]),
        ("exactly as wide as", ["exactly as wide as"]),
        ("short\nlines stay two of them", ["short", "lines stay two of", "  them"]),
        ("", [""]), ("   ", ["   "]),
    ])
    func `lines end between words`(text: String, lines: [String]) {
        let wrapped = WordWrap.wrap(text, indentation: 2, within: 18)
        #expect(
            wrapped.split(separator: "\n", omittingEmptySubsequences: false)
                == lines[...].map { $0[...] })
    }

    @Test func `text before the wrapped text counts`() {
        #expect(
            WordWrap.wrap("it is as it is", from: 10, indentation: 4, within: 20)
                == "it is as\n    it is")
        #expect(
            WordWrap.wrap("it is as it is", from: 10, indentation: 10, within: 20)
                == "it is as it is")
    }
}
