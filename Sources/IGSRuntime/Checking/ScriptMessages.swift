import IGSScript

/// Messages about scripts as a whole: their files, and the parameters that their callers give.
enum ScriptMessages {
    static func scriptUnreadable(_ path: String, reason: String) -> Diagnostic {
        Diagnostic(.unreadableScript, "the script '\(path)' cannot be read: \(reason)")
    }

    /// Says that a script may not read a file as a script.
    ///
    /// - Parameter other: A script with nearly this name.
    static func sourceOfOtherKind(_ path: String, other: String?) -> Diagnostic {
        Diagnostic(
            .forbiddenFile, "'\(path)' is not an .igs file",
            correction: Correction(of: path, to: other),
            notes: ["a script may source .igs files from its own folder and below"])
    }

    static func missingParameter(_ name: String, summary: String?) -> Diagnostic {
        Diagnostic(
            .missingParameter, "the script needs a value for '\(name)'",
            notes: ["give it as --\(name) VALUE" + (summary.map { ": \($0)" } ?? "")])
    }

    /// Returns the failure of a sourced script that ended itself with a code.
    static func sourceExited(_ name: String, _ code: Int32) -> Failure {
        Failure(
            [Diagnostic(.sourceExited, "'\(name)' exited with code \(code)")],
            code: ExitStatus(rawValue: code) ?? .failure, exitCode: code)
    }

    static func parameterTwice(_ name: String) -> Diagnostic {
        Diagnostic(
            .duplicateParameter, "'--\(name)' is given more than once",
            notes: ["only a parameter whose default is a list can be repeated"])
    }

    static func notList(_ text: String, for name: String) -> Diagnostic {
        Diagnostic(
            .notList, "'\(text)' is not a list",
            notes: ["a list is written [a \"b c\"], or 1..4; or give --\(name) for each element"])
    }

    static func unknownParameter(_ name: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .unknownParameter, "the script has no parameter '--\(name)'",
            correction: Correction(
                of: "--\(name)", to: Suggestion.nearest(to: name, in: known).map { "--\($0)" }),
            notes: [
                known.isEmpty
                    ? "it has none"
                    : "it has \(ListText.format(known.map { "--\($0)" }))"
            ])
    }
}
