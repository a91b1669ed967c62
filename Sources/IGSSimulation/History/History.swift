import FoundationEssentials
import IGSClient
import IGSJobs
import IGSRandom

/// One seeded history: a time of lies, in which sessions come and go, and a calm time, in which the rest is finished.
///
/// `@unchecked Sendable`: only its world's thread touches it.
package final class History: @unchecked Sendable {
    /// The seed that reproduces the history.
    package let seed: UInt64
    private let world: SerialWorld
    private let model: ModelService
    private var house: IgsProcess.House
    private var random: SeededRandom
    private var mischief: Mischief
    private var theft: LedgerTheft?
    /// The jobs that the ledger had when it was taken away.
    private var known: Set<String> = []
    private var scripts: [SimulatedScript] = []
    private var violations: [Violation] = []
    private var asked: [String: Int] = [:]
    private var caps: [RunID: [RunCap]] = [:]
    /// Reads the ledger alongside the processes.
    private var observer: Ledger?
    private var processCount = 0

    /// The result of a history.
    package struct Outcome: Sendable {
        package let seed: UInt64
        package let violations: [Violation]
        /// What happened, if it was recorded.
        package let trace: [String]
        package let taskCount: Int
        /// The lies that were told.
        package let told: Set<Lie>
        /// How many seconds it lasted, in its own time.
        package let seconds: Double
    }

    private init?(_ seed: UInt64, _ folder: String, _ lies: [Lie], _ keepsTrace: Bool) {
        guard let world = SerialWorld(seed: seed, keepsTrace: keepsTrace),
            let service = try? Service(baseURL: "https://model.test"),
            let key = Secret("simulated-key")
        else { return nil }
        self.seed = seed
        self.world = world
        random = world.random.fork()
        mischief = Mischief(world: world, random: world.random.fork())
        model = ModelService(world: world, lies: Lies(from: lies, using: &random))
        house = IgsProcess.House(
            world: world, model: model, folder: folder, state: folder + "/state-0",
            service: service,
            key: key)
    }

    /// Runs the history of a seed on the calling thread.
    ///
    /// - Parameters:
    ///   - folder: The folder for its files; its ledger is a copy of `template`.
    ///   - template: An empty ledger.
    ///   - lies: The lies that may be told.
    /// - Returns: nil if it cannot begin.
    package static func live(
        seed: UInt64, folder: String, template: String, lies: [Lie] = Lie.allCases,
        keepsTrace: Bool = false
    ) -> Outcome? {
        let files = FileManager.default
        try? files.removeItem(atPath: folder)
        defer { try? files.removeItem(atPath: folder) }
        do {
            try files.createDirectory(atPath: folder + "/out", withIntermediateDirectories: true)
            try files.createDirectory(
                atPath: folder + "/state-0", withIntermediateDirectories: true)
            try files.copyItem(atPath: template, toPath: folder + "/state-0/ledger.sqlite")
        } catch {
            return nil
        }
        guard let history = History(seed, folder, lies, keepsTrace) else {
            return nil
        }
        switch history.world.run({ await history.pass() }) {
        case .finished: break
        case .stuck:
            history.violations.append(
                Violation(promise: .ends, story: "a process waits for nothing"))
        case .endless:
            history.violations.append(Violation(promise: .ends, story: "it comes to no end"))
        }
        return Outcome(
            seed: seed, violations: history.violations,
            trace: history.world.trace.map { $0.replacing(folder, with: "~") },
            taskCount: history.model.tasks.count,
            told: history.model.told, seconds: history.world.seconds)
    }
}

extension History {
    private func pass() async {
        world.note("lies: \(model.lies)")
        await rage()
        model.lies.isOver = true
        world.note("the lies are over")
        try? await world.sleep(1200)
        await calm()
        await judge()
    }

    // MARK: - The time of lies

    private func rage() async {
        for round in 0..<Int.random(in: 1...4, using: &random) {
            if round > 0 {
                try? await world.sleep(
                    random.chance(0.5) ? 1 : .random(in: 1...900, using: &random))
                if random.chance(0.15) { mischief.setClock() }
                if random.chance(0.05) { mischief.spoil(house.state) }
                if random.chance(0.08) { move() }
            }
            let first = draw()
            let prank = random.chance(0.12) ? prank() : nil
            if random.chance(0.25) {
                let second = random.chance(0.5) ? first : draw()
                await live([first, second])
            } else {
                await live([first])
            }
            prank?.cancel()
            await endTheft()
        }
    }

    private func move() {
        observer?.close()
        observer = nil
        house.state = mischief.move(house.state)
    }

    /// Starts something that happens while processes run.
    private func prank() -> Task<Void, any Error> {
        let pause = Double.random(in: 1...90, using: &random)
        let isTheft = random.chance(0.3)
        return Task {
            try await self.world.sleep(pause)
            if isTheft {
                await self.stealLedger()
            } else {
                self.mischief.setClock()
            }
        }
    }

    /// Takes the ledger away. The observer has it open, and reads its content at that moment.
    private func stealLedger() async {
        guard let ledger = ledger(), (try? await ledger.entries()) != nil else { return }
        theft = LedgerTheft(of: house.state, in: world)
        known = Set(((try? await ledger.entries(forgotten: true)) ?? []).map(\.id.rawValue))
    }

    /// Puts back a ledger that was taken away, and finds what was paid for meanwhile.
    private func endTheft() async {
        guard let theft else { return }
        self.theft = nil
        observer = nil
        theft.undo()
        let jobs = (try? await ledger()?.entries(forgotten: true)) ?? []
        for job in jobs where !known.contains(job.id.rawValue) {
            guard !model.tasks(submittedAs: job.id.rawValue).isEmpty else { continue }
            violations.append(
                Violation(
                    promise: .known,
                    story: "'\(job.request.prompt)' was paid for while the ledger was away"))
        }
    }

    private func draw() -> Invocation {
        var invocation = Invocation(input: input())
        if random.chance(0.6) {
            let most = random.pick([20, 60, 200]) ?? 60
            invocation.actions = Int.random(in: 1...most, using: &random)
        } else if random.chance(0.2) {
            invocation.interruption = .random(in: 0...60, using: &random)
        }
        if case .script = invocation.input, random.chance(0.2) {
            invocation.cap = Price(mills: Int.random(in: 10...1500, using: &random))
        }
        return invocation
    }

    private func input() -> Invocation.Input {
        if scripts.isEmpty || random.chance(0.15) {
            scripts.append(
                SimulatedScript(
                    number: scripts.count + 1, folder: house.folder, using: &random))
            return .script(scripts.count, resumes: random.chance(0.2))
        }
        if random.chance(0.7) {
            return .script(Int.random(in: 1...scripts.count, using: &random), resumes: true)
        }
        let name = random.pick(scripts.flatMap(\.names)) ?? "s1g1"
        let commands = [
            "wait", "jobs --all", "jobs --all; try { wait \(name) } catch e { }",
            "jobs --all; try { retry \(name); wait } catch e { }",
        ]
        return .commands(random.pick(commands) ?? "wait")
    }

    /// Runs processes side by side.
    private func live(_ invocations: [Invocation]) async {
        await count(invocations)
        let before =
            invocations.contains { $0.cap != nil }
            ? Set((try? await ledger()?.entries(forgotten: true))?.map(\.id.rawValue) ?? []) : []
        let processes = invocations.map { invocation in
            processCount += 1
            return IgsProcess(
                invocation, script: script(of: invocation), name: "igs \(processCount)", in: house)
        }
        let tasks = processes.map { process in Task { await process.live() } }
        for task in tasks { await task.value }
        let isAlone = invocations.count { $0.cap != nil } == 1
        for (invocation, process) in zip(invocations, processes) {
            violations += process.violations
            if let cap = invocation.cap {
                await note(cap, of: invocation, process, before, isAlone: isAlone)
            }
        }
    }

    /// Records which run a cap applies to from now on.
    ///
    /// - Parameter isAlone: Whether no other process gave a cap at the same time.
    private func note(
        _ cap: Price, of invocation: Invocation, _ process: IgsProcess, _ before: Set<String>,
        isAlone: Bool
    ) async {
        var run = process.run
        if run == nil, process.code == nil, let script = script(of: invocation) {
            run = try? await ledger()?.lastUnfinishedRun(of: script.path)?.id
        }
        guard let run else { return }
        let last = caps[run]?.last
        // A new run has its cap from its first row on. Otherwise, a process that is gone may not have written it, and
        // of two processes side by side either may have written last.
        let isNew =
            if case .script(_, resumes: false) = invocation.input { process.run != nil } else {
                false
            }
        guard last != nil || isNew || process.code != nil else { return }
        let isSure = isNew || process.code != nil && isAlone
        let limit = isSure ? cap : max(last?.limit ?? cap, cap)
        caps[run, default: []].append(RunCap(limit: limit, before: before))
    }

    private func script(of invocation: Invocation) -> SimulatedScript? {
        guard case .script(let number, _) = invocation.input else { return nil }
        return scripts[number - 1]
    }

    /// Counts what the user asks for: a run that begins asks for all of its pictures, a resumed one for none.
    private func count(_ invocations: [Invocation]) async {
        var begun: Set<Int> = []
        for invocation in invocations {
            switch invocation.input {
            case .script(let number, let resumes):
                let isUnfinished = await isUnfinished(number)
                // Two processes that resume at once begin one run. If one continues a run, the other may find it ended.
                let isCounted =
                    resumes
                    && (isUnfinished ? invocations.count == 1 : !begun.insert(number).inserted)
                guard !isCounted else { continue }
                for (prompt, count) in scripts[number - 1].intents {
                    asked[prompt, default: 0] += count
                }
            case .commands(let text):
                guard text.contains("retry"), !model.lies.isOver else { continue }
                for script in scripts {
                    for prompt in script.intents.keys { asked[prompt, default: 0] += 1 }
                }
            }
        }
    }

    /// Whether a script has a run that has not ended.
    private func isUnfinished(_ number: Int) async -> Bool {
        let ledger = ledger()
        return (try? await ledger?.lastUnfinishedRun(of: scripts[number - 1].path)) != nil
    }

    private func ledger() -> Ledger? {
        if observer == nil {
            observer = try? Ledger(
                path: "\(house.state)/ledger.sqlite", access: .blocking { _ in true })
        }
        return observer
    }

    // MARK: - The calm time

    private func calm() async {
        // Trying again at once must not pay for a picture that can be fetched.
        let count = (try? await ledger()?.entries().count) ?? 0
        if count > 0, random.chance(0.3) { await retry(1...count) }
        for number in 1...max(1, scripts.count) {
            guard await isUnfinished(number) else { continue }
            await live([Invocation(input: .script(number, resumes: true))])
        }
        let jobs = (try? await ledger()?.entries()) ?? []
        guard !jobs.isEmpty else { return }
        let numbers = 1...jobs.count
        var lines = ["try { wait } catch e { }", "jobs --all"]
        lines += numbers.map { "try { wait \($0) } catch e { }" }
        lines += numbers.map { "try { save \($0) \(house.folder)/out/last-\($0).png } catch e { }" }
        await live([Invocation(input: .commands(lines.joined(separator: "\n")))])
        await retry(numbers)
    }

    /// Tries again, for the user, what has no picture. A picture that can be fetched must not be paid for again.
    private func retry(_ numbers: ClosedRange<Int>) async {
        let lost = ((try? await ledger()?.entries()) ?? []).filter { $0.image == nil }
        guard !lost.isEmpty else { return }
        for job in lost where model.pictured(job, at: world.seconds) == nil {
            asked[job.request.prompt, default: 0] += 1
        }
        let lines = ["jobs --all"] + numbers.map { "try { retry \($0) } catch e { }" } + ["wait"]
        await live([Invocation(input: .commands(lines.joined(separator: "\n")))])
    }

    private func judge() async {
        do throws(LedgerError) {
            guard let ledger = ledger() else {
                violations.append(
                    Violation(promise: .readable, story: "the ledger cannot be opened"))
                return
            }
            let listing = try await ledger.listing(forgotten: true)
            ledger.close()
            violations += Oracle(
                model: model, jobs: listing.jobs, unreadable: listing.unreadable, asked: asked,
                caps: caps, now: world.seconds
            ).violations()
        } catch {
            violations.append(
                Violation(promise: .readable, story: "the ledger cannot be read: \(error.code)"))
        }
    }
}
