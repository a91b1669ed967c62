import IGSRuntime
import IGSScript

/// The messages about plans of faults: among the identifiers `E06xx`.
enum FaultMessages {
    static func live() -> Failure {
        Failure(
            Diagnostic(
                .faultsNeedSandbox, "--faults is for the embedded sandbox, not for a live service",
                notes: ["'igs --service sandbox --faults FILE' works with the sandbox"]))
    }

    static func badPlan(_ lines: [String]) -> Failure {
        Failure(
            Diagnostic(
                .badFaultPlan, "the plan of --faults is wrong",
                notes: lines.map { TerminalText.visible($0) }))
    }

    static func notChecked(_ reason: String) -> Failure {
        Failure(
            Diagnostic(.faultPlanNotChecked, "the plan of --faults cannot be checked: \(reason)"))
    }
}
