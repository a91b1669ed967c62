import Hummingbird
import Logging
import NIOCore
import NIOPosix

/// The imitation service, listening on loopback.
package struct SandboxServer: Sendable {
    private let configuration: SandboxConfiguration

    package init(_ configuration: SandboxConfiguration) {
        self.configuration = configuration
    }

    /// Serves until the calling task is cancelled.
    ///
    /// - Parameter onReady: told the port once the server listens.
    /// - Throws: `SandboxError` where the state folder cannot be used or the port is taken.
    package func run(onReady: @escaping @Sendable (_ port: Int) async -> Void) async throws {
        let counter = NIOThreadPool(numberOfThreads: 1)
        let studio = NIOThreadPool(numberOfThreads: 2)
        counter.start()
        studio.start()
        do {
            let service = try SandboxService(
                configuration: configuration, counter: counter, studio: studio)
            try await serve(service, onReady: onReady)
        } catch {
            try? await counter.shutdownGracefully()
            try? await studio.shutdownGracefully()
            throw error
        }
        try await counter.shutdownGracefully()
        try await studio.shutdownGracefully()
    }

    private func serve(
        _ service: SandboxService, onReady: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let application = Application(
            router: SandboxRouter.router(for: service),
            server: service.faults.watchesConnections
                ? .http1(watchedBy: service.faults) : .http1(),
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
