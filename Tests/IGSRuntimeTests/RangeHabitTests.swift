import IGSRuntime
import IGSScript
import Testing

/// What a range is, and what only looks like one.
@Suite struct RangeHabitTests {
    @Test(arguments: [
        ("1..3", ["1", "2", "3"]), ("-2..2", ["-2", "-1", "0", "1", "2"]),
        ("-3..-2", ["-3", "-2"]),
        ("0..0", ["0"]), ("$low..1", ["-1", "0", "1"]), ("$low..-1", ["-1"]),
        ("-2..$low", ["-2", "-1"]), ("08..09", ["8", "9"]), ("3..$low", []),
        ("\"1..3\"", ["1..3"]), ("[\"1..3\" a]", ["1..3", "a"]), ("[a b]", ["a", "b"]),
        ("[-1 2]", ["-1", "2"]), ("[v1.2 ...]", ["v1.2", "..."]), ("dawn", ["dawn"]),
        ("16:9", ["16:9"]), ("out/..", ["out/.."]),
    ])
    func `what a loop goes through`(values: String, expected: [String]) async throws {
        let house = try SessionHouse()
        #expect(await house.run("let low = -1\nfor x in \(values) { print $x }") == 0)
        #expect(house.reporter.printed == expected)
        let other = try SessionHouse()
        #expect(
            await other.run("let low = -1\nlet all = \(values)\nfor x in $all { print $x }") == 0)
        #expect(other.reporter.printed == expected)
    }

    @Test(arguments: [
        // With what is meant, where igs has it.
        ("for x in 1...3 { gen $x }", "E0228", "1..3"),
        ("for x in 1..=3 { gen $x }", "E0228", "1..3"),
        ("for x in 1..<3 { gen $x }", "E0228", "1..2"),
        ("for x in {1..3} { gen $x }", "E0228", "1..3"),
        ("for x in 1-3 { gen $x }", "E0228", "1..3"), ("for x in 1–3 { gen $x }", "E0228", "1..3"),
        ("for x in 1,2,3 { gen $x }", "E0228", "[1 2 3]"),
        ("for x in {red,blue} { print $x }", "E0228", "[red blue]"),
        ("for x in -1...1 { gen $x }", "E0228", "-1..1"),
        ("for x in [1..3] { gen $x }", "E0229", "1..3"),
        ("for x in [1...3] { gen $x }", "E0229", "1..3"),
        ("for x in 3..1 { gen $x }", "E0245", "[3 2 1]"),
        ("for x in 1..-1 { gen $x }", "E0245", "[1 0 -1]"),
        ("let x = 1...3", "E0228", "1..3"), ("let x = 1..=3", "E0228", "1..3"),
        ("let x = [1..3]", "E0229", "1..3"), ("let x = 3..1", "E0245", "[3 2 1]"),
        ("param x = 1...3", "E0228", "1..3"),
        ("def f x { gen $x }\nf 1...3", "E0228", "1..3"),
        ("def f x { gen $x }\nf [1..3]", "E0229", "1..3"),
        ("def f x { gen $x }\nf 3..1", "E0245", "[3 2 1]"),
    ])
    func `what only looks like a range is refused, with the way out`(
        source: String, id: String, meant: String
    ) throws {
        let findings = PromptHabitsTests.findings(source)
        #expect(findings.map(\.shownID) == [id])
        #expect(findings.first?.severity == .error)
        #expect(findings.first?.fix?.replacement == meant)
    }

    @Test(arguments: [
        ("for x in 0.. { gen $x }", "E0228"), ("for x in ..3 { gen $x }", "E0228"),
        ("for x in 1..3..2 { gen $x }", "E0228"), ("for x in 1.5..2 { gen $x }", "E0228"),
        ("for x in a..c { gen $x }", "E0228"), ("let n = 3\nfor x in 1...$n { gen $x }", "E0228"),
        ("let n = 3\nfor x in 1..<$n { gen $x }", "E0228"), ("let x = 0..", "E0228"),
        ("for x in [a 1..3] { gen $x }", "E0229"),
        ("let n = 3\nfor x in [1..$n] { gen $x }", "E0229"),
        ("for x in 100..1 { gen $x }", "E0245"),
    ])
    func `where nothing can be put in its place, the reason is told`(source: String, id: String) {
        let findings = PromptHabitsTests.findings(source)
        #expect(findings.map(\.shownID) == [id])
        #expect(findings.first.map { !$0.notes.isEmpty } == true)
    }

    @Test func `a computed range that counts down is of nothing, as one of none is`() async throws {
        let house = try SessionHouse()
        let script = "let n = 0\nfor x in 1..$n { print never }\nprint done"
        #expect(await house.run(script) == 0)
        #expect(house.reporter.printed == ["done"])
    }
}
