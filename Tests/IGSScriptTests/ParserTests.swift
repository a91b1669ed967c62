import IGSScript
import IGSTestSupport
import Testing

@Suite struct ParserTests {
    @Test(arguments: [
        ("print x", "command"), ("ref add x", "command"), ("other [a b\n c] 1..3", "call"),
        ("let x = [a \"b c\" # inside\n  d]", "binding"), ("let y=1..4", "binding"),
        ("param title \"What it says\" = \"Hi\"", "parameter"),
        ("if $x == 1 { print a } else if %day done { print b } else { print c }", "condition"),
        ("if not ($x<3 or\n  defined y) and 2 >= $x {\n}", "condition"),
        ("for i in $x { gen $i\n for j in 1..$y { print $j } }", "loop"),
        ("repeat 3 { break; continue }", "repetition"), ("return", "jump"),
        ("def pic-of subject style { return }", "definition"),
        ("with ratio=1:1 quality=\"low\" outdir = $x { print a }", "override"),
        ("try { print a } catch err { print $err }", "attempt"),
        ("try {\n} catch {\n}", "attempt"), ("budget 2.50 { gen x }", "budget"),
        ("expect %day size 1536x864", "expectation"), ("expect \"$x\" == y", "expectation"),
        ("expect fails { gen x }", "expectedFailure"), ("expect fails == $x", "expectation"),
        ("source other.igs", "source"), ("plan { gen x }", "plan"), ("plan a.igs", "plan"),
    ])
    func `statements of every kind are recognized`(source: String, kind: String) throws {
        let outcome = Parser.parse(source + "; print next")
        #expect(outcome.diagnostics.map(\.message) == [])
        #expect(outcome.script.statements.count == 2)
        let statement = try #require(outcome.script.statements.first)
        #expect(String(describing: statement).prefix { $0 != "(" } == kind)
        #expect(statement.range == SourceRange(0, source.utf8.count))
    }

    @Test(arguments: [
        ("a == b or c == d and not e == f", "or(a==b, and(c==d, not(e==f)))"),
        ("(a == b or c == d) and e == f", "and((or(a==b, c==d)), e==f)"),
        ("not not %a done", "not(not(%a done))"),
        ("%a width>=3 and %b failed", "and(%a width >= 3, %b failed)"),
        ("%a size 1x1 or defined q", "or(%a size == 1x1, defined q)"),
        ("a!=b and a<=b", "and(a!=b, a<=b)"),
        ("a contains b or not $x contains \"c d\"", "or(acontainsb, not(containsc d))"),
        ("%day prompt contains fox", "%day prompt contains fox"),
        ("not defined %day and defined q", "and(not(defined %day), defined q)"),
        ("count %mug>=4 and count failed == 0", "and(count %mug >= 4, count failed == 0)"),
        (
            "(exists out/day.png or exists b) and a == b",
            "and((or(exists out/day.png, exists b)), a==b)"
        ),
    ])
    func `conditions bind as usual`(source: String, expected: String) throws {
        let outcome = Parser.parse("expect " + source)
        #expect(outcome.diagnostics.map(\.message) == [])
        guard case .expectation(let statement) = outcome.script.statements.first else {
            Issue.record("no expectation")
            return
        }
        #expect(describe(statement.condition) == expected)
    }

    private func describe(_ condition: Condition) -> String {
        switch condition {
        case .comparison(let left, let comparison, let right):
            "\(left.literal ?? "")\(comparison.rawValue)\(right.literal ?? "")"
        case .field(let job, let field, let comparison, let value):
            "\(job.literal ?? "") \(field.name) \(comparison.rawValue) \(value.literal ?? "")"
        case .state(let job, let state): "\(job.literal ?? "") \(state.name)"
        case .defined(let name, _): "defined \(name.name)"
        case .definedJob(let job, _): "defined \(job.literal ?? "")"
        case .count(let jobs, let comparison, let number, _):
            "count \(jobs.literal ?? "") \(comparison.rawValue) \(number.literal ?? "")"
        case .exists(let path, _): "exists \(path.literal ?? "")"
        case .not(let condition, _): "not(\(describe(condition)))"
        case .and(let left, let right): "and(\(describe(left)), \(describe(right)))"
        case .or(let left, let right): "or(\(describe(left)), \(describe(right)))"
        case .group(let condition, _): "(\(describe(condition)))"
        }
    }

    @Test func `lists hold their words`() throws {
        let outcome = Parser.parse("let x = [a \"b c\" # inside\n  d]")
        guard case .binding(let x) = outcome.script.statements.first else { return }
        #expect(try x.value.value(in: Knowledge()) == .list(["a", "b c", "d"]))
    }

    @Test func `igs's words are distinguished from a script's own`() {
        // In a prompt brackets are text; for a command of the script they make a list.
        guard case .command(let gen) = Parser.parse("gen [a b]").script.statements.first,
            case .call(let call) = Parser.parse("mine [a b] $x").script.statements.first
        else {
            Issue.record("no command, or no call")
            return
        }
        #expect(gen.arguments.map(\.literal) == ["[a", "b]"])
        #expect(call.arguments.count == 2)
    }

    @Test(arguments: [
        ("print 1️⃣\"open", "E0104", true), ("print 1️⃣'open\nprint x", "E0104", false),
        ("print \"a 1️⃣\\q b\"", "E0105", false), ("print 1️⃣${open", "E0106", false),
        ("print 1️⃣${a b}", "E0107", false), ("let x 1️⃣y", "E0108", false),
        ("let 1️⃣2x = 3", "E0112", false), ("let x = 1️⃣[a b", "E0113", true),
        ("let x = a 1️⃣b c", "E0114", false), ("1️⃣for x in [a] { print", "E0109", true),
        ("print a\n1️⃣}", "E0111", false), ("for x in a 1️⃣print x", "E0108", false),
        ("print \"\"\"\n    a\n1️⃣  b\n    \"\"\"", "E0115", false),
        ("print 1️⃣\"\"\"open", "E0104", true), ("if 1️⃣{ print a }", "E0108", false),
        ("if $x 1️⃣{ print a }", "E0108", false), ("if $x == 1️⃣{ print a }", "E0108", false),
        ("if $x == 1 { print a } 1️⃣print b", "E0108", false),
        ("try { print a }1️⃣", "E0108", false), ("def 1️⃣gen { print a }", "E0117", false),
        ("def pic a 1️⃣a { print a }", "E0118", false), ("with 1️⃣{ print a }", "E0108", false),
        ("break 1️⃣now", "E0114", false), ("ref 1️⃣ad x", "E0213", false),
        ("1️⃣ref", "E0213", false), ("expect %day1️⃣", "E0108", false),
        ("expect (%day done1️⃣", "E0108", true), ("1️⃣else { print a }", "E0119", false),
        ("for x in 1..4 1️⃣{print a\nprint b }", "E0121", false),
        ("for x in 1..41️⃣{\nprint a\n}", "E0121", false),
        ("if $x == 1 { print a } else 1️⃣{print b\n}", "E0121", false),
        ("1️⃣try{\nprint a\n} catch e { print b }", "E0122", false),
        ("1️⃣if($x == 1) { print a }", "E0122", false),
    ])
    func `errors name their place`(source: String, id: String, isIncomplete: Bool) throws {
        let marked = MarkedSource(source)
        let outcome = Parser.parse(marked.file, vocabulary: .sample)
        let diagnostic = try #require(outcome.diagnostics.first)
        #expect(diagnostic.shownID == id)
        #expect(diagnostic.location?.range.lowerBound == marked.marks["1️⃣"])
        #expect(outcome.isIncomplete == isIncomplete)
        #expect(outcome.diagnostics.count == 1, "one mistake is told once")
    }

    @Test func `parsing goes on after an error`() {
        let source = "let = 1\nlet y z\nprint 'open\nfor in\nprint fine"
        let outcome = Parser.parse(source)
        #expect(outcome.diagnostics.count == 4)
        #expect(outcome.script.statements.count == 5)
    }

    @Test func `bytes that are not text are refused`() {
        func ids(_ bytes: [UInt8]) -> [String?] {
            let file = SourceFile(name: "test", origin: .file, bytes: bytes)
            return Parser.parse(file, vocabulary: .sample).diagnostics.map(\.shownID)
        }
        #expect(ids([0x70, 0xFF, 0x0A]) == ["E0101"])
        #expect(ids([0x70, 0x00, 0x0A]) == ["E0102"])
        #expect(ids([0xE4, 0xB8]) == ["E0101"])
        #expect(ids([]) == [])
    }

    @Test func `nesting is limited`() {
        let deep = String(repeating: "for x in [a] {\n", count: 5_000)
        let outcome = Parser.parse(deep)
        #expect(outcome.diagnostics.contains { $0.shownID == "E0110" })
        let fallback = "print " + String(repeating: "${a:-", count: 50_000)
        let nested = Parser.parse(fallback)
        #expect(nested.diagnostics.contains { $0.shownID == "E0110" })
    }

    /// Each of these once made the parser stand still.
    @Test(arguments: ["print \r", "\r", "let x = [a; b", "[;", "print \\\r"])
    func `the parser gets to the end`(source: String) {
        let outcome = Parser.parse(source)
        #expect(outcome.script.statements.count <= 1)
    }

    @Test func `any bytes give an outcome`() {
        let alphabet = Array("ab \n\"'$\\{}[]#;=-.:|%\t()<!1\r".utf8)
        parseRandomSources(of: alphabet.map { [$0] }, count: 3_000)
    }

    @Test func `any words give an outcome`() {
        let words =
            Keyword.allCases.map(\.rawValue) + [
                "else", "catch", "in", "fails", "not", "and", "or", "defined", "==", "<", "(", ")",
                "{",
                "}", "{", "}", "[", "]", ";", "\n", "=", "x", "%x", "$x", "1..3", "ref", "add",
                "print",
                "\"", "'", "\"\"\"", "${x:-", "\\\n", "#",
            ]
        parseRandomSources(of: words.map { Array($0.utf8) + [UInt8(ascii: " ")] }, count: 3_000)
    }

    private func parseRandomSources(of pieces: [[UInt8]], count: Int) {
        for _ in 0..<count {
            let bytes = (0..<Int.random(in: 0...60)).flatMap { _ in pieces.randomElement() ?? [] }
            let file = SourceFile(name: "test", origin: .file, bytes: bytes)
            let outcome = Parser.parse(file, vocabulary: .sample)
            for diagnostic in outcome.diagnostics {
                let range = diagnostic.location?.range
                #expect(range.map { $0.upperBound <= bytes.count } == true, "\(bytes)")
                _ = Renderer(isColoured: false).render(diagnostic)
            }
        }
    }
}
