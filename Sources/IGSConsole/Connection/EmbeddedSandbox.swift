package import IGSClient

/// The sandbox that a session starts for itself, when the first job needs it.
package actor EmbeddedSandbox {
    /// How many times faster than the live service it is by default.
    package static let defaultSpeed = 20.0

    private let executable: String
    private let state: String
    private let speed: Double
    private let faults: String?
    private let transport: any Transport
    /// The start that is in progress or done; several jobs may ask at once.
    private var start: Task<Launch, any Error>?

    private struct Launch: Sendable {
        let sandbox: RunningSandbox
        let client: Client
    }

    /// Makes a sandbox that is not started yet.
    ///
    /// - Parameters:
    ///   - state: The folder that keeps its tasks and its journal.
    ///   - faults: The path of a plan of faults.
    package init(
        executable: String, state: String, speed: Double, faults: String?,
        transport: any Transport
    ) {
        self.executable = executable
        self.state = state
        self.speed = speed
        self.faults = faults
        self.transport = transport
    }

    /// Returns a client of the sandbox, and starts the sandbox if it is not running.
    ///
    /// - Throws: `SandboxLaunchError`, or `ServiceURLError` if the sandbox reports something else than its
    ///   address.
    package func client() async throws -> Client {
        if let start, let launch = try? await start.value, launch.sandbox.isRunning {
            return launch.client
        }
        let start = Task { [executable, state, speed, faults, transport] in
            do throws(SystemFailure) {
                try Folders.createFolder(state)
            } catch {
                throw SandboxLaunchError(
                    code: .noFolder(error), executable: executable, output: [])
            }
            let sandbox = try await SandboxLauncher.launch(
                executable: executable, state: state, speed: speed, faults: faults)
            let service = try Service(baseURL: sandbox.url)
            return Launch(
                sandbox: sandbox,
                client: Client(service: service, key: sandbox.key, transport: transport))
        }
        self.start = start
        return try await start.value.client
    }

    /// Stops the sandbox, if it was started.
    package func stop() async {
        guard let start, let launch = try? await start.value else { return }
        await launch.sandbox.terminate()
    }
}
