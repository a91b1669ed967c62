import IGSRuntime
import IGSScript

/// The messages of the prompt alone: the identifiers from `W0640` on.
enum ShellMessages {
    /// Returns what pasted lines add up to, if nothing is paid.
    static func sum(_ plan: Plan) -> Diagnostic {
        Diagnostic(.note, "\(PlanText.extent(plan)) at the live service")
    }

    /// Reports the effect of a `!` line that is lost.
    static func lost(_ effect: LostEffect) -> Diagnostic {
        let advice: String?
        switch effect.kind {
        case .folder: advice = CommandTable.vocabulary.advice(for: "cd")
        case .end: advice = "'exit' without '!' leaves igs"
        case .state: advice = nil
        }
        return Diagnostic(
            .note, "'\(effect.word)' has no effect after its own line",
            notes: [
                advice, "put what needs it on the same line: !\(effect.command) && …",
            ].compactMap(\.self))
    }

    /// Reports an editor that failed.
    static func notEdited(_ editor: String, _ status: Int32) -> Diagnostic {
        switch status {
        case 126, 127:
            Diagnostic(
                .editorNotStarted, "the editor '\(editor)' cannot be started",
                notes: ["set VISUAL or EDITOR to another editor; the line is unchanged"])
        case ..<0:
            Diagnostic(.note, "the editor was killed by signal \(-status); the line is unchanged")
        default:
            Diagnostic(.note, "the editor ended with status \(status); the line is unchanged")
        }
    }

    static func notUTF8(_ byte: UInt8) -> Diagnostic {
        let digits = String(byte, radix: 16, uppercase: true)
        return Diagnostic(
            .lineNotUTF8, "the line has the byte 0x\(digits), which is not UTF-8 text",
            notes: [
                "nothing was run; igs accepts only UTF-8; 'locale' shows what the terminal is set to"
            ])
    }

    static func noHistory(_ error: SystemFailure) -> Diagnostic {
        Diagnostic(
            .historyNotKept, "igs cannot keep the lines of this session: \(error)")
    }
}
