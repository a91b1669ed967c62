extension Call {
    /// Assigns the words of a command to the parameters and options of its signature.
    ///
    /// Options follow POSIX and GNU: `--long value`, `--long=value`, `-n 4`, `-n4`; they may stand
    /// anywhere; `--` ends them. Only a bare word can be an option, never a quoted word or an
    /// expansion; `-` and `-5` are words.
    ///
    /// - Parameters:
    ///   - file: The source of the command.
    ///   - scope: Where expansions find their values; most commands have none, and never ask for it.
    ///   - problems: Receives what is wrong with the command.
    /// - Returns: The call as far as it was understood.
    public static func bind(
        _ command: consuming CommandStatement, of file: SourceFile,
        in scope: @autoclosure () -> some ValueScope, _ problems: inout [Diagnostic]
    ) -> Call {
        // Most commands have only words that stand for themselves, and that fit.
        guard !command.arguments.allSatisfy(\.isPlain) else {
            let call = Call(command, of: file)
            let misfits = call.misfits
            return misfits.isEmpty ? call : call.rejecting(misfits, &problems)
        }
        let scope = scope()
        let bound = Call(copy command, of: file)
        let split = OptionReader.split(
            command.arguments, by: command.signature, at: bound.location)
        var diagnostics = split.diagnostics
        let options = bound.evaluate(split.options, in: scope, &diagnostics)
        // A mistaken option may have taken a word that belongs to a parameter, or left one that does
        // not.
        let isSound = diagnostics.isEmpty
        let arguments = split.words.map { bound.evaluate($0, in: scope, &diagnostics) }
        let call = Call(
            command, of: file, evaluation: Evaluation(arguments: arguments, options: options))
        var mismatches: [Diagnostic] = []
        defer { problems += isSound ? diagnostics + mismatches : diagnostics }
        return call.rejecting(call.misfits, &mismatches)
    }
}

private extension Call {
    /// Gives the options their values, and checks these against their types.
    func evaluate(
        _ found: [OptionReader.Option], in scope: some ValueScope,
        _ diagnostics: inout [Diagnostic]
    ) -> [GivenOption] {
        found.map { option, word in
            var argument = word.map { evaluate($0, in: scope, &diagnostics) }
            if let value = argument?.value, let type = option.type, !type.isValid(value) {
                diagnostics.append(
                    CheckMessages.badValue(value, for: option.spelling, type).explained(
                        by: signature
                    )
                    .located(at: word.map(location(of:)) ?? location))
                argument?.value = nil
            }
            return GivenOption(option: option, argument: argument)
        }
    }

    /// Where the words do not fit the parameters.
    enum Misfit {
        /// The value at this position is not of the type of its parameter.
        case value(Int, ValueType)
        /// A parameter has no word, and needs one.
        case missing(Parameter)
        /// There is no parameter for the word at this position.
        case extra(Int)
    }

    /// Where the words do not fit the parameters, in their order. It ends at a missing one.
    var misfits: [Misfit] {
        var misfits: [Misfit] = []
        var layout = signature.layout(of: wordCount)
        for parameter in signature.parameters {
            let share = layout.share(of: parameter.arity)
            if share.isEmpty, parameter.arity.isRequired,
                !(parameter.substitute.map(has) ?? false)
            {
                return misfits + [.missing(parameter)]
            }
            for position in share {
                guard let value = value(at: position), !parameter.type.isValid(value) else {
                    continue
                }
                misfits.append(.value(position, parameter.type))
            }
        }
        if layout.end < wordCount { misfits.append(.extra(layout.end)) }
        return misfits
    }

    /// Returns the call without the values that do not fit.
    ///
    /// - Parameter diagnostics: Receives what is wrong with the words.
    func rejecting(_ misfits: [Misfit], _ diagnostics: inout [Diagnostic]) -> Call {
        for misfit in misfits {
            let (problem, place) = problem(misfit)
            diagnostics.append(problem.explained(by: signature).located(at: place))
        }
        return withoutValues(
            at: misfits.compactMap {
                if case .value(let position, _) = $0 { position } else { nil }
            })
    }

    private func problem(_ misfit: Misfit) -> (Diagnostic, SourceLocation) {
        switch misfit {
        case .value(let position, let type):
            return (
                CheckMessages.badValue(value(at: position) ?? "", for: type.placeholder, type),
                location(of: argument(at: position).word)
            )
        case .missing(let parameter):
            return (CheckMessages.missingArgument(parameter, of: signature), location)
        case .extra(let position):
            let place = location(of: argument(at: position).word)
            return (
                CheckMessages.extraArgument(place.file.text(in: place.range), of: signature), place
            )
        }
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
