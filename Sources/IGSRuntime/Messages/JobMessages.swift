import IGSClient
import IGSJobs
import IGSScript

/// What is said of a job that ended without a picture: the identifiers `E04xx`, with the exit code
/// of each.
package enum JobMessages {
    /// The failure of a job whose status is one; anything else is a job that did not end.
    static func failure(of entry: JobEntry) -> Failure {
        let job = entry.job
        let subject = "job \(entry.number) '\(entry.label)'"
        let words = quote(job.failure?.message)
        switch job.status {
        case .rejected:
            let categories = job.failure?.categories ?? []
            let named = categories.isEmpty ? "" : ": \(categories.joined(separator: ", "))"
            return Failure(
                Diagnostic(
                    .error, id: "E0401", "\(subject) was refused by the safety review\(named)",
                    notes: words + ["nothing was charged; change the prompt and try again"]),
                code: .rejected)
        case .failed: return failed(entry, subject, words)
        case .expired:
            return Failure(
                Diagnostic(
                    .error, id: "E0409", "the picture of \(subject) is no longer to be had",
                    notes: words + ["the service keeps results for a limited time"]))
        case .parked:
            return Failure(
                Diagnostic(
                    .error, id: "E0410", "it is not known whether the service accepted \(subject)",
                    notes: words + [
                        "it was not sent again, since that could cost twice: 'retry \(entry.label)' does"
                    ]))
        case .detached where job.failure?.kind != .timedOut:
            return Failure(
                Diagnostic(
                    .error, id: "E0431", "\(subject) could not be followed to its end",
                    notes: (job.failure.map { $0.message.isEmpty ? [] : [$0.message] } ?? []) + [
                        "it goes on at the service: 'wait \(entry.label)' tries again"
                    ]))
        case .detached:
            return Failure(
                Diagnostic(
                    .error, id: "E0411", "\(subject) took longer than its time-out",
                    notes: [
                        "it goes on at the service: 'wait \(entry.label)' waits on, "
                            + "'set timeout 10m' gives new jobs longer"
                    ]), code: .timedOut)
        case .paused:
            return Failure(
                Diagnostic(
                    .error, id: "E0412", "\(subject) waits for a valid key",
                    notes: words + ["set AIREITER_API_KEY and start igs again: it will go on"]),
                code: .unauthorized)
        case .abandoned:
            return Failure(Diagnostic(.error, id: "E0413", "\(subject) was given up"))
        case .queued, .running, .uncertain, .completed: return RuntimeMessages.notDone(entry)
        }
    }

    private static func failed(
        _ entry: JobEntry, _ subject: String, _ words: [String]
    ) -> Failure {
        let failure = entry.job.failure
        let kind = failure?.kind.service
        if failure?.kind == .connection {
            return Failure(
                Diagnostic(
                    .error, id: "E0414", "there is no service to send \(subject) to",
                    notes: [failure?.message ?? "", "nothing was sent"].filter { !$0.isEmpty }))
        }
        switch kind {
        case .unauthorized:
            return Failure(
                Diagnostic(
                    .error, id: "E0402", "the service does not accept the key",
                    notes: words + ["\(subject) was not accepted; AIREITER_API_KEY holds the key"]),
                code: .unauthorized)
        case .noCredits:
            return Failure(
                Diagnostic(
                    .error, id: "E0403", "the account has no credits left",
                    notes: words + ["\(subject) was not accepted; add credits at the service"]),
                code: .unauthorized)
        case .unsent, .untrusted:
            return Failure(
                Diagnostic(
                    .error, id: "E0404",
                    kind == .unsent
                        ? "the service cannot be reached"
                        : "the service's certificate is not trusted",
                    notes: [
                        failure?.message ?? "",
                        "\(subject) was never sent, nothing was charged; is the address right?",
                    ].filter { !$0.isEmpty }))
        case .notAccepted where isUnsigned(failure), .unreadable, .redirected:
            return Failure(
                Diagnostic(
                    .error, id: "E0405", "what answers is not the image service",
                    notes: words + ["\(subject) was not accepted; IGS_BASE_URL holds the address"]))
        case .badReference:
            return Failure(
                Diagnostic(
                    .error, id: "E0406", "a reference of \(subject) cannot be sent",
                    notes: words + ["nothing was charged; add it again"]))
        case .missingResult:
            return Failure(
                Diagnostic(
                    .error, id: "E0407", "\(subject) is done, but the service gave no picture",
                    notes: words + [
                        "the service's task id helps its support: 'status \(entry.label)' shows it"
                    ]))
        default:
            return Failure(
                Diagnostic(
                    .error, id: "E0408", "\(subject) failed",
                    notes: words.isEmpty ? ["the service did not say why"] : words))
        }
    }

    /// Whether a refusal came without any of the service's own words, as a page of HTML does.
    private static func isUnsigned(_ failure: JobFailure?) -> Bool {
        failure?.message.isEmpty ?? true
    }

    /// Jobs that are not submitted, because they could cost more than is left.
    static func overBudget(_ refusal: BudgetExceeded) -> Failure {
        let budget = refusal.budget
        let holder =
            switch budget.scope {
            case .block: ""
            case .run: " of the run"
            case .session: " of the session"
            }
        return Failure(
            Diagnostic(
                .error, id: "E0416", "the budget of \(budget.cap)\(holder) does not allow for this",
                notes: [
                    "it may cost \(refusal.price) at the live service; \(budget.spent) is spent, "
                        + "\(budget.reserved) is reserved, \(budget.left) is left",
                    "nothing was sent for it; a lower quality or resolution costs less",
                ]))
    }

    /// What is asked of the service is about no job, and nobody is there to answer.
    static func noService(_ reason: String) -> Failure {
        Failure(Diagnostic(.error, id: "E0430", "there is no service to ask", notes: [reason]))
    }

    /// What is said as soon as a submission's reply is lost.
    static func uncertain(_ entry: JobEntry) -> Diagnostic {
        Diagnostic(
            .warning, id: "W0415",
            "it is not known whether the service accepted job \(entry.number) '\(entry.label)'",
            notes: [
                entry.job.failure.map {
                    $0.message.isEmpty ? "its reply was not the service's" : $0.message
                }
                    ?? "its reply was lost",
                "igs asks the service by its own id, and never sends it again by itself",
            ])
    }

    private static func quote(_ message: String?) -> [String] {
        guard let message, !message.isEmpty else { return [] }
        return ["the service said: \(message)"]
    }
}
