import IGSClient
import IGSJobs
package import IGSRuntime

/// Makes sessions from the service, the folders and the runtime.
package struct SessionFactory: Sendable {
    private let selection: ServiceSelection
    private let folders: Folders
    private let transport: CurlTransport
    private let sandbox: EmbeddedSandbox
    private let speed: Double

    /// Makes a factory. Nothing is opened or started before a command needs it.
    ///
    /// - Parameters:
    ///   - speed: How many times faster than the live service the embedded sandbox is.
    ///   - faults: The absolute path of a plan of faults for the embedded sandbox.
    package init(
        selection: ServiceSelection, folders: Folders, speed: Double, faults: String? = nil
    ) {
        self.selection = selection
        self.folders = folders
        self.speed = speed
        transport = CurlTransport(proxy: selection.proxy)
        sandbox = EmbeddedSandbox(
            executable: SandboxLauncher.executableBesideProgram, state: folders.state + "/sandbox",
            speed: speed, faults: faults, transport: transport)
    }

    /// Makes a session.
    package func session(
        mode: Session.Mode, reporter: any Reporter, viewer: any PictureViewer, confinement: String?,
        environment: Environment
    ) -> Session {
        let profile = profile
        let folders = folders
        let connect = connect
        return Session(
            mode: mode, profile: profile, reporter: reporter, viewer: viewer,
            stateFolder: folders.state,
            confinement: confinement, environment: environment
        ) { () throws(Failure) in
            do throws(LedgerError) {
                let ledger = try Ledger(path: folders.state + "/ledger.sqlite")
                let store = ImageStore(folder: folders.state + "/store")
                let engine = JobEngine(
                    service: profile.name, ledger: ledger, store: store, connect: connect,
                    ordersAlike: profile.isSandbox)
                return JobStack(
                    engine: engine, store: store, ledger: ledger, connect: connect)
            } catch {
                throw LedgerMessages.failure(error)
            }
        }
    }

    /// Stops what a session started.
    package func close(_ session: Session) async {
        await session.endExamination()
        await session.openedStack?.engine.shutdown()
        session.openedStack?.ledger.close()
        await sandbox.stop()
        await transport.shutdown()
    }

    private var profile: ServiceProfile {
        ServiceProfile(
            name: selection.serviceName, isSandbox: selection.isSandbox,
            timeScale: selection.isSandbox ? speed : 1)
    }

    private var connect: @Sendable () async throws -> Client {
        switch selection {
        case .sandbox: { [sandbox] in try await sandbox.client() }
        case .live(let service, let key, _):
            { [transport] in Client(service: service, key: key, transport: transport) }
        }
    }
}
