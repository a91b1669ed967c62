import IGSClient
import IGSJobs
import IGSScript

/// Why something that was asked of a job outright is not done: some of the identifiers `E04xx`.
enum JobActionMessages {
    static func failure(_ error: JobActionError, _ subject: String) -> Failure {
        if let ledgerError = error.ledgerError { return LedgerMessages.failure(ledgerError) }
        let said = JobMessages.words(of: error.failure)
        return switch error.code {
        case .unknownJob:
            refusal(id: "E0420", "\(subject) is not in the ledger of this service")
        case .notOver:
            refusal(
                id: "E0421", "\(subject) is under way, or done",
                "what ended without a picture can be tried again: 'jobs' shows how each stands")
        case .uncertain:
            refusal(
                id: "E0422", "the service is still asked whether it has \(subject)",
                "another try now could be paid twice; 'wait' waits for the answer")
        case .alreadyRetried:
            refusal(
                id: "E0423", "\(subject) was tried again already",
                "'jobs --all' shows the other try")
        case .unknownRequest:
            refusal(
                id: "E0424", "nobody here knows what \(subject) asked for",
                "it was attached by its task's id; 'gen' asks for a picture")
        case .drivenElsewhere:
            refusal(id: "E0425", "\(subject) is on its way in another igs")
        case .unknownTask: unknownTask(subject)
        case .pictureLost:
            refusal(
                id: "E0308", "the stored picture of \(subject) is gone or damaged",
                "it cannot be fetched again" + (said.first.map { ": \($0)" } ?? ""))
        case .unanswered, .ledger: unanswered(error.failure?.kind.service, said)
        }
    }

    static func unknownTask(_ subject: String) -> Failure {
        refusal(
            id: "E0426", "the service knows no \(subject)",
            "is it a task of this account, at this service?")
    }

    /// The service did not answer a question that is about no job of ours.
    static func failure(_ error: ServiceError) -> Failure {
        unanswered(error.kind, JobMessages.words(of: JobFailure(error)))
    }

    private static func unanswered(_ kind: ServiceError.Kind?, _ said: [String]) -> Failure {
        switch kind {
        case .unauthorized:
            Failure(
                Diagnostic(
                    .error, id: "E0402", "the service does not accept the key",
                    notes: said), code: .unauthorized)
        case .noService:
            Failure(
                Diagnostic(
                    .error, id: "E0405", "what answers is not the image service", notes: said))
        default:
            Failure(
                Diagnostic(
                    .error, id: "E0427", "the service gave no usable answer",
                    notes: said + ["nothing has changed; try again later"]))
        }
    }

    /// A job that was to be tried again has its picture.
    static func cameAfterAll(_ entry: JobEntry) -> Diagnostic {
        Diagnostic(
            .note,
            "the service has the picture of \(JobMessages.subject(entry)) after all: nothing was submitted"
        )
    }

    /// Of what came to no picture, it is not certain that nothing was paid.
    static func mayBePaidTwice(_ entry: JobEntry, _ estimate: Estimate) -> Diagnostic {
        Diagnostic(
            .warning, id: "W0429",
            "the first try of \(JobMessages.subject(entry)) may have been charged for",
            notes: [
                estimate.isFree
                    ? "at the live service another try could cost \(estimate.price) twice"
                    : "then \(estimate.price) is paid twice"
            ])
    }

    private static func refusal(id: String, _ text: String, _ notes: String...) -> Failure {
        Failure(Diagnostic(.error, id: id, text, notes: notes))
    }
}
