extension Call {
    /// Assigns the words of a command to the parameters and options of its signature.
    ///
    /// Options follow POSIX and GNU: `--long value`, `--long=value`, `-n 4`, `-n4`; they may stand
    /// anywhere; `--` ends them. Only a bare word can be an option, so neither a quoted word nor an
    /// expansion is ever one; `-` and `-5` are words.
    ///
    /// - Returns: The call as far as it was understood, and what is wrong with it.
    public static func bind(
        _ signature: Signature, _ words: ArraySlice<Word>, at location: SourceLocation,
        in scope: some ValueScope
    ) -> (call: Call, diagnostics: [Diagnostic]) {
        var binder = Binder(call: Call(signature, at: location), scope: scope, rest: words)
        binder.bindOptions()
        // A mistaken option may have taken what belongs to a parameter, or left what does not.
        let isSound = binder.diagnostics.isEmpty
        binder.bindParameters()
        if !isSound { binder.diagnostics.removeAll { $0.id == "E0207" || $0.id == "E0208" } }
        return (binder.call, binder.diagnostics)
    }
}

private struct Binder<Scope: ValueScope> {
    var call: Call
    let scope: Scope
    var diagnostics: [Diagnostic] = []
    /// The words that are still to be read.
    var rest: ArraySlice<Word>
    /// The words that are no options.
    var plain: [Word] = []

    var signature: Signature { call.signature }

    mutating func bindOptions() {
        while let word = rest.popFirst() {
            guard let text = word.leadingText, text.utf8.count > 1, text.utf8.first == .dash else {
                plain.append(word)
                continue
            }
            if text == "--", word.literal != nil {
                plain += rest
                return
            }
            if text.hasPrefix("--") {
                bindLong(word, text.dropFirst(2))
            } else if Int(text) != nil || Double(text) != nil {
                plain.append(word)
            } else {
                bindShort(word, text.dropFirst())
            }
        }
    }

    private mutating func bindLong(_ word: Word, _ text: Substring) {
        let name = text.prefix { $0 != "=" }
        guard let option = signature.option(named: name), option.name.count > 1 else {
            reportUnknown("--\(name)", word)
            return
        }
        bind(option, word, attached: name.endIndex == text.endIndex ? nil : name.utf8.count + 3)
    }

    private mutating func bindShort(_ word: Word, _ text: Substring) {
        guard let letter = text.first,
            let option = signature.options.first(where: { $0.letter == letter })
        else {
            reportUnknown("-\(text)", word)
            return
        }
        let attached = text.dropFirst()
        if !attached.isEmpty || word.literal == nil {
            // -n4, -n=4
            bind(option, word, attached: attached.first == "=" ? 3 : 2)
        } else {
            bind(option, word, attached: nil)
        }
    }

    /// Binds an option whose value is the next word, or begins at a byte of its own word.
    private mutating func bind(_ option: CommandOption, _ word: Word, attached: Int?) {
        guard let type = option.type else {
            if attached != nil {
                report(
                    CheckMessages.flagWithValue(option.spelling).located(
                        at: call.location(of: word)))
            }
            call.assign(nil, to: option)
            return
        }
        guard let value = attached.map(word.dropping(first:)) ?? rest.popFirst() else {
            report(
                CheckMessages.missingOptionValue(option, type).located(at: call.location(of: word)))
            return
        }
        if call.has(option.name), !option.repeats {
            report(CheckMessages.optionTwice(option.spelling).located(at: call.location(of: word)))
        }
        if let argument = evaluate(value, as: type, for: option.spelling) {
            call.assign(argument, to: option)
        }
    }

    private mutating func reportUnknown(_ spelling: String, _ word: Word) {
        report(
            CheckMessages.unknownOption(spelling, of: signature)
                .located(at: call.location(of: word)))
    }

    mutating func bindParameters() {
        var words = plain[...]
        let needed = signature.parameters.count { if case .one = $0.arity { true } else { false } }
        var reserved = needed
        for parameter in signature.parameters {
            switch parameter.arity {
            case .one:
                reserved -= 1
                guard let word = words.popFirst() else {
                    report(
                        CheckMessages.missingArgument(parameter, of: signature)
                            .located(at: call.location))
                    return
                }
                assign([word], to: parameter)
            case .optional:
                if words.count > reserved, let word = words.popFirst() {
                    assign([word], to: parameter)
                }
            case .many:
                let count = max(0, words.count - reserved)
                assign(words.prefix(count), to: parameter)
                words = words.dropFirst(count)
            case .text:
                if words.isEmpty {
                    report(
                        CheckMessages.missingArgument(parameter, of: signature)
                            .located(at: call.location))
                    return
                }
                assign(words, to: parameter)
                words = []
            }
        }
        if let extra = words.first {
            report(
                CheckMessages.extraArgument(text(of: extra), of: signature)
                    .located(at: call.location(of: extra)))
        }
    }

    private mutating func assign(_ words: ArraySlice<Word>, to parameter: Parameter) {
        var arguments: [Call.Argument] = []
        for word in words {
            if let argument = evaluate(word, as: parameter.type, for: parameter.type.placeholder) {
                arguments.append(argument)
            }
        }
        call.assign(arguments, to: parameter)
    }

    private mutating func evaluate(_ word: Word, as type: ValueType, for subject: String) -> Call
        .Argument?
    {
        do throws(Diagnostic) {
            let argument = try word.argument(in: scope)
            if let value = argument.value, !type.isValid(value) {
                throw CheckMessages.badValue(value, for: subject, type)
            }
            return argument
        } catch {
            report(error.located(at: call.location(of: word)))
            return nil
        }
    }

    private mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    private func text(of word: Word) -> String { call.location.file.text(in: word.range) }
}

private extension Word {
    /// The text that a bare word begins with.
    var leadingText: String? {
        guard quote == nil else { return nil }
        switch content {
        case .literal(let text): return text
        case .segments(let segments):
            if case .text(let text) = segments.first { return text }
            return nil
        }
    }

    /// The word without the first bytes of its leading text.
    func dropping(first count: Int) -> Word {
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
