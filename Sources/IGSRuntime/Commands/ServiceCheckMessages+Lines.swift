import IGSScript

/// What checking says of the commands that need the lines of the prompt.
extension ServiceCheckMessages {
    /// What is wrong with where such a command stands.
    static func problem(withPlaceOf call: Call) -> Diagnostic? {
        guard call.location.file.origin != .prompt else { return nil }
        return noPrompt(for: call.signature.name).located(at: call.location)
    }

    static func noPrompt(for command: String) -> Diagnostic {
        Diagnostic(
            .error, id: "E0243", "'\(command)' is for the prompt",
            notes: ["only lines of the prompt have a history; a file and -c have none"])
    }

    static func redoNotAlone() -> Diagnostic {
        Diagnostic(
            .error, id: "E0244", "'redo' stands alone on its line",
            notes: ["the line that it runs takes its place"])
    }
}
