import IGSScript

final class PrintCommand: ImmediateCommand {
    private static let words = ParameterKey<[String]>("text", .anyText, "words")

    let signature = Signature(
        "print", "print words, separated by blanks", category: .language,
        parameters: [words],
        examples: [.init("let n = 3\nprint \"$n pictures\"", "with a variable")],
        habits: ["echo", "puts"])

    func run(_ call: Call, in session: Session) throws(Failure) {
        session.reporter.report(.printed(call[Self.words].joined(separator: " ")))
    }
}
