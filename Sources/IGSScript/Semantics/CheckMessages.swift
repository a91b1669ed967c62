/// The messages of binding and checking: the catalogue of the identifiers `E02xx` that need no
/// knowledge of the service. (The runtime adds those that do.)
public enum CheckMessages {
    /// Reports a first word that is not a command.
    ///
    /// - Parameters:
    ///   - isAssignment: Whether it looks like `name = value`.
    ///   - vocabulary: Knows which word was meant, and what to do instead.
    ///   - definitions: The commands that scripts have defined.
    public static func unknownCommand(
        _ name: String, isAssignment: Bool = false, in vocabulary: Vocabulary,
        definitions: [String]
    ) -> Diagnostic {
        let help = "'help' lists the commands"
        guard !isAssignment else {
            return Diagnostic(
                .unknownCommand, "unknown command '\(name)'",
                correction: Correction(of: name, to: "let \(name)"),
                notes: ["'let \(name) = …' gives a variable a value", help])
        }
        if let equals = name.firstIndex(of: "="), Name.isVariable(String(name[..<equals])) {
            let binding = "let \(name[..<equals]) = \(name[equals...].dropFirst())"
            return Diagnostic(
                .unknownCommand, "unknown command '\(name)'",
                correction: Correction(of: name, to: binding, shownAs: binding), notes: [help])
        }
        if wordsOfOtherBlocks.contains(name) {
            return Diagnostic(
                .unknownCommand, "unknown command '\(name)'",
                notes: [
                    "a block is written in braces: if … { … } else { … }, for x in [a b] { … }",
                    help,
                ])
        }
        if name.hasPrefix("!") {
            return Diagnostic(
                .unknownCommand, "unknown command '\(name)'",
                notes: ["'!' runs a program, at the prompt only and on a line of its own", help])
        }
        let advice = vocabulary.advice(for: name)
        return Diagnostic(
            .unknownCommand, "unknown command '\(name)'",
            correction: advice == nil
                ? Correction(
                    of: name, to: vocabulary.suggestion(for: name, definitions: definitions)) : nil,
            notes: [advice, help].compactMap(\.self))
    }

    /// The words that open and close blocks in other languages.
    private static let wordsOfOtherBlocks: Set<String> = [
        "then", "fi", "do", "done", "elif", "elsif", "elseif", "end", "endif", "endfor", "esac",
        "begin",
    ]

    /// Two things that a call gives, of which only one can be meant.
    public static func contradiction(_ one: String, _ other: String) -> Diagnostic {
        Diagnostic(.contradiction, "'\(one)' and '\(other)' cannot be used together")
    }

    /// Reports a spec that means several jobs in a statement that takes one.
    public static func severalJobs(_ spec: String, _ count: Int) -> Diagnostic {
        Diagnostic(
            .severalJobs, "'\(spec)' means \(count) jobs, but one is needed",
            notes: ["name one of them: %1, %name or %last"])
    }

    static func gluedBrace(_ word: String) -> Diagnostic {
        let keyword = String(word.dropFirst())
        return Diagnostic(
            .gluedClosingBrace,
            "'}' and '\(keyword)' are one word here, and part of the command",
            correction: Correction(of: word, to: "} \(keyword)", shownAs: "} \(keyword)"),
            notes: ["a } that closes a block is a word of its own"])
    }

    static func jobAsText(_ text: String, field: String?) -> Diagnostic {
        let name = text.split(separator: ".").first.map(String.init) ?? text
        return Diagnostic(
            .jobAsText, "'\(text)' is compared as text here",
            notes: [
                field.map { "\(name) \($0) VALUE asks for the job's \($0)" }
                    ?? "\(name) done, or \(name) FIELD VALUE, tests a job",
                "quote it if you mean the text",
            ])
    }

    static func jobsAsText(_ text: String) -> Diagnostic {
        Diagnostic(
            .jobAsText, "'\(text)' is a word here, not the jobs",
            correction: Correction(of: text, to: "%\(text)"),
            notes: ["quote it if you mean the word"])
    }

    static func variableAsText(_ name: String) -> Diagnostic {
        Diagnostic(
            .variableAsText, "'\(name)' is a word here, not the variable",
            correction: Correction(of: name, to: "$\(name)"),
            notes: ["quote it if you mean the word"])
    }

    /// - Parameter value: What is probably its value; `nil` if none is known.
    static func unknownOption(
        _ spelling: String, value: String? = nil, of signature: Signature
    ) -> Diagnostic {
        let name = String(spelling.drop { $0 == "-" })
        let nearest = Suggestion.nearest(to: name, in: signature.options.map(\.name))
        let alike =
            signature.options.filter { $0.habits.contains(name) }
            + [nearest.flatMap { signature.option(named: $0) }].compactMap(\.self)
        // An option that does not take the value was not meant.
        let suggestion = alike.first { option in
            guard let type = option.type, let value else { return true }
            return type.isValid(value) && type.advice(on: value) == nil
        }
        var notes: [String] = []
        if suggestion == nil, let value {
            notes += alike.lazy.compactMap { $0.type?.advice(on: value) }.prefix(1)
        }
        if signature.parameters.contains(where: { $0.arity == .text }) {
            notes.append("if '\(spelling)' is part of the text, quote the text or put -- before it")
        }
        return Diagnostic(
            .unknownOption, "'\(signature.name)' has no option '\(spelling)'",
            correction: Correction(of: spelling, to: suggestion?.spelling), notes: notes)
    }

    static func missingOptionValue(_ option: CommandOption, _ type: ValueType) -> Diagnostic {
        Diagnostic(
            .missingOptionValue, "'\(option.spelling)' needs a value",
            notes: ["\(option.spelling) \(type.placeholder): \(type.expectation)"])
    }

    static func flagWithValue(_ spelling: String) -> Diagnostic {
        Diagnostic(.valueOfFlag, "'\(spelling)' takes no value")
    }

    static func optionTwice(_ spelling: String) -> Diagnostic {
        Diagnostic(.duplicateOption, "'\(spelling)' is given more than once")
    }

    /// Reports a call without a required parameter.
    public static func missingArgument(
        _ parameter: Parameter, of signature: Signature
    ) -> Diagnostic {
        Diagnostic(
            .missingArgument, "'\(signature.name)' needs \(parameter.summary)",
            notes: ["usage: \(signature.synopsis)"])
    }

    static func extraArgument(_ text: String, of signature: Signature) -> Diagnostic {
        Diagnostic(
            .extraArgument, "'\(signature.name)' does not take '\(text)'",
            notes: ["usage: \(signature.synopsis)"])
    }

    /// Reports a value that its type does not accept.
    public static func badValue(
        _ value: String, for subject: String, _ type: ValueType
    ) -> Diagnostic {
        let advice =
            value.contains(";") ? "a ; ends a command only before a blank" : type.advice(on: value)
        let suggestion =
            advice == nil
            ? Suggestion.nearest(to: value, in: type.candidates.map(\.value)) : nil
        return Diagnostic(
            .badValue, "'\(value)' is not a valid value for \(subject)",
            correction: Correction(of: value, to: suggestion),
            notes: [advice, "expected \(type.expectation)"].compactMap(\.self))
    }

    /// Reports an expansion of a variable that nothing defines.
    public static func undefinedVariable(_ name: String, known: [String]) -> Diagnostic {
        let suggestion = Suggestion.nearest(to: name, in: known)
        return Diagnostic(
            .undefinedVariable, "the variable '\(name)' is not defined",
            correction: Correction(
                of: name, to: suggestion, shownAs: suggestion.map { "$\($0)" }),
            notes: ["'let \(name) = …' defines it; write \\$ for a dollar sign"])
    }

    /// - Parameter name: The variable that holds it; `nil` for what is to be added.
    static func notNumber(_ text: String, in name: String?) -> Diagnostic {
        let shown = text.utf8.count > 100 ? text.prefix(100) + "…" : text[...]
        return Diagnostic(
            .notNumber,
            name.map { "'\($0)' is '\(shown)', which '+=' cannot add to" }
                ?? "'+=' cannot add '\(shown)'",
            notes: [
                "it adds decimal numbers of at most \(Sum.maximumDigitCount) digits before and after the point"
            ])
    }

    static func badRangeEnd(_ text: String) -> Diagnostic {
        Diagnostic(
            .badRangeEnd, "'\(text)' cannot be the end of a range",
            notes: ["a range is two whole numbers: 1..4"])
    }

    static func notRange(_ text: String, _ habit: RangeHabit) -> Diagnostic {
        Diagnostic(
            .notRange, "'\(text)' is one word here, not a range or a list",
            correction: Correction(
                of: text, to: habit.replacement, shownAs: habit.replacement),
            notes: [habit.reason, "quote it if you mean the text"])
    }

    /// - Parameter list: The whole list, if the word is all of it.
    static func rangeInList(
        _ text: String, _ habit: RangeHabit, list: SourceRange?
    ) -> Diagnostic {
        var diagnostic = Diagnostic(
            .rangeInList, "'\(text)' is one word of this list, not a range",
            notes: [habit.reason, "quote it if you mean the text"])
        if let list, let replacement = habit.replacement {
            diagnostic.fix = Diagnostic.Fix(range: list, replacement: replacement)
        }
        return diagnostic
    }

    static func emptyRange(_ first: Int, _ last: Int) -> Diagnostic {
        let text = "\(first)..\(last)"
        let count = first.subtractingReportingOverflow(last)
        var list: String?
        if !count.overflow, count.partialValue < 20 {
            list = "[\((last...first).reversed().map(String.init).joined(separator: " "))]"
        }
        return Diagnostic(
            .emptyRange, "the range \(text) is empty",
            correction: Correction(of: text, to: list, shownAs: list),
            notes: ["a range counts up: \(last)..\(first)", "a list counts down: [3 2 1]"])
    }

    static func rangeTooLong(_ text: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .rangeTooLong, "the range \(text) is too long",
            notes: ["a range has at most \(limit) elements"])
    }

    static func parameterInBlock(_ name: String) -> Diagnostic {
        Diagnostic(
            .parameterInBlock, "'param \(name)' is inside a block",
            notes: ["declare parameters at the top level of the file, before they are used"])
    }

    /// Reports a field that jobs do not have.
    ///
    /// - Parameters:
    ///   - name: The job's, if it is that of an expansion.
    ///   - isVariable: Whether a variable has that name.
    public static func unknownField(
        _ field: String, of name: String = "", isVariable: Bool = false, known: [String]
    ) -> Diagnostic {
        guard !isVariable else {
            return Diagnostic(
                .unknownField, "'\(name)' is a variable: it has no field '\(field)'",
                notes: [SyntaxMessages.elementsAdvice(name), "${job.field} works for jobs only"])
        }
        return Diagnostic(
            .unknownField, "a job has no field '\(field)'",
            correction: Correction(of: field, to: Suggestion.nearest(to: field, in: known)),
            notes: ["the fields are \(known.joined(separator: ", "))"])
    }

    /// Reports a variable of the process's environment that the script may not read.
    public static func environmentNotPassed(_ name: String) -> Diagnostic {
        Diagnostic(
            .environmentNotPassed, "the environment variable '\(name)' is not passed to scripts",
            notes: ["'igs --env \(name) FILE' passes it, if it is set"])
    }

    /// Reports a script that sources itself.
    public static func sourceCycle(_ path: String) -> Diagnostic {
        Diagnostic(
            .sourceCycle, "'\(path)' is already running",
            notes: ["a script cannot source itself, directly or through others"])
    }

    /// Reports scripts that source each other too deeply, or too often.
    public static func sourceTooDeep(limit: Int) -> Diagnostic {
        Diagnostic(
            .sourceTooDeep, "scripts source each other too deeply or too often",
            notes: ["at most \(limit) levels are allowed"])
    }

    /// Reports statements of a block after one that leaves the block.
    static func unreachable() -> Diagnostic {
        Diagnostic(
            .unreachable, "this never runs",
            notes: ["the statement before it leaves the block or the script"])
    }

    /// Reports that there are more errors than anybody reads.
    static func tooManyFindings(limit: Int) -> Diagnostic {
        Diagnostic(
            .tooManyFindings, "too many findings: the rest of the script was not checked",
            notes: ["only the first \(limit) errors are shown"])
    }

    /// Reports a jump that leads nowhere.
    static func jumpOutside(_ kind: JumpStatement.Kind) -> Diagnostic {
        Diagnostic(
            .jumpOutside,
            kind == .return
                ? "'return' is only valid in a 'def' or a script file"
                : "'\(kind.rawValue)' is outside a loop",
            notes: kind == .return
                ? ["'exit' ends igs"]
                : ["the loops are 'for' and 'repeat'"]
        )
    }

    /// Reports a call of a script's own command with too few or too many values.
    public static func wrongArgumentCount(_ count: Int, of definition: Definition) -> Diagnostic {
        let name = definition.statement.name.name
        let expected = definition.statement.parameters.count
        let values = expected == 1 ? "1 value" : "\(expected == 0 ? "no" : "\(expected)") values"
        return Diagnostic(
            .wrongArgumentCount, "'\(name)' takes \(values), not \(count)",
            notes: ["usage: \(definition.synopsis)"]
                + (count > expected && expected > 0 ? ["quote a value of several words"] : []))
    }

    /// Reports a word after a job in a condition if the word says nothing about jobs.
    public static func unknownState(
        _ state: String, states: [String], fields: [String]
    ) -> Diagnostic {
        if fields.contains(state) {
            return Diagnostic(
                .unknownState, "'\(state)' needs a value to compare with",
                notes: ["%NAME \(state) VALUE, or %NAME \(state) >= VALUE"])
        }
        return Diagnostic(
            .unknownState, "a job is never '\(state)'",
            correction: Correction(
                of: state, to: Suggestion.nearest(to: state, in: states + fields)),
            notes: ["a job is \(states.joined(separator: ", "))"])
    }

    /// Reports a value that grew too long.
    static func textTooLong(limit: Int) -> Diagnostic {
        Diagnostic(
            .textTooLong, "this value is longer than \(limit >> 20) MiB",
            notes: ["does a variable grow in a loop?"])
    }
}
