import IGSScript

final class HelpCommand: ImmediateCommand {
    private static let topic = ParameterKey<[String]>(
        "topic", .text("TOPIC", role: .topic), "a command or a topic")

    let signature = Signature(
        "help", "explain a command or a topic, or list them", category: .shell,
        parameters: [topic],
        discussion: ["At the prompt, 'gen ?' is 'help gen'."],
        examples: [
            .init("help", "the commands"), .init("help gen", "one command"),
            .init("help ratios", "the table of pixels"),
        ], habits: ["man", "?"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        let words = call.arguments(of: Self.topic)
        let values = words.compactMap(\.value)
        guard values.count == words.count, CommandTable.help.page(for: values) == nil else {
            return
        }
        report(unknownTopic(values, call))
    }

    func run(_ call: Call, in session: Session) throws(Failure) {
        let topic = call[Self.topic]
        guard let page = CommandTable.help.page(for: topic) else {
            throw Failure(unknownTopic(topic, call))
        }
        session.reporter.report(.help(page))
    }

    private func unknownTopic(_ topic: [String], _ call: Call) -> Diagnostic {
        let ranges = call.arguments(of: Self.topic).map(\.word.range)
        let diagnostic = Self.unknownTopic(
            topic.joined(separator: " "), known: CommandTable.help.topics)
        guard let first = ranges.first, let last = ranges.last else { return diagnostic }
        return diagnostic.located(at: SourceLocation(call.location.file, first.union(last)))
    }
}

// MARK: - Messages

private extension HelpCommand {
    static func unknownTopic(_ topic: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .unknownTopic, "there is no help for '\(topic)'",
            correction: Correction(of: topic, to: Suggestion.nearest(to: topic, in: known)),
            notes: ["'help' lists the topics"])
    }
}
