import FoundationEssentials
import IGSClient
import IGSJobs
import IGSRuntime
import IGSScript
import IGSTestSupport
import Synchronization

/// Collects what a session reports.
final class RecordingReporter: Reporter {
    private let recorded = Mutex<[SessionEvent]>([])

    var events: [SessionEvent] { recorded.withLock(\.self) }

    func report(_ event: SessionEvent) { recorded.withLock { $0.append(event) } }

    /// The diagnostics, as `E0203 message`.
    var diagnostics: [String] {
        events.compactMap { event in
            guard case .diagnostic(let diagnostic) = event else { return nil }
            return "\(diagnostic.shownID ?? "-") \(diagnostic.message)"
        }
    }

    var printed: [String] {
        events.compactMap { if case .printed(let text) = $0 { text } else { nil } }
    }

    var shown: [ShownPicture] {
        events.compactMap { if case .shown(let picture) = $0 { picture } else { nil } }
    }

    var savedPaths: [String] {
        events.compactMap { if case .saved(let picture) = $0 { picture.path } else { nil } }
    }
}

/// The person's side of pictures, on no terminal.
final class RecordingViewer: PictureViewer {
    private struct State {
        var opened: [String] = []
        var failure: Failure?
    }

    let isWatched = true
    private let state = Mutex(State())

    /// The files that were opened.
    var opened: [String] { state.withLock(\.opened) }

    /// Makes every picture that is to be shown from here on fail.
    func fail(with failure: Failure) { state.withLock { $0.failure = failure } }

    func rendering(of path: String) async throws(Failure) -> String? {
        if let failure = state.withLock(\.failure) { throw failure }
        return "(\(path))"
    }

    func open(_ path: String) async throws(Failure) {
        state.withLock { $0.opened.append(path) }
    }
}

/// A prompt with a history, at which nobody sits.
final class RecordingLines: PromptLines {
    let history = (1...12).map { HistoryLine(number: $0, text: "print line \($0)") }
    /// What is answered to each question.
    let answersYes = Mutex(false)
    private let wishes = Mutex<[String]>([])

    /// What was wanted next, in order.
    var wanted: [String] { wishes.withLock(\.self) }

    func run(_ line: String) { wishes.withLock { $0.append("run " + line) } }

    func confirms(_ question: String) async -> Bool {
        wishes.withLock { $0.append("ask " + question) }
        return answersYes.withLock(\.self)
    }

    func edit(_ line: String) { wishes.withLock { $0.append("edit " + line) } }
}

/// A session on a real sandbox, with a ledger and a store of its own.
final class SessionHouse {
    /// One sandbox for all tests: embedded, so that it ends when their process does.
    private static let sandbox = Result { try SandboxProcess(.embedded, speed: 5_000) }

    let folder: TemporaryFolder
    let reporter = RecordingReporter()
    let viewer = RecordingViewer()
    let lines = RecordingLines()
    let session: Session

    init(mode: Session.Mode = .argument, confinement: String? = nil) throws {
        let folder = try TemporaryFolder()
        let sandbox = try Self.sandbox.get()
        let service = try Service(baseURL: sandbox.url)
        let key = sandbox.key
        self.folder = folder
        session = Session(
            // Its time-outs are none for a busy machine at the sandbox's own speed.
            mode: mode, profile: ServiceProfile(name: "sandbox", isSandbox: true, timeScale: 100),
            reporter: reporter, viewer: viewer, stateFolder: folder.path, confinement: confinement
        ) { () throws(Failure) in
            do throws(LedgerError) {
                let ledger = try Ledger(path: folder.file("ledger.sqlite"))
                let store = ImageStore(folder: folder.file("store"))
                let connect: @Sendable () async throws -> Client = {
                    guard let key = Secret(key) else { throw CancellationError() }
                    return Client(service: service, key: key, transport: CurlTransport())
                }
                let engine = JobEngine(
                    service: "sandbox", ledger: ledger, store: store, connect: connect)
                return JobStack(engine: engine, store: store, ledger: ledger, connect: connect)
            } catch {
                throw LedgerMessages.failure(error)
            }
        }
        session.settings.outdir = folder.file("out")
        // However busy the machine is, a job is not given up.
        session.settings.timeout = .seconds(86_400)
        session.promptLines = lines
    }

    /// Runs a script, and returns its exit code.
    @discardableResult
    func run(
        _ text: String, origin: SourceFile.Origin = .argument, parameters: [String: String] = [:],
        keepsGoing: Bool = false
    ) async -> Int32 {
        await ScriptRunner(
            session: session, keepsGoing: keepsGoing, parameters: parameters.mapValues(Value.string)
        )
        .run(SourceFile(name: "test.igs", origin: origin, text: text))
    }
}
