import IGSClient

@testable import IGSJobs

extension Sample {
    static func entry(
        _ number: Int = 0, service: String = "sandbox", state: JobLifecycle.State = .queued,
        pacing: Pacing = Pacing()
    ) -> LedgerEntry {
        LedgerEntry(
            id: id(number), name: nil, service: service, request: request, pacing: pacing,
            createdAt: 1_800_000_000, lifecycle: lifecycle(in: state))
    }

    /// An unfinished entry that has something in every column.
    static func fullEntry(_ number: Int) -> LedgerEntry {
        var lifecycle = lifecycle(in: .downloading)
        lifecycle.pollPath = "/poll/1"
        lifecycle.polls = 3
        lifecycle.progress = 12.5
        lifecycle.creditsUsed = 33.5
        lifecycle.cost = Price(mills: 335)
        lifecycle.failure = JobFailure(kind: .storage, message: "no room")
        lifecycle.image = stored
        return LedgerEntry(
            id: id(number), name: "name-\(number)", service: "sandbox", request: request,
            pacing: Pacing(), createdAt: 1_800_000_000, price: Price(mills: 350), budgets: [],
            run: RunID(rawValue: "run-1"), session: "session-1", retryOf: id(1000 + number),
            isAttached: false, submittedAt: 1_800_000_001, completedAt: 1_800_000_002,
            lifecycle: lifecycle, forgottenAt: 1_800_000_003)
    }
}
