import FoundationEssentials
package import IGSClient
import IGSJobs
package import IGSScript

/// The state of one use of igs: what commands read and change.
///
/// A session belongs to the one task that interprets its commands; jobs go on in the engine, and
/// the session learns of them when a command asks. It is not `Sendable` for that reason.
package final class Session {
    /// Who speaks to the session, which decides what a command may do.
    package enum Mode: Sendable {
        /// A person at the prompt.
        case prompt
        /// The text of `-c`, or standard input.
        case argument
        /// A file, which may be somebody else's: it writes only below one folder.
        case file
    }

    /// The wish of an `exit` command.
    package struct ExitRequest: Sendable {
        /// The exit code; `nil`: 0, or that of the first error.
        package let code: Int32?
    }

    /// Who speaks to it.
    package let mode: Mode
    /// The service that it works with.
    package let profile: ServiceProfile
    /// Who is told of what happens.
    package let reporter: any Reporter
    /// Shows pictures.
    let viewer: any PictureViewer
    /// The folder that holds the ledger and the store.
    package let stateFolder: String
    /// The folder below which pictures are saved; `nil`: anywhere.
    package let confinement: String?

    /// The lines of the prompt; `nil` where there is none.
    package var promptLines: (any PromptLines)?
    /// What `set` and `with` have set.
    package var settings = Settings()
    /// The pictures that accompany each job.
    package var references = ReferenceSet()
    /// The jobs that it knows.
    package internal(set) var jobs = JobBook()
    /// The variables of scripts, and those of the process that they may see.
    package var environment: Environment
    /// Draws a seed where something is picked at random and the user gives none: a number that can
    /// be typed again.
    package var drawSeed: () -> UInt64 = { .random(in: 0..<1_000_000) }
    /// The commands that scripts defined, by name.
    package var definitions: [String: Definition] = [:]
    /// The caps of the `budget` blocks that are running, the outermost first.
    var caps: [SpendingCap] = []
    /// The most that the whole run may cost, over all of its sessions, or the whole session where there is no run; `nil`:
    /// what the run was given before.
    package var maximumCost: Price?
    /// The budget of the whole session, where there is no run.
    let wholeBudget = BudgetID.random()
    /// The budget that the setting `budget` caps, where there is no run.
    let settingBudget = BudgetID.random()
    /// The run of the script's file; `nil` where there is none.
    package var run: ScriptRun?
    /// The names that inputs of this session give to jobs, whether or not they have done so yet: none of them means an
    /// earlier session's job.
    var givenNames: Set<String> = []
    /// What was forgotten in this session and not brought back: for each `forget` its jobs.
    var forgotten: [[OutTaskID]] = []
    /// The scripts that are being sourced, the outermost first.
    var sources: [SourceFile] = []
    /// What could not be saved by itself, and that no statement has raised yet.
    private var autosaveFailures: [Failure] = []
    /// How the session was told to end; `nil` while it goes on.
    package internal(set) var exitRequest: ExitRequest?

    /// Whether the reporter is told of changed settings.
    private let tellsOfSettings: Bool
    private let open: () throws(Failure) -> JobStack
    private var opened: JobStack?
    /// Whether the engine does not know of a change of `concurrency` yet.
    private(set) var isEngineBehind = false
    /// Parked jobs of earlier sessions that are asked for once more.
    private var rechecked: Set<OutTaskID> = []
    /// Whether the user knows that the ledger is damaged.
    private var isDamageTold = false
    /// Whether the user knows that the ledger was taken away.
    private var isLossTold = false

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
        self.open = open
    }

    /// The engine and the store.
    ///
    /// - Throws: ``Failure`` where the ledger or the store cannot be used; nothing was sent then.
    package func service() async throws(Failure) -> JobStack {
        let service = try openService()
        if isEngineBehind { await tellEngine() }
        return service
    }

    /// The engine and the store, for what cannot wait; the engine does not know the settings yet.
    ///
    /// - Throws: ``Failure``, as ``service()`` does.
    func openService() throws(Failure) -> JobStack {
        if let opened { return opened }
        let service = try open()
        opened = service
        isEngineBehind = true
        if service.ledger.replacesLost { note(LedgerMessages.replacesLost(service.ledger.path)) }
        return service
    }

    /// The engine, where a command has needed it already.
    package var openedService: JobStack? { opened }

    /// A seed for a choice at random: in a run the same each time that it is resumed.
    func nextSeed() -> UInt64 { run?.nextSeed() ?? drawSeed() }

    /// Whether there is a ledger already, or was one.
    var hasLedger: Bool {
        opened != nil
            || ["/ledger.sqlite", "/owners/commits"].contains {
                FileManager.default.fileExists(atPath: stateFolder + $0)
            }
    }

    /// Tells of a finding.
    package func note(_ diagnostic: Diagnostic) { reporter.report(.diagnostic(diagnostic)) }

    /// The lines of the prompt.
    ///
    /// - Parameter command: Who asks for them.
    /// - Throws: ``Failure`` where there is no prompt.
    func linesOfPrompt(for command: String) throws(Failure) -> any PromptLines {
        guard let promptLines else { throw Failure(PromptLineMessages.noPrompt(for: command)) }
        return promptLines
    }
}

// MARK: - Settings

extension Session {
    /// Changes a setting, and tells of it.
    ///
    /// - Parameter value: A value that the setting's type accepts; `nil` for the default.
    func change(_ setting: Setting, to value: String?) {
        write(setting, value)
        guard tellsOfSettings else { return }
        reporter.report(.settingChanged(name: setting.name, value: setting.read(settings)))
    }

    /// Changes a setting.
    func write(_ setting: Setting, _ value: String?) {
        setting.write(&settings, value)
        if setting.isForEngine, opened != nil { isEngineBehind = true }
    }

    /// Tells the engine of what it is behind with; due after every statement that leaves it so.
    func tellEngine() async {
        isEngineBehind = false
        await opened?.engine.setConcurrency(settings.concurrency)
    }

    package var settingLines: [SettingLine] {
        Setting.all.map { SettingLine(setting: $0, value: $0.read(settings)) }
    }
}

// MARK: - Jobs

extension Session {
    /// Takes up this service's unfinished jobs of sessions that have ended, where there is a ledger
    /// already, and tells of each.
    ///
    /// - Throws: ``Failure`` where the ledger cannot be used.
    package func takeUpJobs() async throws(Failure) {
        for entry in try await takeUpQuietly() { reporter.report(.takenUp(entry)) }
    }

    /// Does the same, and leaves it to the caller to tell of them.
    private func takeUpQuietly() async throws(Failure) -> [JobEntry] {
        guard hasLedger else { return [] }
        let service = try await service()
        var taken: [JobEntry] = []
        do {
            // What this session has let go of is taken up again by whoever names it.
            let own = jobs.entries.filter { !$0.isEarlier }.map(\.job.id)
            for job in try await service.engine.resume(except: Set(own)) {
                // A parked one is asked for once more; there is nothing to tell unless the service has it.
                if job.status == .parked, !jobs.contains(job.id) {
                    rechecked.insert(job.id)
                } else {
                    taken.append(takeIn(job))
                }
            }
        } catch {
            throw LedgerMessages.failure(error)
        }
        await tellOfDamage(service)
        return taken
    }

    /// Gives a job of an earlier session, which goes on in this one, a number.
    private func takeIn(_ job: Job) -> JobEntry {
        let number = jobs.addEarlier(job).number
        jobs.update(number) { entry in
            entry.job = job
            entry.isRecalled = false
            entry.isReported = false
            entry.isRaised = false
        }
        return jobs.entry(number) ?? JobEntry(number: number, name: job.name, job: job)
    }

    /// Says, once, what is wrong with a ledger that is used all the same.
    private func tellOfDamage(_ service: JobStack) async {
        // The listing reads the whole ledger: once is enough.
        guard !isDamageTold else { return }
        isDamageTold = true
        let listing = try? await service.ledger.listing(service: profile.name)
        let unreadable = listing?.unreadable ?? []
        let damage = await service.engine.damage
        if let told = damage ?? unreadable.first {
            note(
                LedgerMessages.damaged(
                    told, unreadableCount: unreadable.count, holdsUp: damage != nil))
        }
    }

    /// Begins the session of a person at the prompt: takes up unfinished jobs, and greets.
    ///
    /// - Parameter version: That of igs.
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
    }

    /// Learns from the engine how the jobs stand.
    package func refresh() async {
        guard let engine = opened?.engine else { return }
        for id in rechecked {
            if jobs.entry(of: id)?.isForgotten ?? false { rechecked.remove(id) }
            guard rechecked.contains(id), let job = await engine.job(id), job.status != .parked
            else { continue }
            rechecked.remove(id)
            reporter.report(.takenUp(takeIn(job)))
        }
        for entry in jobs.entries where !entry.isReported || entry.job.status.isLive {
            guard let job = await engine.job(entry.job.id) else { continue }
            jobs.update(entry.number) { $0.job = job }
        }
    }

    /// Learns how the jobs stand, and tells of those that ended, or came into doubt, since the last
    /// time.
    package func reportSettled() async {
        await refresh()
        if let ledger = opened?.ledger, !isLossTold, !ledger.isInPlace {
            isLossTold = true
            note(
                LedgerMessages.underFoot(
                    ledger.path, tasks: liveEntries.compactMap { $0.job.taskID?.rawValue }))
        }
        for entry in jobs.entries where entry.job.status == .uncertain && !entry.isDoubtReported {
            jobs.update(entry.number) { $0.isDoubtReported = true }
            note(JobMessages.uncertain(entry))
        }
        for entry in jobs.entries where !entry.isReported && !entry.job.status.isLive {
            jobs.update(entry.number) { $0.isReported = true }
            if !entry.isEndKnown { await tellOfEnd(entry) }
            if settings.autosave, entry.job.status == .completed { await autosave(entry) }
        }
    }

    private func tellOfEnd(_ entry: JobEntry) async {
        reporter.report(.settled(entry))
        if let told = entry.job.cost, told > entry.job.price, !entry.job.isAttached {
            note(JobMessages.costsMore(entry, told))
        }
        if !entry.job.otherAddresses.isEmpty { note(JobMessages.moreAddresses(entry)) }
        await preview(entry)
    }

    /// The jobs that are on their way in this session.
    package var liveEntries: [JobEntry] {
        jobs.entries.filter { $0.job.status.isLive && !$0.isRecalled }
    }

    private func autosave(_ entry: JobEntry) async {
        do throws(Failure) {
            try await PictureSaver(session: self, replaces: false).save([entry], to: nil)
        } catch {
            // A person sees it; a script must not end as if all were well, but for what earlier sessions left.
            if mode == .prompt || entry.isEarlier {
                error.diagnostics.forEach(note)
            } else {
                autosaveFailures.append(error)
            }
        }
    }

    /// Why jobs that were waited for have no picture, as one failure; `nil` where all have one.
    ///
    /// Jobs of earlier sessions fail no statement that does not name them; those that were caught already, neither.
    ///
    /// - Parameters:
    ///   - numbers: The jobs to look at; `nil`: all.
    ///   - isNamed: Whether the user names them: then each that has no picture is told, however often.
    func raiseFailures(of numbers: Set<Int>? = nil, isNamed: Bool = false) -> Failure? {
        var raised = autosaveFailures
        autosaveFailures = []
        for entry in jobs.listed where numbers?.contains(entry.number) ?? true {
            guard entry.job.status != .completed else { continue }
            if !isNamed {
                guard !entry.isRaised, !entry.isEarlier else { continue }
                // What goes on elsewhere, or beyond an `--any`, has not failed.
                if entry.job.status == .queued || entry.job.status == .running { continue }
            }
            jobs.update(entry.number) { $0.isRaised = true }
            raised.append(JobMessages.failure(of: entry))
        }
        guard let first = raised.first else { return nil }
        return Failure(raised.flatMap(\.diagnostics), code: first.code)
    }
}
