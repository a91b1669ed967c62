extension Call {
    /// Binds a command of a source; a command that repeats a sound one is sound.
    ///
    /// - Returns: The call as far as it was understood, and what is wrong with it.
    public static func bind(
        _ command: CommandStatement, of file: SourceFile, in scope: some ValueScope
    ) -> (call: Call, diagnostics: [Diagnostic]) {
        let location = SourceLocation(file, command.range)
        if command.isRepetition { return (Call(repeating: command, at: location), []) }
        return bind(command.signature, command.words, at: location, in: scope)
    }

    /// Assigns the words of a command to the parameters and options of its signature.
    ///
    /// Options follow POSIX and GNU: `--long value`, `--long=value`, `-n 4`, `-n4`; they may stand
    /// anywhere; `--` ends them. Only a bare word can be an option, never a quoted word or an
    /// expansion; `-` and `-5` are words.
    ///
    /// - Returns: The call as far as it was understood, and what is wrong with it.
    public static func bind(
        _ signature: Signature, _ words: [Word], at location: SourceLocation,
        in scope: some ValueScope
    ) -> (call: Call, diagnostics: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        var call: Call
        // Most words stand for themselves.
        let isPlain = words.allSatisfy(\.isPlain)
        if !isPlain, words.contains(where: \.startsOption) {
            let split = OptionReader.split(words, by: signature, at: location)
            call = Call(signature, split.words, at: location)
            diagnostics = split.diagnostics
            call.evaluate(split.options, in: scope, &diagnostics)
        } else {
            call = Call(signature, words, at: location)
        }
        // A mistaken option may have taken a word that belongs to a parameter, or left one that does
        // not.
        let isSound = diagnostics.isEmpty
        if !isPlain { call.evaluateWords(in: scope, &diagnostics) }
        var mismatches: [Diagnostic] = []
        call.checkWords(&mismatches)
        return (call, isSound ? diagnostics + mismatches : diagnostics)
    }
}

private extension Call {
    /// Gives the options their values, and checks these against their types.
    mutating func evaluate(
        _ found: [OptionReader.Option], in scope: some ValueScope,
        _ diagnostics: inout [Diagnostic]
    ) {
        for (option, word) in found {
            var argument = word.map { evaluate($0, in: scope, &diagnostics) }
            if let value = argument?.value, let type = option.type, !type.isValid(value) {
                diagnostics.append(
                    CheckMessages.badValue(value, for: option.spelling, type).explained(
                        by: signature
                    )
                    .located(at: word.map(location(of:)) ?? location))
                argument?.value = nil
            }
            options.append(GivenOption(option: option, argument: argument))
        }
    }

    /// Gives the words their values.
    mutating func evaluateWords(
        in scope: some ValueScope, _ diagnostics: inout [Diagnostic]
    ) {
        guard words.contains(where: { $0.literal == nil }) else { return }
        evaluated = words.map { evaluate($0, in: scope, &diagnostics) }
    }

    /// Checks the values against the types of their parameters.
    ///
    /// - Parameter mismatches: Receives which words do not fit, and what is wrong if there are too
    ///   few or too many.
    mutating func checkWords(_ mismatches: inout [Diagnostic]) {
        let misfit = signature.misfit(among: words.count) { position, type in
            check(position, against: type, &mismatches)
            return true
        }
        switch misfit {
        case .missing(let index):
            mismatches.append(
                CheckMessages.missingArgument(signature.parameters[index], of: signature)
                    .explained(by: signature)
                    .located(at: location))
        case .extra(let position):
            let extra = words[position]
            mismatches.append(
                CheckMessages.extraArgument(location.file.text(in: extra.range), of: signature)
                    .explained(by: signature)
                    .located(at: location(of: extra)))
        case .rejected, nil: break
        }
    }

    private mutating func check(
        _ position: Int, against type: ValueType, _ diagnostics: inout [Diagnostic]
    ) {
        guard let value = value(at: position), !type.isValid(value) else { return }
        reject(value, at: position, type, &diagnostics)
    }

    private mutating func reject(
        _ value: String, at position: Int, _ type: ValueType, _ diagnostics: inout [Diagnostic]
    ) {
        let word = words[position]
        diagnostics.append(
            CheckMessages.badValue(value, for: type.placeholder, type).explained(by: signature)
                .located(at: location(of: word)))
        if evaluated.isEmpty {
            evaluated = words.indices.map(argument(at:))
        }
        evaluated[position].value = nil
    }

    private func evaluate(
        _ word: Word, in scope: some ValueScope, _ diagnostics: inout [Diagnostic]
    ) -> Argument {
        do throws(Diagnostic) {
            return try word.argument(in: scope)
        } catch {
            diagnostics.append(error.located(at: location(of: word)))
            return Argument(word: word, value: nil, quotedByteCount: 0)
        }
    }
}
