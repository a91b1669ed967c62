import IGSScript

final class RedoCommand: ImmediateCommand {
    let signature = Signature(
        "redo", "runs a line of the history again", category: .shell,
        parameters: [
            Parameter(
                "line", .integer("N", in: 1...10_000), .optional,
                "its number, which 'history' shows; without, the newest line")
        ],
        discussion: [
            "The line is shown, runs as if it had been entered, and is the newest of the history then."
        ],
        examples: [.init("redo", "the newest line"), .init("redo 12", "the line of that number")],
        habits: ["again", "repeat-last"])

    func run(_ call: Call, in session: Session) throws(Failure) {
        let prompt = try session.linesOfPrompt(for: signature.name)
        let lines = prompt.history
        let number = call.value(of: "line").flatMap { Int($0) } ?? lines.count
        guard lines.indices.contains(number - 1) else {
            throw Failure(RuntimeMessages.noSuchLine(number, of: lines.count))
        }
        prompt.run(lines[number - 1])
    }
}
