package import IGSScript

/// The pages of `help`, all derived from the declarations of a vocabulary.
package struct HelpPages: Sendable {
    private let vocabulary: Vocabulary

    /// Makes the pages of commands and keywords.
    package init(of vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// The topics that `help` accepts: commands, and other topics.
    package var topics: [String] {
        vocabulary.signatures.map(\.name) + Self.topicPages.map { $0.name }
    }

    private static let topicPages: [(name: String, summary: String, text: @Sendable () -> String)] =
        [
            ("ratios", "the table of ratios, resolutions and pixels", RatioTable.text),
            ("settings", "the settings, their values and defaults", SettingReference.text),
            ("prompting", "how to write a prompt, and how to refine a picture", Guides.prompting),
            ("keys", "the keys of the prompt", Guides.keys),
            ("scripts", "how to turn what you explored into a script", Guides.scripts),
        ]

    /// The width of every terminal, at least.
    private static let columns = 80

    /// Returns the page for a topic; `nil` if it has none.
    ///
    /// - Parameter words: An empty list means the overview; `ref` means all of its subcommands.
    package func page(for words: [String]) -> String? {
        guard !words.isEmpty else { return overview() }
        let name = words.joined(separator: " ")
        if let topic = Self.topicPages.first(where: { $0.name == name }) { return topic.text() }
        let signatures = vocabulary.signatures.filter {
            $0.name == name || $0.name.hasPrefix(name + " ")
        }
        guard !signatures.isEmpty else { return nil }
        return signatures.map(Self.page).joined(separator: "\n\n")
    }

    private func overview() -> String {
        var sections: [String] = []
        for category in Signature.Category.allCases {
            let members = vocabulary.signatures.filter { $0.category == category }
            guard !members.isEmpty else { continue }
            sections.append(
                category.rawValue + "\n"
                    + TextTable.render(
                        members.map { ["  " + $0.name, $0.summary] }, within: Self.columns))
        }
        let topics = Self.topicPages.map { ["  help " + $0.name, $0.summary] }
        sections.append(
            "More\n"
                + TextTable.render(
                    [["  help COMMAND", "one command in full"]] + topics
                        + [["  !PROGRAM", "run a program, at the prompt: !ls out"]],
                    within: Self.columns))
        return sections.joined(separator: "\n\n")
    }

    /// Returns the page of one command.
    static func page(_ signature: Signature) -> String {
        var sections = ["\(signature.name): \(signature.summary)", synopsis(of: signature)]
        // The heads of the language's blocks need no explanation.
        let parameters = signature.parameters.filter { !$0.type.placeholder.contains("…") }.map {
            [$0.type.placeholder, $0.summary + values(of: $0.type)]
        }
        let options = signature.options.map { option in
            let letter = option.letter.map { option.name.count > 1 ? ", -\($0)" : "" } ?? ""
            return [
                option.spelling + letter + option.valueSynopsis,
                option.summary + values(of: option.type, default: option.default),
            ]
        }
        if !(parameters + options).isEmpty {
            sections.append(
                TextTable.render(
                    (parameters + options).map { ["  " + $0[0], $0[1]] }, within: columns))
        }
        if !signature.discussion.isEmpty {
            sections.append(indented(signature.discussion.joined(separator: " ")))
        }
        if !signature.examples.isEmpty {
            let examples = signature.examples.map { example in
                "  # \(example.summary)\n"
                    + example.source.split(separator: "\n").map { "  \($0)" }.joined(
                        separator: "\n")
            }
            sections.append("Examples\n" + examples.joined(separator: "\n"))
        }
        return sections.joined(separator: "\n\n")
    }

    /// Returns the form of a call, without line breaks inside a parameter.
    private static func synopsis(of signature: Signature) -> String {
        let parts = signature.synopsisParts.map { $0.replacing(" ", with: "\u{A0}") }
        return indented(parts.joined(separator: " ")).replacing("\u{A0}", with: " ")
    }

    private static func indented(_ text: String) -> String {
        "  " + WordWrap.wrap(text, from: 2, indentation: 2, within: columns)
    }

    /// Returns the possible values of an argument of a type, in brackets: its values or their
    /// range, and the default.
    static func values(of type: ValueType?, default: String? = nil) -> String {
        let values = type.flatMap { type in
            type.candidates.isEmpty
                ? type.range : type.candidates.map(\.value).joined(separator: ", ")
        }
        let parts = [values, `default`.map { "default: \($0)" }].compactMap(\.self)
        return parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))"
    }
}
