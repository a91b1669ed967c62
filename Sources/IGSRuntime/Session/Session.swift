import IGSClient
package import IGSJobs
package import IGSScript

/// The state of one use of igs: what commands read and change.
///
/// A session belongs to the one task that interprets its commands. Jobs run in the engine, and the
/// session learns of their progress when a command asks. For that reason it is not `Sendable`.
package final class Session {
    /// Where the session's commands come from, which decides what they may do.
    package enum Mode: Sendable {
        /// A user at the prompt.
        case prompt
        /// The text of `-c`, or standard input.
        case argument
        /// A file, which may be somebody else's: it may write only below one folder.
        case file
    }

    /// The request of an `exit` command.
    package struct ExitRequest: Sendable {
        /// The exit code; `nil` means 0, or the code of the first error.
        package let code: Int32?
    }

    /// Where its commands come from.
    package let mode: Mode
    /// The service that it uses.
    package let profile: ServiceProfile
    /// Receives what happens.
    package let reporter: any Reporter
    /// Shows pictures.
    let viewer: any PictureViewer
    /// The folder that holds the ledger and the store.
    package let stateFolder: String
    /// The folder that pictures must be saved below; `nil` means anywhere.
    package let confinement: String?

    /// The lines of the prompt; `nil` without a prompt.
    package var promptLines: (any PromptLines)?
    /// The settings, as `set` and `with` have set them.
    package var settings = Settings()
    /// The pictures that accompany each job.
    package var references = ReferenceSet()
    /// Its jobs, and the ledger and engine behind them.
    let desk: JobDesk
    /// The variables of scripts, and the variables of the process that scripts may read.
    package var environment: Environment
    /// Draws a seed for a random choice if the user gives none: a number that is short enough to
    /// type again.
    package var drawSeed: () -> UInt64 = { .random(in: 0..<1_000_000) }
    /// The commands that scripts defined, by name.
    package var definitions: [String: Definition] = [:]
    /// The caps on what its jobs may cost.
    package var caps = SpendingCaps()
    /// The run of the script's file; `nil` if there is none.
    package var run: ScriptRun?
    /// The table that the caller gives in place of the script's; `nil` for the script's own.
    package var givenTable: GivenTable?
    /// The tables that were checked, by the scripts that name them: see `Checker.key(ofTable:in:)`.
    var checkedTables: [String: any Table] = [:]
    /// The row of a table that a `rows` is at; `nil` outside of one.
    var row: CurrentRow?
    /// What it takes from the ledger instead of paying for it again; `nil` if it pays for everything.
    package var reuse: Reuse?
    /// How often each request was made.
    var requestCounts: [GenerationRequest: Int] = [:]
    /// The scripts that are being sourced, the outermost first.
    var sources: [SourceFile] = []
    /// The request to end the session; `nil` while it continues.
    package private(set) var exitRequest: ExitRequest?

    /// Whether changed settings are reported.
    private let tellsOfSettings: Bool
    /// Whether the engine has yet to learn a change of `concurrency`.
    private var isConcurrencyNew = true

    /// Makes a session.
    ///
    /// - Parameter open: Opens the ledger, the store and the engine; called at most once with
    ///   success, when the first command needs them.
    package init(
        mode: Mode, profile: ServiceProfile, reporter: any Reporter, viewer: any PictureViewer,
        stateFolder: String,
        confinement: String? = nil, environment: Environment = Environment(),
        open: @escaping () throws(Failure) -> JobStack
    ) {
        self.mode = mode
        self.profile = profile
        self.reporter = reporter
        self.viewer = viewer
        tellsOfSettings = reporter.tellsOfSettings
        self.stateFolder = stateFolder
        self.confinement = confinement
        self.environment = environment
        desk = JobDesk(
            service: profile, stateFolder: stateFolder, reporter: reporter, open: open)
    }

    /// The jobs that the session knows.
    package var jobs: JobBook { desk.book }

    /// Returns the engine and the store, after passing them the settings.
    ///
    /// - Throws: ``Failure`` if the ledger or the store cannot be used; nothing was sent then.
    package func stack() async throws(Failure) -> JobStack {
        let stack = try desk.stack()
        if isEngineBehind { await tellEngine() }
        return stack
    }

    /// The engine and the store, if a command has needed them already.
    package var openedStack: JobStack? { desk.opened }

    /// Returns a seed for a random choice: within a run, the same each time that it is resumed.
    func nextSeed() -> UInt64 { run?.nextSeed() ?? drawSeed() }

    /// Reports a finding.
    package func note(_ diagnostic: Diagnostic) { reporter.report(.diagnostic(diagnostic)) }

    /// Returns the lines of the prompt.
    ///
    /// - Parameter command: The command that needs them.
    /// - Throws: ``Failure`` if there is no prompt.
    func linesOfPrompt(for command: String) throws(Failure) -> any PromptLines {
        guard let promptLines else { throw Failure(PromptLineMessages.noPrompt(for: command)) }
        return promptLines
    }
}

// MARK: - The end

extension Session {
    /// Ends the session after the current command.
    ///
    /// - Parameter code: The exit code; `nil` means 0, or the code of the first error.
    func requestExit(_ code: Int32?) {
        exitRequest = ExitRequest(code: code)
    }

    /// Withdraws the request to end the session.
    package func withdrawExit() { exitRequest = nil }
}

// MARK: - Settings

extension Session {
    /// Changes a setting, and reports the change.
    ///
    /// - Parameter value: A value that the setting's type accepts; `nil` for the default.
    func change(_ setting: Setting, to value: String?) {
        write(setting, value)
        guard tellsOfSettings else { return }
        reporter.report(.settingChanged(name: setting.name, value: setting.read(settings)))
    }

    /// Changes a setting without reporting it.
    func write(_ setting: Setting, _ value: String?) {
        setting.write(&settings, value)
        if setting.isForEngine { isConcurrencyNew = true }
    }

    /// Whether there is an engine that does not have all settings yet.
    var isEngineBehind: Bool { isConcurrencyNew && desk.opened != nil }

    /// Passes the engine the settings that it does not have yet. Due after every statement that
    /// changes such a setting.
    func tellEngine() async {
        isConcurrencyNew = false
        await desk.opened?.engine.setConcurrency(settings.concurrency)
    }

    package var settingLines: [SettingLine] {
        Setting.all.map { SettingLine(setting: $0, value: $0.read(settings)) }
    }
}

// MARK: - Jobs

extension Session {
    /// Takes up this service's unfinished jobs of sessions that have ended, if a ledger exists
    /// already, and reports each.
    ///
    /// - Throws: ``Failure`` if the ledger cannot be used.
    package func takeUpJobs() async throws(Failure) {
        for entry in try await takeUpQuietly() { reporter.report(.takenUp(entry)) }
    }

    private func takeUpQuietly() async throws(Failure) -> [JobEntry] {
        guard desk.hasLedger else { return [] }
        // The engine knows the settings before it goes on with anything.
        return try await desk.takeUp(from: try await stack())
    }

    /// Begins the session of a user at the prompt: takes up unfinished jobs, and greets the user.
    ///
    /// - Parameter version: The version of igs.
    package func start(version: String) async {
        var taken: [JobEntry] = []
        var failure: Failure?
        do throws(Failure) {
            taken = try await takeUpQuietly()
        } catch {
            failure = error
        }
        reporter.report(
            .started(
                SessionStart(
                    version: version, service: profile, stateFolder: stateFolder, takenUp: taken)))
        failure?.diagnostics.forEach(note)
        desk.beginExamination()
    }

    /// The examination of the whole ledger that a session at the prompt begins; `nil` if none is under way.
    package var examination: Task<Void, Never>? { desk.examination }

    /// Stops what the session does in the background. Due before the ledger is closed.
    package func endExamination() async { await desk.endExamination() }

    /// Gets the current state of the jobs from the engine.
    package func refresh() async { await desk.refresh() }

    /// Gets the current state of the jobs, and reports those that ended, or came into doubt, since
    /// the last time.
    ///
    /// - Returns: What has happened to them since.
    @discardableResult
    package func reportSettled() async -> JobNews.Items {
        let news = await desk.refresh()
        desk.tellOfLoss()
        if desk.examination != nil { await desk.tellOfDamage() }
        let touched = desk.takeTouched()
        for entry in touched where entry.job.status == .uncertain && !entry.isTold(.doubt) {
            desk.update(entry.number) { $0.tell(.doubt) }
            note(JobMessages.uncertain(entry))
        }
        for entry in touched where !entry.isTold(.end) && !entry.job.status.isLive {
            desk.update(entry.number) { $0.tell(.end) }
            if !entry.isTold(.endWhenTakenUp) { await tellOfEnd(entry) }
            if settings.autosave, entry.job.status == .completed { await autosave(entry) }
        }
        return news
    }

    private func tellOfEnd(_ entry: JobEntry) async {
        reporter.report(.settled(entry))
        if let told = entry.job.cost, told > entry.job.price, !entry.job.isAttached {
            note(JobMessages.costsMore(entry, told))
        }
        if !entry.job.otherAddresses.isEmpty { note(JobMessages.moreAddresses(entry)) }
        await preview(entry)
    }

    /// The jobs that are in progress in this session.
    package var liveEntries: [JobEntry] { desk.live }

    private func autosave(_ entry: JobEntry) async {
        do throws(Failure) {
            try await PictureSaver(session: self, replaces: false).save([entry], to: nil)
        } catch {
            // A user at the prompt sees the message. A script must not end as if all were well, except for jobs that
            // earlier sessions left.
            if mode == .prompt || entry.isEarlier {
                error.diagnostics.forEach(note)
            } else {
                desk.keep(error)
            }
        }
    }

    /// Returns why jobs that were waited for have no picture: see ``JobDesk/raiseFailures(of:isNamed:)``.
    func raiseFailures(of numbers: Set<Int>? = nil, isNamed: Bool = false) -> Failure? {
        desk.raiseFailures(of: numbers, isNamed: isNamed)
    }
}
