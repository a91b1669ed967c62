import IGSRuntime
import IGSScript

/// The page of the reference with every diagnostic that igs can give: `Diagnostics.md` of IGSScript.
enum DiagnosticTable {
    static var text: String {
        let sections = DiagnosticID.Stage.allCases.map { stage in
            """

            ## \(stage.title)

            | id | severity | exit code | meaning |
            |---|---|---|---|

            """ + DiagnosticID.allCases.filter { $0.stage == stage }.map(row).joined()
        }
        return introduction + sections.joined()
    }

    private static let introduction = """
        # Diagnostics

        Every diagnostic that igs can give, by the stage that it is listed under.

        ## Overview

        <!-- Made by 'igs generate diagnostics'; the source is DiagnosticID. -->

        The letter of an identifier says how bad it is: `E` is an error, `W` a warning. Some errors are
        warnings if the script expects them, in `try` and in `expect fails`, and have a `W` there:
        \(circumstances).

        The exit code is that of igs if the diagnostic ends it. What the check finds ends igs
        with \(ExitStatus.invalidScript.rawValue) before anything is sent, and what only the run finds with \(ExitStatus.failure.rawValue).

        """

    private static var circumstances: String {
        DiagnosticID.allCases.filter(\.isAboutCircumstances).map { "`\($0)`" }
            .joined(separator: ", ")
    }

    private static func row(_ id: DiagnosticID) -> String {
        "| `\(id)` | \(id.severity.rawValue) | \(exitCode(id)) | \(id.summary.replacing("|", with: "\\|")) |\n"
    }

    private static func exitCode(_ id: DiagnosticID) -> String {
        if let status = id.exitStatus { return "\(status.rawValue)" }
        guard id.severity == .error else { return "" }
        let (check, run) = (ExitStatus.invalidScript.rawValue, ExitStatus.failure.rawValue)
        return switch id {
        case .sourceExited: "the script's"
        // The script that igs runs is one of its arguments.
        case .unreadableScript: "\(ExitStatus.usage.rawValue), \(check), \(run)"
        default: "\(check), \(run)"
        }
    }
}

private extension DiagnosticID.Stage {
    var title: String {
        switch self {
        case .syntax: "Syntax"
        case .check: "The check"
        case .run: "The run"
        case .jobs: "Jobs"
        case .service: "The service"
        case .start: "The start and the prompt"
        case .tests: "Tests"
        case .formatter: "The formatter"
        }
    }
}
