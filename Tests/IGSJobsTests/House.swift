import IGSClient
import IGSTestSupport

@testable import IGSJobs

/// A ledger, a store and a clock, and engines that live there.
struct House {
    let folder: TemporaryFolder
    let ledger: Ledger
    let store: ImageStore
    let clock = ManualClock()

    init() throws {
        folder = try TemporaryFolder()
        ledger = try Ledger(path: folder.path + "/state/ledger.sqlite")
        store = ImageStore(folder: ImageStore.folder(besideLedger: ledger.path))
    }

    func engine(
        _ service: ScriptedService, ledger: Ledger? = nil, clock: ManualClock? = nil,
        concurrency: Int = 4
    ) -> JobEngine {
        JobEngine(
            service: "sandbox", ledger: ledger ?? self.ledger, store: store,
            connect: { service }, clock: clock ?? self.clock, concurrency: concurrency)
    }

    /// Another process's ledger, on the same file.
    func anotherLedger() throws -> Ledger {
        try Ledger(path: ledger.path)
    }

    func intent(_ number: Int, pacing: Pacing = Pacing()) -> JobIntent {
        JobIntent(
            id: Sample.id(number), name: "job-\(number)", request: Sample.request,
            pacing: pacing)
    }
}
