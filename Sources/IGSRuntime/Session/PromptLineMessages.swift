import IGSScript

/// Messages about the commands that need the lines of the prompt.
enum PromptLineMessages {
    /// Returns what is wrong with the place of such a command.
    static func problem(withPlaceOf call: Call) -> Diagnostic? {
        guard call.location.file.origin != .prompt else { return nil }
        return noPrompt(for: call.signature.name).located(at: call.location)
    }

    static func noPrompt(for command: String) -> Diagnostic {
        Diagnostic(
            .onlyAtPrompt, "'\(command)' works only at the prompt",
            notes: ["only the prompt has a history; a file and -c have none"])
    }
}
