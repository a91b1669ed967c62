import IGSScript
import IGSTestSupport
import Testing

/// What holds of the formatter for every program.
@Suite struct FormatterPropertyTests {
    private func format(_ text: String) throws -> String {
        let file = SourceFile(name: "test.igs", origin: .file, text: text)
        let outcome = Formatter.format(file, vocabulary: .sample)
        let bytes = try #require(outcome.bytes, "\(outcome.diagnostics.map(\.message))")
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `formatting twice changes nothing`() throws {
        for sample in try GeneratedPrograms.all() {
            let once = try format(sample.program.text)
            let twice = try format(once)
            #expect(once == twice, "seed \(sample.seed): \(sample.program.text.debugDescription)")
            guard once == twice else { return }
        }
    }

    @Test func `a formatted script means the same`() throws {
        for sample in try GeneratedPrograms.all() {
            let text = sample.program.text
            let formatted = try format(text)
            let before = SyntaxDump.text(of: Parser.parse(text).script)
            let after = Parser.parse(formatted)
            #expect(after.diagnostics.isEmpty, "seed \(sample.seed): \(text.debugDescription)")
            let dump = SyntaxDump.text(of: after.script)
            #expect(
                before == dump,
                "seed \(sample.seed): \(text.debugDescription)\n\(formatted.debugDescription)")
            guard before == dump else { return }
        }
    }

    @Test func `the same holds for mutated programs`() throws {
        var count = 0
        for sample in try GeneratedPrograms.all() {
            for text in sample.mutations(10) {
                let before = Parser.parse(text)
                guard before.diagnostics.isEmpty else { continue }
                count += 1
                let formatted = try format(text)
                let isSame =
                    try SyntaxDump.text(of: Parser.parse(formatted).script)
                    == SyntaxDump.text(of: before.script) && format(formatted) == formatted
                #expect(isSame, "seed \(sample.seed): \(text.debugDescription)\n\(formatted)")
                guard isSame else { return }
            }
        }
        #expect(count > 1_000)
    }

    @Test func `comments are kept in their order`() throws {
        var count = 0
        for sample in try GeneratedPrograms.all() {
            let formatted = try format(sample.program.text)
            let notes = formatted.split(separator: "#").compactMap { part -> Int? in
                let words = part.split { $0 == " " || $0 == "\n" }
                guard words.first == "note", words.count > 1 else { return nil }
                return Int(words[1])
            }
            count += notes.count
            #expect(
                notes == sample.program.comments,
                "seed \(sample.seed): \(sample.program.text.debugDescription)")
            guard notes == sample.program.comments else { return }
        }
        #expect(count > 100)
    }

    @Test func `no line ends with blanks`() throws {
        for sample in try GeneratedPrograms.all() where !sample.program.text.contains("\"") {
            for line in try format(sample.program.text).split(separator: "\n") {
                // Such a blank keeps a carriage return from the end of its line.
                let isKept = line.hasSuffix("\r ")
                #expect(isKept || !line.hasSuffix(" "), "seed \(sample.seed): \(line)")
            }
        }
    }
}
