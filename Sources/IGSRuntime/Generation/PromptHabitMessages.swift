import IGSScript

/// What checking says of words of a prompt that were probably meant to be something else.
enum PromptHabitMessages {
    static func shellOperator(_ word: String) -> Diagnostic {
        Diagnostic(
            .shellOperatorInPrompt, "'\(word)' belongs to the prompt",
            notes: [
                "a ; before a blank, or a new line, ends a command; 'save' keeps its picture",
                "where the prompt means it, quote the prompt",
            ])
    }

    /// - Parameter rest: What follows the option in its word.
    static func dashedOption(
        _ word: String, _ option: CommandOption, _ rest: String
    ) -> Diagnostic {
        Diagnostic(
            .dashedOptionInPrompt, "'\(word)' belongs to the prompt",
            correction: Correction(of: word, to: option.spelling + rest),
            notes: ["an option begins with two hyphens; an editor may have made a dash of them"])
    }

    static func substitution(_ text: String) -> Diagnostic {
        Diagnostic(
            .substitutionInPrompt, "'\(text)' belongs to the prompt; igs does not run it",
            notes: [
                "a script takes a text as a parameter: igs FILE --title \"$(cat title.txt)\"",
                "where the prompt means it, put it in single quotes",
            ])
    }

    static func fileNotRead(_ text: String) -> Diagnostic {
        Diagnostic(
            .fileInPrompt, "'\(text)' belongs to the prompt; igs does not read a file",
            notes: [
                "a script takes a text as a parameter: igs FILE --title \"$(cat title.txt)\"",
                "where the prompt means it, add a word, or a backslash before it",
            ])
    }

    static func pictureAsPrompt(_ text: String) -> Diagnostic {
        Diagnostic(
            .fileInPrompt, "'\(text)' is all of the prompt; igs does not read a file",
            notes: ["'ref add \(text)' makes it a reference for the prompts that follow"])
    }

    static func choiceWithoutExpand(_ text: String) -> Diagnostic {
        Diagnostic(
            .choiceInPrompt, "'\(text)' belongs to the prompt as it stands",
            notes: [
                "with --expand it is a choice: a picture for each combination",
                "\\{ is a brace that is meant",
            ])
    }

    static func choiceWithCommas(_ text: String, meant: String) -> Diagnostic {
        Diagnostic(
            .choiceInPrompt, "'\(text)' belongs to the prompt as it stands",
            notes: [
                "a choice has bars: \(meant), with --expand", "\\{ is a brace that is meant",
            ])
    }

    static func placeholder(_ text: String, of name: String, isKnown: Bool) -> Diagnostic {
        Diagnostic(
            .placeholderInPrompt, "'\(text)' belongs to the prompt as it stands",
            correction: isKnown ? Correction(of: text, to: "$\(name)") : nil,
            notes: ["a variable is $\(name) or ${\(name)}"]
                + (isKnown ? ["where the text is meant, put it in single quotes"] : []))
    }

    static func quotedVariable(_ text: String) -> Diagnostic {
        Diagnostic(
            .placeholderInPrompt, "'\(text)' belongs to the prompt as it stands",
            notes: ["nothing is replaced in '…'; in \"…\" variables are"])
    }

    static func positionalParameter(_ text: String) -> Diagnostic {
        Diagnostic(
            .placeholderInPrompt, "'\(text)' is all of the prompt, as it stands",
            notes: ["parameters have names: def paint subject { gen $subject }"])
    }

    static func jobInPrompt(_ text: String) -> Diagnostic {
        Diagnostic(
            .placeholderInPrompt, "'\(text)' belongs to the prompt as it stands",
            notes: [
                "'ref add \(text)' makes the job's picture a reference",
                "${\(text.dropFirst()).prompt} is its prompt",
            ])
    }

    static func optionAsText(
        _ text: String, _ option: CommandOption, _ value: String
    ) -> Diagnostic {
        Diagnostic(
            .optionInPrompt, "'\(text)' belongs to the prompt",
            correction: Correction(of: text, to: "\(option.spelling) \(value)"),
            notes: ["where the prompt means it, quote the prompt"])
    }

    static func literalEscape(_ text: String) -> Diagnostic {
        Diagnostic(
            .escapeInPrompt, "'\(text)' belongs to the prompt as it stands",
            notes: ["in \"…\" \\n is a line break and \\t a tab"])
    }
}
