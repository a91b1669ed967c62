import IGSClient

/// A row of the ledger: a job, and what it takes to go on with it in another session.
struct LedgerEntry: Hashable, Sendable {
    let id: OutTaskID
    let name: String?
    let service: String
    let request: GenerationRequest
    let pacing: Pacing
    let createdAt: Double
    var submittedAt: Double?
    var completedAt: Double?
    var lifecycle: JobLifecycle

    /// What the outside sees.
    var job: Job {
        Job(
            id: id, name: name, service: service, request: request,
            status: lifecycle.state.status, taskID: lifecycle.taskID, createdAt: createdAt,
            submittedAt: submittedAt, completedAt: completedAt, progress: lifecycle.progress,
            polls: lifecycle.polls, unknownWord: lifecycle.unknownWord, image: lifecycle.image,
            creditsUsed: lifecycle.creditsUsed, failure: lifecycle.failure)
    }
}
