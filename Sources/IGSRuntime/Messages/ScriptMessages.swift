import IGSScript

/// What is said of scripts as a whole: their files, and the parameters that their callers give.
enum ScriptMessages {
    static func scriptUnreadable(_ path: String, reason: String) -> Diagnostic {
        Diagnostic(.error, id: "E0238", "the script '\(path)' cannot be read: \(reason)")
    }

    static func sourceOutside(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "E0239", "'\(path)' does not lie beside the script that names it",
            notes: ["a script may source .igs files from its own folder and below"])
    }

    static func missingParameter(_ name: String, summary: String?) -> Diagnostic {
        Diagnostic(
            .error, id: "E0240", "the script needs a value for '\(name)'",
            notes: ["give it as --\(name) VALUE" + (summary.map { ": \($0)" } ?? "")])
    }

    static func unknownParameter(_ name: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .error, id: "E0242", "the script has no parameter '--\(name)'",
            correction: Correction(
                of: "--\(name)", to: Suggestion.nearest(to: name, in: known).map { "--\($0)" }),
            notes: [
                known.isEmpty
                    ? "it has none"
                    : "it has \(ServiceCheckMessages.list(known.map { "--\($0)" }))"
            ])
    }
}
