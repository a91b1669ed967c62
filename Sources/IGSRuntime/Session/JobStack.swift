package import IGSClient
package import IGSJobs

/// The engine and the store of a session, opened when the first command needs them.
package struct JobStack: Sendable {
    /// What submits and follows jobs.
    package let engine: JobEngine
    /// Where their pictures are.
    package let store: ImageStore
    /// Where they are written down.
    package let ledger: Ledger
    /// Makes the service reachable, for what is no job.
    package let connect: @Sendable () async throws -> Client

    /// Puts together what works on one ledger.
    package init(
        engine: JobEngine, store: ImageStore, ledger: Ledger,
        connect: @escaping @Sendable () async throws -> Client
    ) {
        self.connect = connect
        self.engine = engine
        self.store = store
        self.ledger = ledger
    }
}
