import FoundationEssentials
import IGSScript
import IGSTestSupport
import Testing

/// The written grammar and the parser say the same.
@Suite struct GrammarTests {
    private let grammar: Grammar
    private let words = GrammarWords(.sample)

    init() throws { grammar = try Grammar.ofTheDocumentation() }

    private func derives(_ text: String) -> Bool { grammar.derives(text, words: words) }

    private func parses(_ text: String) -> Bool { Parser.parse(text).diagnostics.isEmpty }

    @Test func `the parser accepts what the grammar generates`() throws {
        for sample in try GeneratedPrograms.all() {
            let problems = Parser.parse(sample.program.text).diagnostics.map(\.message)
            #expect(
                problems == [], "seed \(sample.seed): \(sample.program.text.debugDescription)")
            guard problems.isEmpty else { return }
        }
    }

    /// What generates programs and what tells them is not the same code.
    @Test func `the grammar derives what it generates`() throws {
        for sample in try GeneratedPrograms.all().prefix(300) where sample.program.text.count < 300
        {
            #expect(
                derives(sample.program.text),
                "seed \(sample.seed): \(sample.program.text.debugDescription)")
        }
    }

    @Test func `the grammar and the parser agree on what is almost a program`() throws {
        var verdicts = [true: 0, false: 0]
        for sample in try GeneratedPrograms.all() where sample.program.text.count < 200 {
            for text in sample.mutations(2) {
                let isAccepted = parses(text)
                verdicts[isAccepted, default: 0] += 1
                let isDerived = derives(text)
                #expect(isDerived == isAccepted, "seed \(sample.seed): \(text.debugDescription)")
                guard isDerived == isAccepted else { return }
            }
        }
        #expect(verdicts.values.allSatisfy { $0 > 100 }, "\(verdicts)")
    }

    @Test(arguments: [
        "", "# comment", "\u{FEFF}print a\r\nprint b", "print a;; print b", "print #ff8800 # warm",
        "let x = [a \"b c\" # inside\n d]", "let x=1..$n", "param a \"what\"=[b]", "print }",
        "if not ($x<3 or\n defined y) { print a } else if %day done {} else {\n}",
        "for i in $x { print $i; for j in [a b]{ break } }", "repeat $n { continue }",
        "def pic-of a b { return }", "with ratio=1:1 quality = \"low\" { print a }",
        "try { print a } catch err { print $err }", "try {} catch {}", "budget 2.50 { gen x }",
        "expect %day size 1536x864", "expect fails { gen x }", "expect fails == 1",
        "source a.igs", "plan { gen x }", "plan a.igs", "ref \\\n add a b", "mine [a\n b] $x c",
        "gen \"\"\"\n    a\n      b\n    \"\"\" --as=\"a b\"", "print a\\", "print 'it''s'", ";",
        "print ${a:-${b:-\\}}}", "expect a==b and(c!=d)or not(e<=f)", "let n += 1", "let n+=-0.5",
        "rows a.csv --limit 2 { gen $a }", "rows { }",
        "let n += 1..4",
        "for job in %mug { print ${job.status} }", "expect count %mug >= 4 else \"make more\"",
        "expect (count all == 1)else none", "expect fails { gen x } else it-should",
        "if exists a/b.png and defined %day { print a }", "if a contains b { print a }",
        "expect %day prompt contains fox", "expect contains == contains",
        "print \"\\u{1F600} \\\n\"",
    ])
    func `grammar and parser accept`(source: String) {
        #expect(derives(source))
        #expect(parses(source))
    }

    @Test(arguments: [
        "}", "let x", "let x = a b", "let 2x = a", "let x = [a", "param x \"a\" b", "for x { }",
        "for x in { }", "for x in a{ }", "if { }", "if $x { }", "if a == b c { }", "if a == b {",
        "if (a == b { }", "else { }", "catch { }", "repeat { }", "break now", "def gen { }",
        "def let { }", "def all { }", "def f a a { }", "with { }", "with a { }", "try { }",
        "try { } catch", "budget { }", "expect", "expect %day", "expect a = b", "expect (a == b",
        "expect a == b)", "source", "source a b", "plan", "ref", "ref ad x", "print \"a",
        "print 'a\n'", "print \"\\q\"", "print \"\\u{D800}\"", "print \"\\u{110000}\"",
        "print ${a", "print ${a b}", "print ${a:-b\n}", "print \"\"\"a", "mine [a",
        "print \"\"\"\n    a\n  b\n    \"\"\"", "print \"\"\"${a:-\"\"\"}",
        "if a == b { print x } y", "let n + = 1", "rows a.csv", "rows a.csv { } x", "rows{ }",
        "let n += [a]", "let n +=", "param n += 1",
        "expect count %mug", "expect count == 4", "expect exists", "expect a contains",
        "expect a contains(b)", "expect a == b else", "expect a == b else c d",
        "expect a == else", "expect fails { gen x } else", "for n+= in [a] { print a }",
    ])
    func `grammar and parser reject`(source: String) {
        #expect(!derives(source))
        #expect(!parses(source))
    }

    @Test func `an empty grammar is not read`() {
        for listing in ["A ::= B", "A ::= \"a\"\nA ::= \"b\"", "A ::= (\"a\"", "A ::= <what>"] {
            #expect(throws: GrammarError.self) {
                try Grammar(article: "```ebnf\n\(listing)\n```")
            }
        }
    }
}
