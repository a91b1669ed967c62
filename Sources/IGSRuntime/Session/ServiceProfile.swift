package import IGSClient
package import IGSJobs

/// The service that a session works with, as far as commands need to know it.
package struct ServiceProfile: Sendable {
    /// What the ledger calls it: `sandbox`, or the origin of a URL.
    package let name: String
    /// Whether it is the embedded sandbox, where nothing costs money.
    package let isSandbox: Bool
    /// How many times faster than the live service's its time runs.
    package let timeScale: Double

    package init(name: String, isSandbox: Bool, timeScale: Double) {
        self.name = name
        self.isSandbox = isSandbox
        self.timeScale = timeScale
    }
}

/// The engine and the store of a session, opened when the first command needs them.
package struct JobStack: Sendable {
    package let engine: JobEngine
    package let store: ImageStore
    package let ledger: Ledger
    /// Makes the service reachable, for what is no job.
    package let connect: @Sendable () async throws -> Client

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
