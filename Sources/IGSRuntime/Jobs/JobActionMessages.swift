import IGSClient
import IGSJobs
import IGSScript

/// Messages about why igs does not do what was asked of a job directly: some of the identifiers
/// `E04xx`.
enum JobActionMessages {
    static func failure(_ error: JobActionError, _ subject: String) -> Failure {
        if let ledgerError = error.ledgerError { return LedgerMessages.failure(ledgerError) }
        let said = JobMessages.words(of: error.failure)
        return switch error.code {
        case .unknownJob:
            refusal(.jobNotInLedger, "\(subject) is not in the ledger of this service")
        case .notOver:
            refusal(
                .jobNotOver, "\(subject) is still running, or done",
                "only jobs that ended without a picture can be retried: 'jobs' shows the status of each"
            )
        case .uncertain:
            refusal(
                .acceptanceAwaited, "igs is still asking the service whether it has \(subject)",
                "if you retry now, you could pay twice; 'wait' waits for the answer")
        case .alreadyRetried:
            refusal(
                .alreadyRetried, "\(subject) has already been retried",
                "'jobs --all' shows the retry")
        case .unknownRequest:
            refusal(
                .requestNotKnown, "igs does not know what \(subject) asked for",
                "it was attached by its task's id; 'gen' creates a picture")
        case .drivenElsewhere:
            refusal(.jobElsewhere, "\(subject) is running in another igs")
        case .unknownTask: unknownTask(subject)
        case .pictureLost:
            refusal(
                .storedPictureLost, "the stored picture of \(subject) is gone or damaged",
                "it cannot be fetched again" + (said.first.map { ": \($0)" } ?? ""))
        case .unanswered, .ledger: unanswered(error.failure?.kind.service, said)
        }
    }

    static func unknownTask(_ subject: String) -> Failure {
        refusal(
            .unknownTask, "the service does not know \(subject)",
            "is it a task of this account, at this service?")
    }

    /// Returns the failure for a question, not about one of our jobs, that the service did not
    /// answer.
    static func failure(_ error: ServiceError) -> Failure {
        unanswered(error.kind, JobMessages.words(of: JobFailure(error)))
    }

    private static func unanswered(_ kind: ServiceError.Kind?, _ said: [String]) -> Failure {
        switch kind {
        case .unauthorized:
            Failure(
                Diagnostic(
                    .keyRefused, "the service does not accept the key",
                    notes: said))
        case .noService:
            Failure(
                Diagnostic(
                    .notTheService, "the reply is not from the image service", notes: said))
        default:
            Failure(
                Diagnostic(
                    .noUsableAnswer, "the service gave no usable answer",
                    notes: said + ["nothing has changed; try again later"]))
        }
    }

    /// Says that a job to be tried again already has its picture.
    static func cameAfterAll(_ entry: JobEntry) -> Diagnostic {
        Diagnostic(
            .note,
            "the service has the picture of \(JobMessages.subject(entry)) after all: nothing was submitted"
        )
    }

    /// Says that a job without a picture may have been paid for all the same.
    static func mayBePaidTwice(_ entry: JobEntry, _ estimate: Estimate) -> Diagnostic {
        Diagnostic(
            .mayBePaidTwice,
            "the first attempt at \(JobMessages.subject(entry)) may have been charged for",
            notes: [
                estimate.isFree
                    ? "at the live service, you could pay \(estimate.price) twice"
                    : "if it was, you pay \(estimate.price) twice"
            ])
    }

    private static func refusal(_ id: DiagnosticID, _ text: String, _ notes: String...) -> Failure {
        Failure(Diagnostic(id, text, notes: notes))
    }
}
