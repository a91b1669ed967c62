import Glibc
import IGSConsole
import IGSRuntime
import IGSScript

/// Messages from before there is a session: identifiers `E06xx`.
enum LaunchMessages {
    static func noPrompt(_ error: SystemFailure) -> Failure {
        Failure(
            Diagnostic(
                .noTerminal, "\(error)",
                notes: [
                    "the prompt needs a terminal and libedit; 'igs -c COMMANDS' and 'igs FILE' need neither"
                ]))
    }

    /// Says that the folders for igs's state cannot be used; jobs would be lost.
    static func noState(_ error: SystemFailure) -> Failure {
        let reason = String(cString: strerror(error.code))
        return Failure(
            Diagnostic(
                .unusableState,
                "cannot \(error.operation): \(reason.prefix(1).lowercased())\(reason.dropFirst())",
                notes: ["'--home DIR', or IGS_HOME, puts it elsewhere"]))
    }

    /// Says that others could have changed a folder of igs's own.
    static func openState(_ folder: String) -> Failure {
        Failure(
            Diagnostic(
                .unusableState,
                "others can write to '\(folder)', so igs does not trust what is there",
                notes: [
                    "check that nobody has changed it, then 'chmod go-w' it",
                    "'--home DIR', or IGS_HOME, names another",
                ]))
    }

    static func cannotPrint(_ errno: Int32) -> Failure {
        Failure(
            Diagnostic(
                .unwritableOutput,
                "standard output cannot be written: \(String(cString: strerror(errno)))",
                notes: ["jobs and pictures are kept: 'igs -c jobs --all' lists them"]))
    }

    static func noFolder(_ path: String) -> Failure {
        Failure(
            Diagnostic(.noOutputFolder, "cannot create the folder '\(path)' of --out"))
    }

    static func noInput(_ errno: Int32) -> Failure {
        Failure(
            Diagnostic(
                .unreadableInput,
                "standard input cannot be read: \(String(cString: strerror(errno)))"))
    }

    static func badArgument(_ text: String) -> Failure {
        Failure(
            Diagnostic(
                .badArgument, "'\(text)' is not an argument for a script",
                notes: ["a script's arguments are --PARAMETER VALUE; 'igs FILE --help' lists them"])
        )
    }

    static func missingValue(_ text: String) -> Failure {
        Failure(
            Diagnostic(.missingValue, "'\(text)' needs a value"))
    }

    static func notUTF8(_ what: String, _ byte: UInt8) -> Failure {
        let digits = String(byte, radix: 16, uppercase: true)
        return Failure(
            Diagnostic(
                .argumentNotUTF8, "\(what) has the byte 0x\(digits), which is not UTF-8 text",
                notes: ["igs accepts only UTF-8; 'locale' shows what the terminal is set to"]))
    }

    static func noReuseAtPrompt() -> Failure {
        Failure(
            Diagnostic(
                .reuseAtPrompt, "--reuse is for scripts, and there is none",
                notes: [
                    "'igs --reuse FILE' takes the pictures that the ledger has; 'igs -c' and standard input do, too"
                ]))
    }

    static func noRun() -> Failure {
        Failure(
            Diagnostic(
                .nothingToResume, "there is no run to resume here",
                notes: ["'igs FILE --resume' continues the last unfinished run of a script"]))
    }
}
