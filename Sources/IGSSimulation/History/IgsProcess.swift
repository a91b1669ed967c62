import FoundationEssentials
import IGSClient
import IGSJobs
import IGSRandom
import IGSRuntime
import IGSScript

/// One use of igs from its start to its end: a session on the real engine, ledger, store and client.
///
/// `@unchecked Sendable`: only its world's thread touches it.
final class IgsProcess: @unchecked Sendable {
    private let process: SimulatedProcess
    private let session: Session
    private let invocation: Invocation
    private let script: SimulatedScript?
    private let house: House
    /// The false claims that it made.
    private(set) var violations: [Violation] = []
    /// The exit code; nil if the process was gone before it ended.
    private(set) var code: Int32?
    /// The run of its script, if it had one.
    var run: RunID? { session.run?.id }

    /// The surroundings of a process.
    struct House {
        let world: SerialWorld
        let model: ModelService
        /// The folder where the user works: scripts, and saved files.
        let folder: String
        /// The folder where igs keeps its state; users move it.
        var state: String
        let service: Service
        let key: Secret
    }

    init(_ invocation: Invocation, script: SimulatedScript?, name: String, in house: House) {
        self.invocation = invocation
        self.script = script
        self.house = house
        let process = SimulatedProcess(
            name: name, world: house.world, actions: invocation.actions)
        self.process = process
        let transport = ModelTransport(process: process, model: house.model)
        let connect: @Sendable () async throws -> Client = {
            Client(service: house.service, key: house.key, transport: transport)
        }
        var mode = Session.Mode.argument
        if case .script = invocation.input { mode = .file }
        nonisolated(unsafe) weak var listener: IgsProcess?
        session = Session(
            mode: mode,
            profile: ServiceProfile(
                name: house.service.origin, isSandbox: false, timeScale: 1),
            reporter: ProcessReporter { listener?.hear($0) }, viewer: NoViewer(),
            stateFolder: house.state, confinement: "\(house.folder)/out"
        ) { () throws(Failure) in
            do throws(LedgerError) {
                let ledger = try Ledger(
                    path: "\(house.state)/ledger.sqlite",
                    access: .blocking { process.uses($0) })
                process.atItsEnd { ledger.vanish() }
                let store = ImageStore(folder: "\(house.state)/store")
                let engine = JobEngine(
                    service: house.service.origin, ledger: ledger, store: store, connect: connect,
                    clock: SimulatedClock(process: process), random: house.world.random.fork())
                return JobStack(engine: engine, store: store, ledger: ledger, connect: connect)
            } catch {
                throw LedgerMessages.failure(error)
            }
        }
        listener = self
    }

    /// Runs the process; returns when it has ended or is gone.
    func live() async {
        process.note("\(invocation)")
        let end = AsyncStream.makeStream(of: Void.self)
        process.atItsEnd { end.continuation.finish() }
        let work = Task { await self.work() }
        process.atItsEnd { work.cancel() }
        let interruption = invocation.interruption.map { seconds in
            Task { [world = house.world] in
                try await world.sleep(seconds)
                work.cancel()
            }
        }
        Task {
            await work.value
            interruption?.cancel()
            end.continuation.finish()
        }
        for await _ in end.stream {}
    }
}

extension IgsProcess {
    private func work() async {
        let file =
            switch invocation.input {
            case .script:
                SourceFile(
                    name: script?.path ?? "", origin: .file, bytes: Array((script?.text ?? "").utf8)
                )
            case .commands(let text): SourceFile(name: "-c", origin: .argument, text: text)
            }
        var resumption: ScriptRunner.Resumption?
        if case .script(_, resumes: true) = invocation.input { resumption = .last }
        let code = await ScriptRunner(
            session: session, resumption: resumption, maximumCost: invocation.cap
        ).run(file)
        let entries = session.jobs.listed
        // An interruption ends the script, but not what comes after it.
        let stack = session.openedStack
        await Task {
            await stack?.engine.shutdown()
            stack?.ledger.close()
        }.value
        guard !process.isGone else { return }
        process.note("ends with \(code)")
        self.code = code
        if code == 0, case .script = invocation.input { check(uncaught(entries), "ended with 0") }
    }

    private func hear(_ event: SessionEvent) {
        guard !process.isGone else { return }
        switch event {
        case .diagnostic(let diagnostic):
            process.note("\(diagnostic.shownID ?? "-") \(diagnostic.message)")
        case .printed(let text):
            process.note("prints '\(text)'")
            guard text.hasPrefix("have ") else { return }
            let word = String(text.dropFirst("have ".count))
            let entries =
                word == "all"
                ? uncaught(session.jobs.listed)
                : JobSpec(word).map { session.jobs.entries(for: $0) } ?? []
            check(entries, "printed '\(text)'")
        case .settled(let entry):
            process.note("\(entry.label) is \(entry.job.status.rawValue)")
        case .saved(let picture): check(picture)
        default: break
        }
    }

    /// Returns the jobs whose failure the script does not catch.
    private func uncaught(_ entries: [JobEntry]) -> [JobEntry] {
        entries.filter { entry in
            !(entry.name.map { script?.caught.contains($0) ?? false } ?? false)
        }
    }

    /// Checks that jobs that were waited for have their pictures.
    private func check(_ entries: [JobEntry], _ when: String) {
        for entry in entries where entry.job.image == nil {
            violations.append(
                Violation(
                    promise: .honest,
                    story: "\(when), and \(entry.label) is \(entry.job.status.rawValue)"))
        }
    }

    /// Checks that a saved file is the picture of its task.
    private func check(_ picture: SavedPicture) {
        process.note("saves \(picture.path)")
        let bytes = FileManager.default.contents(atPath: picture.path).map { [UInt8]($0) } ?? []
        let digest = ModelPicture.digest(of: bytes)
        let tasks = house.model.tasks(submittedAs: picture.entry.job.id.rawValue)
        guard !tasks.contains(where: { $0.picture.digest == digest }) else { return }
        violations.append(
            Violation(
                promise: .own,
                story: "\(picture.path) is not the picture of \(picture.entry.label)"))
    }
}
