import IGSClient
import IGSConsole
import IGSRuntime
import IGSScript

/// Refuses arguments and environment variables that are not UTF-8, just as scripts must be UTF-8.
enum CallerCheck {
    /// The variables that igs itself reads.
    private static let variables =
        [
            ServiceSelection.keyVariable, "IGS_HOME", "IGS_BASE_URL", "IGS_DIALECT", "IGS_MODEL",
            "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TMPDIR", "EDITRC", "VISUAL", "EDITOR",
            "SHELL",
        ] + Proxy.variables + Proxy.exceptionVariables

    /// Checks all arguments, whatever they are for, and the variables that igs reads.
    ///
    /// - Throws: ``Failure``. The parser checks the text of `-c` instead, because it knows the
    ///   place.
    static func check(_ words: [String], isVerb: Bool) throws(Failure) {
        try checkArguments { !isVerb && isCommands($0, in: words) }
        try check(variables: variables)
    }

    /// Checks the arguments, except those whose numbers are left to other checks.
    static func checkArguments(
        except isLeft: (_ number: Int) -> Bool = { _ in false }
    ) throws(Failure) {
        for number in 1...max(1, CallerText.argumentCount) where !isLeft(number) {
            guard let bytes = CallerText.argument(number),
                let byte = CallerText.badByte(in: bytes)
            else { continue }
            throw LaunchMessages.notUTF8("argument \(number)", byte)
        }
    }

    /// Checks environment variables.
    static func check(variables: [String]) throws(Failure) {
        for name in variables {
            guard let bytes = CallerText.variable(name),
                let byte = CallerText.badByte(in: bytes)
            else { continue }
            throw LaunchMessages.notUTF8("the environment variable \(name)", byte)
        }
    }

    /// Returns the bytes of the text of `-c`.
    static func commands(_ text: String) -> [UInt8] {
        let words = Array(CommandLine.arguments.dropFirst())
        for number in words.indices where isCommands(number + 1, in: words) && words[number] == text
        {
            if let bytes = CallerText.argument(number + 1) { return bytes }
        }
        return Array(text.utf8)
    }

    /// Whether an argument is the text of the `-c` before it.
    private static func isCommands(_ number: Int, in words: [String]) -> Bool {
        number >= 2 && words.indices.contains(number - 2) && words[number - 2] == "-c"
    }
}
