/// Why an action that the user requested for a job was not performed. Then nothing has changed, and nothing was sent.
public struct JobActionError: Error, Sendable {
    /// What prevented the action.
    public enum Code: String, CaseIterable, Sendable {
        /// The service has no such job in the ledger.
        case unknownJob
        /// The job is under way, or done.
        case notOver
        /// The service is still being asked whether it has the task: another try may be charged a second time.
        case uncertain
        /// Another try of the job is under way, or has its picture; ``JobActionError/job`` is that try.
        case alreadyRetried
        /// The job was attached, so its request is not known here.
        case unknownRequest
        /// A living process drives the job.
        case drivenElsewhere
        /// The service does not know the task.
        case unknownTask
        /// The service could not be asked; ``JobActionError/failure`` says why.
        case unanswered
        /// The picture is gone from the store, and cannot be fetched again; ``JobActionError/failure`` says why.
        case pictureLost
        /// The ledger refused; ``JobActionError/ledgerError`` says why. The reason may be a budget.
        case ledger
    }

    /// What prevented the action.
    public let code: Code
    /// The job concerned, if there is one.
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

    /// Creates the error for a failed write to the ledger: the action's own refusal, or the ledger's error.
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
