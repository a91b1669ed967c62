package import IGSClient
package import IGSJobs

/// The engine and the store of a session, opened when the first command needs them.
package struct JobStack: Sendable {
    /// Submits and follows jobs.
    package let engine: JobEngine
    /// Holds their pictures.
    package let store: ImageStore
    /// Records them.
    package let ledger: Ledger
    /// Makes the service reachable for requests that do not concern a job.
    package let connect: @Sendable () async throws -> Client

    /// Puts together the parts that work on one ledger.
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
