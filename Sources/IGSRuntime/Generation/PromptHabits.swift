import IGSScript

/// Finds words of a prompt that were probably meant to be something else, and would be paid for as
/// text: habits from shells, other tools and templates.
///
/// It looks at the words as they are written, so a backslash says that a mark is meant as it is.
/// Text in single quotes is meant as it is, except for braces, because `--expand` treats those as
/// choices there, too.
struct PromptHabits {
    private let call: Call
    private let words: [Word]
    private let knowledge: Knowledge
    /// The words that commands begin with.
    private let commandWords: Set<Substring>
    /// The words as they are written, with single spaces between them.
    private let source: String
    /// The same, with the content of single quotes left out.
    private let unquoted: String
    /// Where each word begins in both of them, in UTF-8 bytes.
    private let offsets: [Int]

    /// Reads the words; nil if the prompt is longer than any line that could show a habit.
    ///
    /// - Parameter commandWords: The words that commands begin with.
    init?(_ call: Call, _ knowledge: Knowledge, commandWords: Set<Substring>) {
        let arguments = call.arguments(of: GenOptions.promptKey)
        guard arguments.reduce(0, { $0 + $1.word.range.count }) <= Self.maximumLength else {
            return nil
        }
        self.call = call
        self.knowledge = knowledge
        self.commandWords = commandWords
        words = arguments.map(\.word)
        var (source, unquoted) = ("", "")
        var offsets: [Int] = []
        for argument in arguments {
            let word = argument.word
            if !offsets.isEmpty {
                source += " "
                unquoted += " "
            }
            offsets.append(source.utf8.count)
            let text = call.location.file.text(in: word.range)
            // The value of a variable counts as if it were written here.
            let values = word.expansions.isEmpty ? "" : Self.suspicious(argument.value)
            source += text + values
            // The same number of bytes, so that the positions stay the same.
            unquoted +=
                (word.quote == .single ? String(repeating: "_", count: text.utf8.count) : text)
                + values
        }
        (self.source, self.unquoted, self.offsets) = (source, unquoted, offsets)
    }

    /// Returns a known value that has a mark with a meaning in a shell or with `--expand`;
    /// otherwise an empty text.
    private static func suspicious(_ value: String?) -> String {
        guard let value, value.utf8.count <= maximumLength,
            value.contains("{") || value.contains("$(") || value.contains("`")
        else { return "" }
        return " " + value
    }

    /// The greatest length of a prompt, and of a value in one, that is searched, in bytes.
    private static let maximumLength = 16 << 10

    /// Returns the findings: each kind at its first place.
    func findings() -> [Diagnostic] {
        [substitution(), choice(), placeholder(), escape()].compactMap(\.self)
            + fileNames() + operators() + options()
    }
}

// MARK: - In the text

private extension PromptHabits {
    /// Finds `$(cat p.txt)`, `` `cat p.txt` ``, `$((n + 1))`, `<(cmd)`.
    func substitution() -> Diagnostic? {
        guard unquoted.utf8.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "`") })
        else { return nil }
        let marks = [
            #/(?:^|[^\\])(\$\(\s*[A-Za-z_.\/~"<(][^)]*\)?)/#, #/(?:^|[^\\])(`[^`]*[^\\`]`)/#,
            #/(?:^|\s)([<>]\(\s*[A-Za-z][^)]*\)?)/#,
        ]
        for mark in marks {
            guard let match = unquoted.firstMatch(of: mark) else { continue }
            return at(match.1, PromptHabitMessages.substitution(shortened(match.1)))
        }
        return nil
    }

    /// Finds `{a|b}` without `--expand`, and `{a,b}`, which is never a choice.
    func choice() -> Diagnostic? {
        guard source.utf8.contains(UInt8(ascii: "{")) else { return nil }
        let bars = #/(?:^|[^\\])(\{[^{}"\n]*\|[^{}"\n]*\})/#
        if !call.has(GenOptions.expandKey), let match = source.firstMatch(of: bars) {
            var warning = PromptHabitMessages.choiceWithoutExpand(shortened(match.1))
            let start = call.location.range.lowerBound
            warning.fix = Diagnostic.Fix(
                range: SourceRange(start, start + call.signature.name.utf8.count),
                replacement: "\(call.signature.name) --expand")
            return at(match.1, warning)
        }
        let commas = #/(?:^|[^\\$])(\{[^{}:|"'\n]+(?:,[^{}:|"'\n]+)+\})/#
        guard let match = source.firstMatch(of: commas) else { return nil }
        let choice = match.1.dropFirst().dropLast().split(separator: ",")
            .map { $0.drop { $0 == " " } }.joined(separator: "|")
        return at(
            match.1,
            PromptHabitMessages.choiceWithCommas(shortened(match.1), meant: "{\(choice)}"))
    }

    /// Finds `%name%` and `{{name}}`, and, if they exist, `{name}`, `'$name'`, `name` and `%job`.
    func placeholder() -> Diagnostic? {
        if source.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "%") }),
            let finding = marked()
        {
            return finding
        }
        for word in words where word.quote == .single {
            let text = word.literal ?? ""
            guard text.utf8.contains(UInt8(ascii: "$")) else { continue }
            for match in text.matches(of: #/\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)\}/#) {
                guard let name = match.1 ?? match.2, isVariable(name) else { continue }
                return at(word, PromptHabitMessages.quotedVariable(String(match.0)))
            }
        }
        return alone()
    }

    private func marked() -> Diagnostic? {
        for mark in [#/(?:^|[^\w%])(%([A-Za-z_]\w*)%)(?!\w)/#, #/(\{\{\s*([A-Za-z_]\w*)\s*\}\})/#] {
            guard let match = source.firstMatch(of: mark) else { continue }
            return at(match.1, placeholder(match.1, of: match.2))
        }
        for match in source.matches(of: #/(?:^|[^\\$])(\{([A-Za-z_]\w*)\})/#)
        where isVariable(match.2) {
            return at(match.1, placeholder(match.1, of: match.2))
        }
        return nil
    }

    /// Finds a word that stands for something elsewhere: the name of a variable as the whole
    /// prompt, the name of a job anywhere, and a shell's `$1`.
    private func alone() -> Diagnostic? {
        if words.count == 1, let text = words[0].bare {
            if isVariable(text[...]) {
                return at(words[0], placeholder(text[...], of: text[...]))
            }
            if text.wholeMatch(of: #/\$[0-9@*#]/#) != nil {
                return at(words[0], PromptHabitMessages.positionalParameter(text))
            }
        }
        for word in words {
            guard let text = word.bare, text.first == "%", text.count > 1,
                knowledge.hasJob(named: String(text.dropFirst()))
            else { continue }
            return at(word, PromptHabitMessages.jobInPrompt(text))
        }
        return nil
    }

    private func placeholder(_ text: Substring, of name: Substring) -> Diagnostic {
        PromptHabitMessages.placeholder(String(text), of: String(name), isKnown: isVariable(name))
    }

    private func isVariable(_ name: Substring) -> Bool { knowledge.variable(String(name)) != nil }

    /// LaTeX commands that begin like an escape.
    private static let latex = [
        "nabla", "neq", "ne", "ni", "nu", "not", "text", "textbf", "times", "theta", "tau", "tan",
        "to", "top", "triangle",
    ]

    /// Finds `\n` and `\t` outside `"…"`, and `$'…'`.
    func escape() -> Diagnostic? {
        for word in words {
            let text = call.location.file.text(in: word.range)
            if word.quote == nil, text.hasPrefix("$'") || text.hasPrefix("$\"") {
                return at(word, PromptHabitMessages.literalEscape(String(text.prefix(2))))
            }
            guard word.quote == nil || word.quote == .single,
                text.utf8.contains(UInt8(ascii: "\\")),
                text.firstMatch(of: #/^['"]?[A-Za-z]:\\|^['"]?\\\\/#) == nil
            else { continue }
            for match in text.matches(of: #/(?:^|[^\\])(\\([nt])([a-z]*))/#)
            where !Self.latex.contains("\(match.2)\(match.3)") {
                return at(word, PromptHabitMessages.literalEscape("\\\(match.2)"))
            }
        }
        return nil
    }
}

// MARK: - Words

private extension PromptHabits {
    /// The extensions of files that hold prompts, and of files that hold pictures.
    static let textEndings: Set<String> = [
        "txt", "text", "md", "markdown", "prompt", "json", "jsonl", "csv", "tsv", "yaml", "yml",
        "toml", "rtf", "doc", "docx", "pdf", "html", "igs",
    ]
    static let pictureEndings: Set<String> = [
        "png", "jpg", "jpeg", "webp", "gif", "heic", "heif", "avif", "svg", "tif", "tiff", "bmp",
    ]

    /// Finds `< p.txt`, `<p.txt`, `@p.txt`, and a file name as the whole prompt.
    func fileNames() -> [Diagnostic] {
        for (index, word) in words.enumerated() {
            guard let text = word.bare else { continue }
            if text == "<", let next = words.dropFirst(index + 1).first?.bare, isPath(next[...]) {
                return [at(word, PromptHabitMessages.fileNotRead("< \(next)"))]
            }
            if text.first == "<" || text.first == "@", isPath(text.dropFirst()) {
                return [at(word, PromptHabitMessages.fileNotRead(text))]
            }
            if text.hasPrefix("file:"), text.count > 5 {
                return [at(word, PromptHabitMessages.fileNotRead(text))]
            }
        }
        guard words.count == 1, let text = words[0].literal else { return [] }
        if text == "-" || text == "/dev/stdin" {
            return [at(words[0], PromptHabitMessages.fileNotRead(text))]
        }
        guard !text.contains(where: \.isWhitespace) else { return [] }
        if text.first == "@", isPath(text.dropFirst()) {
            return [at(words[0], PromptHabitMessages.fileNotRead(text))]
        }
        let ending = text.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard text.contains("."), text.count > ending.count + 1 else { return [] }
        if Self.pictureEndings.contains(ending) {
            return [at(words[0], PromptHabitMessages.pictureAsPrompt(text))]
        }
        return Self.textEndings.contains(ending)
            ? [at(words[0], PromptHabitMessages.fileNotRead(text))] : []
    }

    /// Whether a word can hardly be anything but a path: `p.txt`, `./p`, `/dev/stdin`.
    func isPath(_ text: Substring) -> Bool {
        text.wholeMatch(of: #/[^\s<>@]*[^\s<>@.]\.[A-Za-z][A-Za-z0-9]{0,7}/#) != nil
            || text.wholeMatch(of: #/(?:~|\.{1,2})?\/[^\s<>]+/#) != nil
    }

    private static let operators: Set<String> = [
        "&&", "||", "|", "|&", ">", ">>", "&>", "&>>", ">&", "1>", "2>", "2>>", "2>&1", "<<", "<<<",
    ]

    /// Finds what a shell would read as an operator.
    func operators() -> [Diagnostic] {
        guard words.count > 1 else { return [] }
        var findings: [Diagnostic] = []
        for (index, word) in words.enumerated() {
            guard let text = word.bare else { continue }
            // Between two words, '&' means "and".
            let isBackground = text == "&" && (index == words.count - 1 || startsCommand(index + 1))
            let isRedirection =
                text.utf8.contains(UInt8(ascii: ">"))
                && text.wholeMatch(of: #/[0-9&]?>>?[^\s>=]+/#) != nil
                && isPath(text.drop { "0123456789&>".contains($0) })
            let isHereDocument =
                text.hasPrefix("<<") && text.wholeMatch(of: #/<<-?['"]?[A-Z]+['"]?/#) != nil
            if Self.operators.contains(text) || isBackground || isRedirection || isHereDocument {
                findings.append(at(word, PromptHabitMessages.shellOperator(text)))
            } else if let semicolon = text.firstIndex(of: ";"),
                isCommand(String(text[text.index(after: semicolon)...]))
            {
                var warning = PromptHabitMessages.shellOperator(String(text[semicolon...]))
                let separated = text.replacing(";", with: "; ", maxReplacements: 1)
                warning.fix = Diagnostic.Fix(range: word.range, replacement: separated)
                findings.append(at(word, warning))
            }
        }
        return findings
    }

    private func startsCommand(_ index: Int) -> Bool {
        words.indices.contains(index) && (words[index].bare.map(isCommand) ?? false)
    }

    private func isCommand(_ word: String) -> Bool { commandWords.contains(word[...]) }

    /// Finds `—ratio`, with a dash that an editor made, and `ratio=16:9`.
    func options() -> [Diagnostic] {
        guard words.count > 1 else { return [] }
        var findings: [Diagnostic] = []
        for (index, word) in words.enumerated() {
            guard let text = word.bare, let first = text.first else { continue }
            if Self.dashes.contains(first) {
                let name = text.drop { Self.dashes.contains($0) || $0 == "-" }
                let next = words.dropFirst(index + 1).first?.bare
                if let (option, rest) = option(dashed: name, before: next) {
                    findings.append(
                        at(word, PromptHabitMessages.dashedOption(text, option, rest)))
                }
            } else if let mark = text.firstIndex(where: { $0 == "=" || $0 == ":" }) {
                let value = String(text[text.index(after: mark)...])
                guard let option = option(called: text[..<mark]), let type = option.type,
                    type.isValid(value)
                else { continue }
                findings.append(at(word, PromptHabitMessages.optionAsText(text, option, value)))
            }
        }
        return findings
    }

    private static let dashes: Set<Character> = [
        "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}",
    ]

    private func option(called name: some StringProtocol) -> CommandOption? {
        call.signature.option(named: name)
            ?? call.signature.options.first { $0.habits.contains(String(name)) }
    }

    /// Returns the option that a dash and a name stand for, and the rest of the word: `=16:9`. A name that is not an
    /// option may be a typing error if a value of the option follows it.
    private func option(
        dashed text: Substring, before next: String?
    ) -> (CommandOption, String)? {
        let name = text.prefix { $0 != "=" }
        let rest = String(text[name.endIndex...])
        if let option = option(called: name) { return (option, rest) }
        let names = call.signature.options.map(\.name).filter { $0.count > 3 }
        guard name.count > 3, let near = Suggestion.nearest(to: String(name), in: names),
            let option = call.signature.option(named: near)
        else { return nil }
        let value = rest.isEmpty ? next : String(rest.dropFirst())
        guard let type = option.type, let value, type.isValid(value) else { return nil }
        return (option, rest)
    }
}

// MARK: - Places

private extension PromptHabits {
    func at(_ word: Word, _ diagnostic: Diagnostic) -> Diagnostic {
        diagnostic.located(at: call.location(of: word))
    }

    /// Returns a finding at the word in which a part of ``source``, or of ``unquoted``, begins.
    func at(_ part: Substring, _ diagnostic: Diagnostic) -> Diagnostic {
        let offset = part.base.utf8.distance(from: part.base.startIndex, to: part.startIndex)
        let index = offsets.lastIndex { $0 <= offset } ?? 0
        return words.indices.contains(index) ? at(words[index], diagnostic) : diagnostic
    }

    /// Returns a text as a message shows it.
    func shortened(_ text: Substring) -> String {
        let line = String(text.replacing("\n", with: " "))
        return line.count <= 40 ? line : "\(line.prefix(39))…"
    }
}
