import IGSScript

final class PrintCommand: ImmediateCommand {
    let signature = Signature(
        "print", "prints words, a blank between each two", category: .language,
        parameters: [Parameter("text", .anyText, .many, "words")],
        examples: [.init("let n = 3\nprint \"$n pictures\"", "with a variable")],
        habits: ["echo", "puts"])

    func run(_ call: Call, in session: Session) throws(Failure) {
        session.reporter.report(.printed(call.values(of: "text").joined(separator: " ")))
    }
}
