import IGSScript
import IGSTestSupport
import Testing

/// A line of a script means the same wherever and however often it stands.
@Suite struct LineTests {
    /// Lines that are alike, or only begin or end alike.
    private static let lines = [
        "set ratio 1:1", "set ratio 1:1 ", "set ratio 1:1 # wide", "set ratio 1:1; print a",
        "set ratio 1:1\r", "set ratio 1:1\r # one word", "set ratio \\", "1:1", "set ratio $x",
        "set ratio '1:1'", "set ratio \"1:1\"", "\tset ratio 1:1", "set ratio", "set", "set a b c",
        "print --a", "print -- --a", "gen a --as b", "ref add", "unknown a", "unknown a",
        "print \"\"\"", "print é", "", "# set ratio 1:1", "let x = 1",
    ]

    /// What a statement is made of, with the source of each part.
    private static func parts(_ statement: Statement, _ file: SourceFile) -> [String] {
        guard case .command(let command) = statement else {
            return [file.text(in: statement.range)]
        }
        return [
            command.signature.name, file.text(in: command.name), file.text(in: command.range),
            "\(command.range.lowerBound)",
        ] + command.arguments.flatMap { [$0.literal ?? "$", file.text(in: $0.range)] }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `a line means the same in a block as outside`(seed: UInt64) {
        var state = seed
        let lines = (0..<40).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Self.lines[Int(state >> 33) % Self.lines.count]
        }
        let vocabulary = CheckerHouse().vocabulary
        func parts(before: String, after: String) -> [[String]] {
            let text = before + lines.joined(separator: "\n") + "\n" + after
            let file = SourceFile(name: "test", origin: .file, text: text)
            let outcome = Parser.parse(file, vocabulary: vocabulary)
            var statements = outcome.script.statements
            if case .repetition(let repetition) = statements.first {
                statements = repetition.body.statements
            }
            return statements.map { Self.parts($0, file) }
        }
        // An unclosed quote would hold the end of the block too.
        guard lines.count(where: { $0.hasSuffix("\"\"\"") }).isMultiple(of: 2) else { return }
        let comment = "#" + String(repeating: " ", count: 9) + "\n"
        #expect(parts(before: comment, after: "") == parts(before: "repeat 1 {\n", after: "}"))
    }

    @Test func `a finding stands where its line does`() {
        let line = "wait %day\n"
        let text = "set ratio 1:1\n" + String(repeating: line, count: 4)
        let expected = (0..<4).map { "E0231@\(14 + 5 + $0 * line.utf8.count)" }
        #expect(CheckerHouse().findings(in: text) == expected)
    }

    @Test func `a faulty line is reported each time`() {
        let text = String(repeating: "set ratio\n", count: 3)
        #expect(CheckerHouse().findings(in: text) == ["E0207@0", "E0207@10", "E0207@20"])
    }
}
