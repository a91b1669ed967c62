import IGSScript
import IGSTestSupport
import Testing

@Suite struct ParserTests {
    @Test func statementsOfEveryKindAreTold() throws {
        let source = """
            # comment
            let x = [a "b c" # inside
              d]
            let y=1..4; param title "What it says" = "Hi"
            for i in $x { gen $i
              for j in 1..$y { print $j } }
            source other.igs
            """
        let outcome = Parser.parse(SourceFile(name: "test", origin: .file, text: source))
        #expect(outcome.diagnostics.map(\.message) == [])
        let kinds = outcome.script.statements.map { statement in
            switch statement {
            case .command(let command): "command \(command.name.literal ?? "")"
            case .binding(let binding): "let \(binding.name)"
            case .parameter(let parameter): "param \(parameter.name)"
            case .loop(let loop): "for \(loop.name): \(loop.body.count)"
            case .source(let source): "source \(source.path.literal ?? "")"
            }
        }
        #expect(kinds == ["let x", "let y", "param title", "for i: 2", "source other.igs"])
        guard case .binding(let x) = outcome.script.statements[0] else { return }
        #expect(try x.value.value(in: Knowledge()) == .list(["a", "b c", "d"]))
    }

    @Test(arguments: [
        ("print 1️⃣\"open", "E0104", true), ("print 1️⃣'open\nprint x", "E0104", false),
        ("print \"a 1️⃣\\q b\"", "E0105", false), ("print 1️⃣${open", "E0106", false),
        ("print 1️⃣${a b}", "E0107", false), ("let x 1️⃣y", "E0108", false),
        ("let 1️⃣2x = 3", "E0112", false), ("let x = 1️⃣[a b", "E0113", true),
        ("let x = a 1️⃣b c", "E0114", false), ("1️⃣for x in [a] { print", "E0109", true),
        ("print a\n1️⃣}", "E0111", false), ("for x in a 1️⃣print x", "E0108", false),
        ("print \"\"\"\n    a\n1️⃣  b\n    \"\"\"", "E0115", false),
        ("print 1️⃣\"\"\"open", "E0104", true),
    ])
    func errorsNameTheirPlace(source: String, id: String, isIncomplete: Bool) throws {
        let marked = MarkedSource(source)
        let outcome = Parser.parse(marked.file)
        let diagnostic = try #require(outcome.diagnostics.first)
        #expect(diagnostic.id == id)
        #expect(diagnostic.location?.range.lowerBound == marked.marks["1️⃣"])
        #expect(outcome.isIncomplete == isIncomplete)
    }

    @Test func parsingGoesOnAfterAnError() {
        let source = "let = 1\nlet y z\nprint 'open\nfor in\nprint fine"
        let outcome = Parser.parse(SourceFile(name: "test", origin: .file, text: source))
        #expect(outcome.diagnostics.count == 4)
        #expect(outcome.script.statements.count == 2)
    }

    @Test func bytesThatAreNoTextAreRefused() {
        func ids(_ bytes: [UInt8]) -> [String?] {
            Parser.parse(SourceFile(name: "test", origin: .file, bytes: bytes)).diagnostics.map(
                \.id)
        }
        #expect(ids([0x70, 0xFF, 0x0A]) == ["E0101"])
        #expect(ids([0x70, 0x00, 0x0A]) == ["E0102"])
        #expect(ids([0xE4, 0xB8]) == ["E0101"])
        #expect(ids([]) == [])
    }

    @Test func nestingIsLimited() {
        let deep = String(repeating: "for x in [a] {\n", count: 5_000)
        let outcome = Parser.parse(SourceFile(name: "test", origin: .file, text: deep))
        #expect(outcome.diagnostics.contains { $0.id == "E0110" })
        let fallback = "print " + String(repeating: "${a:-", count: 50_000)
        let nested = Parser.parse(SourceFile(name: "test", origin: .file, text: fallback))
        #expect(nested.diagnostics.contains { $0.id == "E0110" })
    }

    /// Each of these once made the parser stand still.
    @Test(arguments: ["print \r", "\r", "let x = [a; b", "[;", "print \\\r"])
    func theParserGetsToTheEnd(source: String) {
        let outcome = Parser.parse(SourceFile(name: "test", origin: .file, text: source))
        #expect(outcome.script.statements.count <= 1)
    }

    @Test func anyBytesGiveAnOutcome() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("ab \n\"'$\\{}[]#;=-.:|%\t()1\r".utf8)
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            let file = SourceFile(name: "test", origin: .file, bytes: bytes)
            let outcome = Parser.parse(file)
            for diagnostic in outcome.diagnostics {
                let range = diagnostic.location?.range
                #expect(range.map { $0.upperBound <= bytes.count } == true, "\(bytes)")
                _ = Renderer(isColoured: false).render(diagnostic)
            }
        }
    }
}
