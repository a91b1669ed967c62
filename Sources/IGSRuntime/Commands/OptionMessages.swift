import IGSScript

/// What is said of options that several commands have.
enum OptionMessages {
    static func contradiction(_ one: String, _ other: String) -> Diagnostic {
        Diagnostic(.contradiction, "'\(one)' and '\(other)' cannot be used together")
    }
}
