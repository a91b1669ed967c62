import IGSScript

/// Messages about words of a prompt that were probably meant to be something else.
enum PromptHabitMessages {
    static func shellOperator(_ word: String) -> Diagnostic {
        Diagnostic(
            .shellOperatorInPrompt, "'\(word)' is part of the prompt",
            notes: [
                "a ; before a blank, or a new line, ends a command; 'save' copies the picture to a file",
                "quote the prompt if you mean it",
            ])
    }

    /// - Parameter rest: What follows the option in its word.
    static func dashedOption(
        _ word: String, _ option: CommandOption, _ rest: String
    ) -> Diagnostic {
        Diagnostic(
            .dashedOptionInPrompt, "'\(word)' is part of the prompt",
            correction: Correction(of: word, to: option.spelling + rest),
            notes: ["an option begins with two hyphens; an editor may have turned them into a dash"]
        )
    }

    static func substitution(_ text: String) -> Diagnostic {
        Diagnostic(
            .substitutionInPrompt, "'\(text)' is part of the prompt; igs does not run it",
            notes: [
                "'gen --from FILE' takes the prompt from a text file",
                "to pass a text, use a parameter: igs FILE --title \"$(cat title.txt)\"",
                "put it in single quotes if you mean it",
            ])
    }

    static func fileNotRead(_ text: String) -> Diagnostic {
        Diagnostic(
            .fileInPrompt, "'\(text)' is part of the prompt; igs does not read a file",
            notes: [
                "'gen --from FILE' takes the prompt from a text file",
                "add a word, or a backslash before it, if you mean it",
            ])
    }

    static func pictureAsPrompt(_ text: String) -> Diagnostic {
        Diagnostic(
            .fileInPrompt, "'\(text)' is the whole prompt; igs does not read a file",
            notes: ["'ref add \(text)' makes it a reference for the prompts that follow"])
    }

    static func choiceWithoutExpand(_ text: String) -> Diagnostic {
        Diagnostic(
            .choiceInPrompt, "'\(text)' is part of the prompt, exactly as written",
            notes: [
                "--expand makes it a choice: one picture for each combination",
                "write \\{ for a brace",
            ])
    }

    static func choiceWithCommas(_ text: String, meant: String) -> Diagnostic {
        Diagnostic(
            .choiceInPrompt, "'\(text)' is part of the prompt, exactly as written",
            notes: [
                "a choice has bars: \(meant), with --expand", "write \\{ for a brace",
            ])
    }

    static func placeholder(_ text: String, of name: String, isKnown: Bool) -> Diagnostic {
        Diagnostic(
            .placeholderInPrompt, "'\(text)' is part of the prompt, exactly as written",
            correction: isKnown ? Correction(of: text, to: "$\(name)") : nil,
            notes: ["a variable is $\(name) or ${\(name)}"]
                + (isKnown ? ["put it in single quotes if you mean the text"] : []))
    }

    static func quotedVariable(_ text: String) -> Diagnostic {
        Diagnostic(
            .placeholderInPrompt, "'\(text)' is part of the prompt, exactly as written",
            notes: ["variables work in \"…\", not in '…'"])
    }

    static func positionalParameter(_ text: String) -> Diagnostic {
        Diagnostic(
            .placeholderInPrompt, "'\(text)' is the whole prompt, as it is written",
            notes: ["parameters have names: def paint subject { gen $subject }"])
    }

    static func jobInPrompt(_ text: String) -> Diagnostic {
        Diagnostic(
            .placeholderInPrompt, "'\(text)' is part of the prompt, exactly as written",
            notes: [
                "'ref add \(text)' makes the job's picture a reference",
                "${\(text.dropFirst()).prompt} is its prompt",
            ])
    }

    static func optionAsText(
        _ text: String, _ option: CommandOption, _ value: String
    ) -> Diagnostic {
        Diagnostic(
            .optionInPrompt, "'\(text)' is part of the prompt",
            correction: Correction(of: text, to: "\(option.spelling) \(value)"),
            notes: ["quote the prompt if you mean it"])
    }

    static func literalEscape(_ text: String) -> Diagnostic {
        Diagnostic(
            .escapeInPrompt, "'\(text)' is part of the prompt, exactly as written",
            notes: ["in \"…\" \\n is a line break and \\t a tab"])
    }
}
