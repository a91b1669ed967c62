import IGSRuntime
import IGSScript

/// What is said at the prompt alone: the identifiers from `W0640` on.
enum ShellMessages {
    /// What lines that were pasted come to, where nothing is paid.
    static func sum(_ plan: Plan) -> Diagnostic {
        Diagnostic(.note, "\(PlanText.extent(plan)) at the live service")
    }

    static func notUTF8(_ byte: UInt8) -> Diagnostic {
        let digits = String(byte, radix: 16, uppercase: true)
        return Diagnostic(
            .error, id: "E0641", "the line has the byte 0x\(digits), which is not UTF-8 text",
            notes: [
                "nothing was run; igs accepts only UTF-8; 'locale' shows what the terminal is set to"
            ])
    }

    static func noHistory(_ error: SystemFailure) -> Diagnostic {
        Diagnostic(
            .warning, id: "W0640", "the lines of this session are not kept: \(error)")
    }
}
