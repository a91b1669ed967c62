import IGSScript

/// What is said at the prompt alone: the identifiers from `W0640` on.
enum ShellMessages {
    static func noHistory(_ error: SystemFailure) -> Diagnostic {
        Diagnostic(
            .warning, id: "W0640", "the lines of this session are not kept: \(error)")
    }
}
