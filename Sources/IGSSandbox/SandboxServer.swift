import Hummingbird
import Logging
import NIOCore
import NIOPosix

/// The imitation service, listening on loopback.
package struct SandboxServer: Sendable {
    private let configuration: SandboxConfiguration
    private let plan: FaultPlan?

    /// Makes a server.
    ///
    /// - Parameter plan: Faults in addition to those that prompts call for.
    package init(_ configuration: SandboxConfiguration, faults plan: FaultPlan? = nil) {
        self.configuration = configuration
        self.plan = plan
    }

    /// Serves until the calling task is cancelled.
    ///
    /// - Parameter onReady: Receives the port once the server listens.
    /// - Throws: `SandboxError` if the state folder cannot be used or the port is taken.
    package func run(onReady: @escaping @Sendable (_ port: Int) async -> Void) async throws {
        let acceptanceThread = NIOThreadPool(numberOfThreads: 1)
        let paintingThreads = NIOThreadPool(numberOfThreads: 2)
        acceptanceThread.start()
        paintingThreads.start()
        do {
            let service = try SandboxService(
                configuration: configuration, acceptanceThread: acceptanceThread,
                paintingThreads: paintingThreads)
            let log = try FaultLog(path: service.folder.file("faults.jsonl"))
            let faults = FaultInjector(plan: plan, log: log, service: service)
            try await serve(service, faults, onReady: onReady)
        } catch {
            try? await acceptanceThread.shutdownGracefully()
            try? await paintingThreads.shutdownGracefully()
            throw error
        }
        try await acceptanceThread.shutdownGracefully()
        try await paintingThreads.shutdownGracefully()
    }

    private func serve(
        _ service: SandboxService, _ faults: FaultInjector,
        onReady: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let application = Application(
            router: SandboxRouter.router(for: service, faults: faults),
            server: faults.watchesConnections
                ? .http1(watchedBy: faults) : .http1(),
            configuration: .init(
                address: .hostname("127.0.0.1", port: configuration.port), backlog: 1024),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "igs-sandbox") { _ in SwiftLogNoOpLogHandler() })
        do {
            try await application.run()
        } catch let error as IOError {
            throw SandboxError(
                code: error.errnoCode == EADDRINUSE ? .portInUse : .cannotListen,
                context: "\(configuration.port)", underlying: "\(error)")
        }
    }
}
