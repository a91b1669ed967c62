import IGSScript

final class HistoryCommand: ImmediateCommand {
    private static let usualCount = 20
    private static let count = ParameterKey<Int>(
        "count", .integer("N", in: 1...10_000), .optional,
        "how many of the newest lines; \(usualCount) if not given")

    let signature = Signature(
        "history", "list the lines entered at the prompt", category: .shell,
        parameters: [count],
        discussion: [
            "It is kept across sessions: up to 10000 lines, each once. A line that begins with a blank,",
            "or seems to contain a key, is not kept.",
        ],
        examples: [.init("history", "the newest lines"), .init("history 5", "the newest five")])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        if let problem = PromptLineMessages.problem(withPlaceOf: call) { report(problem) }
    }

    func run(_ call: Call, in session: Session) throws(Failure) {
        let lines = try session.linesOfPrompt(for: signature.name).history
        let count = call[Self.count] ?? Self.usualCount
        session.reporter.report(.history(lines.suffix(count)))
    }
}
