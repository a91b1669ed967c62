/// Separates the options among a command's words from the words that belong to its parameters.
struct OptionReader {
    /// An option that was given, and the word that is its value.
    typealias Option = (option: CommandOption, value: Word?)

    private let signature: Signature
    private let location: SourceLocation
    private var rest: ArraySlice<Word>
    private var words: [Word] = []
    private var options: [Option] = []
    private var diagnostics: [Diagnostic] = []

    private init(_ signature: Signature, _ words: [Word], at location: SourceLocation) {
        self.signature = signature
        self.location = location
        rest = words[...]
    }

    /// Returns the words that belong to the parameters, the options in order, and what is wrong
    /// with them.
    static func split(
        _ words: [Word], by signature: Signature, at location: SourceLocation
    ) -> (words: [Word], options: [Option], diagnostics: [Diagnostic]) {
        var reader = OptionReader(signature, words, at: location)
        while let word = reader.rest.popFirst() { reader.read(word) }
        return (reader.words, reader.options, reader.diagnostics)
    }
}

private extension OptionReader {
    mutating func read(_ word: Word) {
        guard word.startsOption, let text = word.leadingText else {
            words.append(word)
            return
        }
        if text == "--", word.literal != nil {
            words += rest
            rest = []
        } else if text.hasPrefix("--") {
            readLong(word, text.dropFirst(2))
        } else if Double(text) != nil {
            words.append(word)
        } else {
            readShort(word, text.dropFirst())
        }
    }

    mutating func readLong(_ word: Word, _ text: Substring) {
        let name = text.prefix { $0 != "=" }
        guard let option = signature.option(named: name), option.name.count > 1 else {
            let value =
                name.endIndex == text.endIndex
                ? rest.first.flatMap { $0.startsOption ? nil : $0.literal }
                : word.literal.map { String($0.drop { $0 != "=" }.dropFirst()) }
            report(CheckMessages.unknownOption("--\(name)", value: value, of: signature), word)
            return
        }
        take(option, word, attached: name.endIndex == text.endIndex ? nil : name.utf8.count + 3)
    }

    mutating func readShort(_ word: Word, _ text: Substring) {
        guard let letter = text.first,
            let option = signature.options.first(where: { $0.letter == letter })
        else {
            report(CheckMessages.unknownOption("-\(text)", of: signature), word)
            return
        }
        let value = text.dropFirst()
        // -n4, -n=4, -n$count
        let isAttached = !value.isEmpty || word.literal == nil
        take(option, word, attached: isAttached ? (value.first == "=" ? 3 : 2) : nil)
    }

    /// Takes an option whose value is the next word, or begins at a byte of its own word.
    mutating func take(_ option: CommandOption, _ word: Word, attached: Int?) {
        var value = attached.map(word.dropping(first:))
        if let type = option.type {
            if value == nil, !option.isValueOptional {
                value = rest.popFirst()
                if value == nil { report(CheckMessages.missingOptionValue(option, type), word) }
            }
            if !option.repeats, options.contains(where: { $0.option === option }) {
                report(CheckMessages.optionTwice(option.spelling), word)
            }
        } else if value != nil {
            report(CheckMessages.flagWithValue(option.spelling), word)
            value = nil
        }
        options.append((option, value))
    }

    mutating func report(_ problem: Diagnostic, _ word: Word) {
        diagnostics.append(
            problem.explained(by: signature)
                .located(at: SourceLocation(location.file, word.range)))
    }
}

extension Word {
    /// Whether the word has to be examined as an option: a bare word that begins with a dash and
    /// has more after it.
    var startsOption: Bool {
        guard let text = leadingText?.utf8 else { return false }
        return text.first == .dash && text.count > 1
    }

    /// The text that a bare word begins with.
    fileprivate var leadingText: String? {
        guard quote == nil else { return nil }
        switch content {
        case .literal(let text): return text
        case .segments(let segments):
            if case .text(let text) = segments.first { return text }
            return nil
        }
    }

    /// Returns the word without the first bytes of its leading text.
    fileprivate func dropping(first count: Int) -> Word {
        func rest(_ text: String) -> String {
            String(decoding: text.utf8.dropFirst(count), as: UTF8.self)
        }
        let range = SourceRange(range.lowerBound + count, range.upperBound)
        switch content {
        case .literal(let text): return Word(.literal(rest(text)), range: range)
        case .segments(var segments):
            if case .text(let text) = segments.first { segments[0] = .text(rest(text)) }
            return Word(.segments(segments), range: range)
        }
    }
}
