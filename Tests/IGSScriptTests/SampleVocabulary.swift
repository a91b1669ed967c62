import IGSScript

extension Vocabulary {
    /// A few commands, as a program might declare them.
    static let sample = Vocabulary(
        commands: ["c", "d", "gen", "print", "set"].map { name in
            Signature(
                name, "takes words", category: .session,
                parameters: [Parameter("text", .text("TEXT"), .many, "words")])
        } + [
            Signature("ref add", "adds", category: .session),
            Signature("ref list", "lists", category: .session),
        ])
}

extension Parser {
    /// Parses a text with the sample vocabulary.
    static func parse(_ text: String, origin: SourceFile.Origin = .file) -> Outcome {
        parse(SourceFile(name: "test.igs", origin: origin, text: text), vocabulary: .sample)
    }
}
