import IGSScript

final class RedoCommand: ImmediateCommand {
    private static let line = ParameterKey<Int>(
        "line", .integer("N", in: 1...1_000_000_000), .optional,
        "its number, as 'history' shows it; the newest line if not given")

    let signature = Signature(
        "redo", "run a line from the history again", category: .shell,
        parameters: [line],
        discussion: [
            "The line is shown, runs as if it had just been entered, and becomes the newest in the history.",
            "'redo' must be alone on its line.",
        ],
        examples: [
            .init("redo", "the newest line"), .init("redo 12", "the line with that number"),
        ],
        habits: ["again", "repeat-last"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        if let problem = PromptLineMessages.problem(withPlaceOf: call) {
            report(problem)
        } else if !Self.isAlone(call) {
            // Anything behind it would run before the line.
            report(Self.redoNotAlone().located(at: call.location))
        }
    }

    func run(_ call: Call, in session: Session) throws(Failure) {
        let prompt = try session.linesOfPrompt(for: signature.name)
        let lines = prompt.history
        let number = call[Self.line]
        guard let line = number.map({ number in lines.last { $0.number == number } }) ?? lines.last
        else { throw Failure(Self.noSuchLine(number, of: lines)) }
        prompt.run(line.text)
    }

    /// Whether the source holds nothing else but a comment.
    private static func isAlone(_ call: Call) -> Bool {
        let (file, range) = (call.location.file, call.location.range)
        let before = file.text(in: SourceRange(0, range.lowerBound))
        let after = file.text(in: SourceRange(range.upperBound, file.bytes.count))
            .drop { $0.isWhitespace || $0 == ";" }
        return before.allSatisfy(\.isWhitespace) && (after.isEmpty || after.hasPrefix("#"))
    }
}

// MARK: - Messages

private extension RedoCommand {
    /// - Parameter number: The number that was asked for; `nil` means the newest line.
    static func noSuchLine(_ number: Int?, of lines: [HistoryLine]) -> Diagnostic {
        guard let number, let first = lines.first, let last = lines.last else {
            return Diagnostic(.noHistoryLine, "the history is empty")
        }
        return Diagnostic(
            .noHistoryLine, "the history has no line \(number)",
            notes: ["'history' lists them, from \(first.number) to \(last.number)"])
    }

    static func redoNotAlone() -> Diagnostic {
        Diagnostic(
            .redoNotAlone, "'redo' must be alone on its line",
            notes: ["the line that it runs takes its place"])
    }
}
