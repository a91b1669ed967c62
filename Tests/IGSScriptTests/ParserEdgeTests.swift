import IGSScript
import IGSTestSupport
import Testing

/// Corners of the language where what was written was once taken for something else.
@Suite struct ParserEdgeTests {
    private func firstWord(_ source: String) throws -> Word {
        let outcome = Parser.parse(source)
        #expect(outcome.diagnostics.map(\.message) == [])
        guard case .command(let print) = outcome.script.statements.first else {
            throw Missing.statement
        }
        return try #require(print.arguments.first)
    }

    private enum Missing: Error { case statement }

    @Test(arguments: ["$n-1..5", "1..$n-1", "$a.x..3", "${a:-1..$b}", "1..2..3", "1..", "..2"])
    func `a range is two bounds and nothing else`(source: String) throws {
        guard case .binding(let x) = Parser.parse("let x = \(source)").script.statements.first,
            case .word = x.value
        else {
            Issue.record("\(source) was taken for a range")
            return
        }
    }

    @Test(arguments: ["1..4", "$a..$b", "${a:-1}..${day.width}", "${a:-1..2}..3"])
    func `a range has digits or an expansion at each end`(source: String) throws {
        guard case .binding(let x) = Parser.parse("let x = \(source)").script.statements.first,
            case .range(_, _, let range) = x.value
        else {
            Issue.record("\(source) was not taken for a range")
            return
        }
        #expect(range.count == source.utf8.count)
    }

    @Test func `a continued line of a text loses its indentation`() throws {
        let word = try firstWord("print \"\"\"\n    a \\\n    b\n      c\n    \"\"\"")
        #expect(word.literal == "a b\n  c")
    }

    @Test func `blanks after an opening mark are not content`() throws {
        #expect(try firstWord("print \"\"\" \t\n    a\n    \"\"\"").literal == "a")
    }

    @Test func `an expansion ends before its text`() {
        let marked = MarkedSource("print \"\"\"a 1️⃣${b:-\"\"\"} c")
        let outcome = Parser.parse(marked.file, vocabulary: .sample)
        #expect(outcome.diagnostics.map(\.shownID) == ["E0106"])
        #expect(
            outcome.diagnostics.first?.location?.range.lowerBound == marked.marks["1️⃣"])
    }

    @Test(arguments: ["\"a\r\nb\"", "\"\"\"\r\n  a\r\n  b\r\n  \"\"\""])
    func `a text has the same lines whatever ends them`(source: String) throws {
        #expect(try firstWord("print \(source)").literal == "a\nb")
    }

    @Test(arguments: [
        "not(a == b)", "(a == b)and(c == d)", "(a == b)or not(c == d)", "not (not(a==b))",
    ])
    func `words of conditions end at parentheses`(source: String) {
        #expect(Parser.parse("expect \(source)").diagnostics.map(\.message) == [])
    }

    @Test(arguments: ["not==a", "and==a", "(a == or)"])
    func `words of conditions are never operands`(source: String) {
        #expect(Parser.parse("expect \(source)").diagnostics.map(\.shownID) == ["E0108"])
    }

    @Test func `a summary ends at its mark`() throws {
        let outcome = Parser.parse("param subject \"What to draw\"=\"a castle\"")
        #expect(outcome.diagnostics.map(\.message) == [])
        guard case .parameter(let parameter) = outcome.script.statements.first else {
            throw Missing.statement
        }
        #expect(parameter.summary?.literal == "What to draw")
        #expect(parameter.fallback != nil)
    }

    @Test(arguments: [
        "try { print a } catch {}", "if $x == 1 {} else {}", "def nothing {}", "plan {}",
        "for x in [a] {}; print b",
    ])
    func `two braces are an empty block`(source: String) {
        #expect(Parser.parse(source).diagnostics.map(\.message) == [])
    }

    /// Each junction nests the ones before it, and whoever follows a tree needs stack for each.
    @Test(arguments: ["and", "or"])
    func `a condition has as many junctions as may be nested`(word: String) {
        let few = "expect a == b" + String(repeating: " \(word) a == b", count: 199)
        #expect(Parser.parse(few).diagnostics.map(\.message) == [])
        let many = "expect a == b" + String(repeating: " \(word) a == b", count: 50_000)
        #expect(Parser.parse(many).diagnostics.map(\.shownID) == ["E0110"])
    }
}
