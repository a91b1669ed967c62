import IGSScript

/// The call of a command that is being written.
struct OpenCall {
    let signature: Signature
    /// The words for parameters, as far as they are known.
    private(set) var arguments: [String] = []
    /// The names of the options that are given.
    private(set) var given: Set<String> = []
    /// The values of the options that are given.
    private(set) var values: [String: String] = [:]
    /// The option whose value comes next.
    private(set) var pendingOption: CommandOption?
    /// Whether `--` has ended the options.
    private(set) var endsOptions = false

    /// Reads the call that a statement's words begin; nil if they do not name a command.
    init?(_ words: [Word], _ vocabulary: Vocabulary) {
        guard let first = words.first?.bare, let entry = vocabulary.entry(for: first) else {
            return nil
        }
        switch entry {
        case .keyword(.rows): signature = RowsStatement.signature
        case .keyword: return nil
        case .command(let signature): self.signature = signature
        case .family(let members):
            guard words.count > 1, let second = words[1].bare,
                let member = members.first(where: { $0.word == second })
            else { return nil }
            signature = member.signature
        }
        for word in words.dropFirst(signature.words.count) { take(word) }
    }

    /// The parameter that the next word belongs to.
    var parameter: Parameter? {
        var position = arguments.count
        for parameter in signature.parameters {
            if parameter.arity == .many || parameter.arity == .text { return parameter }
            if position == 0 { return parameter }
            position -= 1
        }
        return nil
    }

    private mutating func take(_ word: Word) {
        let text = word.literal ?? ""
        if let option = pendingOption {
            values[option.name] = text
            pendingOption = nil
        } else if endsOptions || word.quote != nil || !text.hasPrefix("-") || text == "-" {
            arguments.append(text)
        } else if text == "--" {
            endsOptions = true
        } else if let option = option(text) {
            given.insert(option.name)
            // The value of a letter may directly follow it: -n4.
            let isWhole = text.contains("=") || !text.hasPrefix("--") && text.count > 2
            let takesNext = option.type != nil && !option.isValueOptional && !isWhole
            pendingOption = takesNext ? option : nil
            if let equals = text.firstIndex(of: "=") {
                values[option.name] = String(text[equals...].dropFirst())
            }
        }
    }

    private func option(_ text: String) -> CommandOption? {
        let name = text.drop { $0 == "-" }.prefix { $0 != "=" }
        if text.hasPrefix("--") { return signature.option(named: name) }
        return name.first.flatMap { letter in signature.options.first { $0.letter == letter } }
    }
}
