@testable import IGSJobs

extension Sample {
    static func entry(
        _ number: Int = 0, service: String = "sandbox", state: JobLifecycle.State = .queued
    ) -> LedgerEntry {
        LedgerEntry(
            id: id(number), name: nil, service: service, request: request, pacing: Pacing(),
            createdAt: 1_800_000_000, lifecycle: lifecycle(in: state))
    }
}
