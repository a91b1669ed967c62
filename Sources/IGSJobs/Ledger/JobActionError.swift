/// Why something that the user asked of a job was not done. Nothing has changed then, and nothing was sent.
public struct JobActionError: Error, Sendable {
    /// What is in the way.
    public enum Code: String, CaseIterable, Sendable {
        /// The service has no such job in the ledger.
        case unknownJob
        /// The job is under way, or done.
        case notOver
        /// The service is still being asked whether it has the task: another try may be paid twice.
        case uncertain
        /// Another try of the job is under way, or has its picture; it is ``JobActionError/job``.
        case alreadyRetried
        /// The job was attached, so nobody here knows what was asked for.
        case unknownRequest
        /// A living process drives the job.
        case drivenElsewhere
        /// The service knows no such task.
        case unknownTask
        /// The service could not be asked; ``JobActionError/failure`` says why.
        case unanswered
        /// The picture is gone from the store, and cannot be fetched again; ``JobActionError/failure`` says why.
        case pictureLost
        /// The ledger refused; ``JobActionError/ledgerError`` says why. A budget may be the reason.
        case ledger
    }

    /// What is in the way.
    public let code: Code
    /// The job that it is about, if there is one.
    public let job: Job?
    /// What the service said, or why it could not be reached.
    public let failure: JobFailure?
    /// What the ledger said.
    public let ledgerError: LedgerError?

    init(_ code: Code, job: Job? = nil, failure: JobFailure? = nil) {
        self.code = code
        self.job = job
        self.failure = failure
        ledgerError = nil
    }

    /// What a write to the ledger failed with: an action's own refusal, or the ledger's.
    init(_ error: LedgerError) {
        if let refusal = error.underlying as? JobActionError {
            self = refusal
            return
        }
        code = error.code == .notOwned ? .drivenElsewhere : .ledger
        job = nil
        failure = nil
        ledgerError = error
    }
}
