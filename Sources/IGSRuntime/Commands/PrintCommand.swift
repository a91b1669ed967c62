import IGSScript

struct PrintCommand: Command {
    let signature = Signature(
        "print", "prints a text", category: .language,
        parameters: [Parameter("text", .anyText, .many, "words")],
        examples: [.init("let n = 3\nprint \"$n pictures\"", "with a variable")],
        habits: ["echo", "puts"])

    func run(_ call: Call, in session: Session) async throws(Failure) {
        session.reporter.report(.printed(call.text(of: "text") ?? ""))
    }
}
