import FlyingSocks
import Glibc

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
        let service = try SandboxService(configuration)
        let log = try FaultLog(path: service.folder.file("faults.jsonl"))
        let faults = FaultInjector(plan: plan, log: log, service: service)
        let router = SandboxRouter(for: service, faults: faults)
        let server = HTTPServer(onArrival: faults.arrival, respond: router.respond)
        do {
            try await server.run(port: configuration.port, onReady: onReady)
        } catch SocketError.failed(_, let code, let message) {
            throw SandboxError(
                code: code == EADDRINUSE ? .portInUse : .cannotListen,
                context: "\(configuration.port)", underlying: message)
        }
    }
}
