import GRDB
import IGSClient
import IGSTestSupport
import Synchronization
import Testing

@testable import IGSJobs

/// What a ledger costs that holds many jobs: no more than what is asked for.
struct LargeLedgerTests {
    /// More than 1 MiB: too large to be examined whole each time.
    private static let count = 300
    private let folder: TemporaryFolder
    private let ledger: Ledger

    init() async throws {
        folder = try TemporaryFolder()
        ledger = try Ledger(path: folder.path + "/ledger.sqlite")
        let request = try GenerationRequest(prompt: String(repeating: "word ", count: 900))
        let entries = (1...Self.count).map { number in
            var lifecycle = Sample.lifecycle(
                in: number.isMultiple(of: 100) ? .running : .completed)
            lifecycle.taskID = TaskID(rawValue: "task_\(number)")
            lifecycle.mayBeCharged = true
            if !number.isMultiple(of: 100) { lifecycle.image = Sample.stored }
            return LedgerEntry(
                id: Sample.id(number), name: "day-\(number)", service: "sandbox",
                request: request, pacing: Pacing(), createdAt: 1_800_000_000 + Double(number) * 60,
                price: Price(mills: 110), run: RunID(rawValue: "run-\(number / 100)"),
                session: "session", ordinal: number, submittedAt: 1_800_000_000,
                completedAt: 1_800_000_010, lifecycle: lifecycle,
                forgottenAt: number == 7 ? 1_800_000_020 : nil)
        }
        _ = try await ledger.insert(entries)
    }

    /// What asks for a part of the ledger.
    enum Request: CaseIterable {
        case examine, claim, claimOne, claimDoubtful, job, spending, spendingToday, jobCount
        case forgotten, task, picture, missingPicture, named, unnamed, hasJobs, runBudget
        case completionTimes, names, retry, forget, lastPage, newest, finished, unfinished

        func perform(on ledger: Ledger) async throws {
            let id = Sample.id(LargeLedgerTests.count / 2)
            switch self {
            case .examine: _ = try await ledger.examine()
            case .claim: _ = try await ledger.claim(service: "sandbox", except: [])
            case .claimOne: _ = try await ledger.claim(id, service: "sandbox", reviving: true)
            case .claimDoubtful:
                _ = try await ledger.claim(.doubtful, service: "sandbox", except: [])
            case .job: _ = try await ledger.job(id)
            case .spending: _ = try await ledger.spending()
            case .spendingToday: _ = try await ledger.spending(since: 1_800_010_000)
            case .jobCount: _ = try await ledger.jobCount(service: "sandbox")
            case .forgotten: _ = try await ledger.lastForgotten(service: "sandbox")
            case .task:
                _ = try await ledger.entry(
                    ofTask: try #require(TaskID(rawValue: "task_9")), service: "sandbox")
            case .picture: _ = try await ledger.job(withPicture: "ab")
            case .missingPicture: _ = try await ledger.job(withPicture: "cd")
            case .named: _ = try ledger.jobs(named: "day-3", service: "sandbox")
            case .unnamed: _ = try ledger.jobs(named: "night", service: "sandbox")
            case .hasJobs:
                _ = try await ledger.hasJobs(of: try #require(RunID(rawValue: "run-9")))
            case .runBudget:
                try await ledger.openRunBudget(try #require(RunID(rawValue: "run-9")), cap: nil)
            case .completionTimes:
                _ = try await ledger.completionTimes(service: "sandbox", newest: 5)
            case .names: _ = try ledger.jobNames(service: "sandbox", newest: 10)
            case .retry:
                _ = try? await ledger.insertRetry(Sample.entry(5_000), of: id)
            case .forget: _ = try await ledger.forget(id, now: 1)
            case .lastPage:
                _ = try await ledger.listing(service: "sandbox", since: 1_800_017_000)
            case .finished, .unfinished:
                let prompt = self == .finished ? String(repeating: "word ", count: 900) : "a castle"
                let pictures = ReusablePictures(
                    ledger: ledger, store: ImageStore(folder: "/none"), service: "sandbox")
                let request = try GenerationRequest(prompt: prompt)
                _ = try pictures.take([ReusablePictures.Wanted(request, ordinal: 7)])
            case .newest: _ = try await ledger.listing(since: 1e11)
            }
        }
    }

    @Test(arguments: Request.allCases)
    func `a part of the ledger is found without reading the rest`(request: Request) async throws {
        let statements = Statements()
        try await ledger.pool.write { $0.trace { statements.note($0) } }
        // Two connections read, and each call takes one that is free.
        try await ledger.pool.read { first in
            first.trace { statements.note($0) }
            try self.ledger.pool.unsafeReentrantRead { $0.trace { statements.note($0) } }
        }
        try await request.perform(on: ledger)
        let plans = try await ledger.pool.read { database in
            try statements.noted.map { sql in
                let steps = try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)")
                return "\(sql): " + steps.map { "\($0["detail"] ?? "")" }.joined(separator: "; ")
            }
        }
        #expect(!plans.isEmpty)
        for plan in plans {
            #expect(
                !plan.contains("SCAN quarter"), "\(plan)")
            #expect(
                !plan.contains("SCAN job") || plan.contains("SCAN job USING INDEX job_open"),
                "\(plan)")
        }
    }

    @Test func `damage to an ended job is found by examining the whole ledger`() async throws {
        try await ledger.pool.write {
            try $0.execute(sql: "UPDATE job SET polls = polls + 64 WHERE number = 5")
        }
        let findings = try await ledger.examine()
        #expect(findings.isSound && !findings.isWhole)
        let whole = try await ledger.examineWhole()
        #expect(whole.damage == nil && whole.isWhole)
        #expect(whole.unreadable.map(\.code) == [.corrupt])
        #expect(whole.unreadable.first?.message.hasPrefix("job igs_5") == true)
    }

    @Test(arguments: [
        ("tally", "submitted"), ("tally", "listed"), ("tally", "unfinished"), ("tally", "spent"),
        ("tally", "reserved"), ("quarter", "submitted"), ("quarter", "spent"),
        ("quarter", "reserved"),
    ])
    func `a tally that differs from the jobs is damage`(
        table: String, column: String
    ) async throws {
        #expect(try await ledger.examineWhole().isSound)
        try await ledger.pool.write {
            try $0.execute(sql: "UPDATE \(table) SET \(column) = \(column) + 1")
        }
        // A job that nobody finds may have been paid for.
        #expect(try await ledger.examine().isSound == (column != "unfinished"))
        #expect(try await ledger.examineWhole().damage?.code == .corrupt)
    }

    @Test func `an unfinished job that cannot be read is found at once`() async throws {
        try await ledger.pool.write {
            try $0.execute(sql: "UPDATE job SET polls = polls + 64 WHERE number = 100")
        }
        #expect(try await ledger.examine().damage?.message.hasPrefix("job igs_100") == true)
    }

    @Test func `an engine that examines a damaged ledger submits nothing more`() async throws {
        let house = try House()
        let large = try Ledger(path: folder.path + "/ledger.sqlite")
        let engine = JobEngine(
            service: "other", ledger: large, store: house.store,
            connect: { ScriptedService() }, clock: ManualClock(jumps: true))
        let intent = JobIntent(id: Sample.id(9_000), name: nil, request: Sample.request)
        _ = await engine.wait(for: [try await engine.submit(intent).id])
        try await large.pool.write { try $0.execute(sql: "UPDATE tally SET spent = spent + 1") }
        await engine.examineLedger()
        #expect(await engine.findings.damage?.message == "the tallies are wrong")
        let next = JobIntent(id: Sample.id(9_001), name: nil, request: Sample.request)
        await expectFailure(.corrupt) { _ = try await engine.submit(next) }
        await engine.shutdown()
    }

    @Test func `an examination ends when it is cancelled`() async throws {
        let task = Task { [ledger] in try await ledger.examineWhole() }
        task.cancel()
        await #expect(throws: LedgerError.self) { try await task.value }
        // Nothing keeps the ledger open.
        ledger.close()
        #expect(try folder.bytes(of: "ledger.sqlite-wal").isEmpty)
    }
}

/// The statements that were executed.
private final class Statements: Sendable {
    private let texts = Mutex<[String]>([])

    /// Those that read or write the jobs or their tallies.
    var noted: [String] {
        texts.withLock(\.self).filter {
            ($0.contains("job") || $0.contains("tally") || $0.contains("quarter"))
                && !$0.hasPrefix("--")
        }
    }

    func note(_ event: Database.TraceEvent) {
        guard case .statement(let statement) = event else { return }
        texts.withLock { $0.append(statement.expandedSQL) }
    }
}

/// Listings of a large ledger.
extension LargeLedgerTests {
    @Test(arguments: [1, 7, 299, 300, 1_000])
    func `pages together are the whole listing`(limit: Int) async throws {
        let whole = try await ledger.listing(service: "sandbox").jobs.map(\.id)
        var found: [OutTaskID] = []
        var place: Ledger.Listing.Place?
        repeat {
            let page = try await ledger.listing(service: "sandbox", from: place, limit: limit)
            #expect(page.jobs.count <= limit)
            found += page.jobs.map(\.id)
            place = page.next
        } while place != nil
        #expect(found == whole && whole.count == Self.count - 1)
    }

    @Test(arguments: [
        -1e300, 0, 1_800_000_000, 1_800_003_601, 1_800_017_999.5, 1_800_018_000, 1e300,
    ])
    func `a listing since a moment has all jobs since then`(moment: Double) async throws {
        let all = try await ledger.listing(forgotten: true).jobs.filter { $0.createdAt >= moment }
        let found = try await ledger.listing(forgotten: true, since: moment).jobs
        #expect(found.map(\.id) == all.map(\.id))
    }

    @Test func `a clock that was set back hides no job from a listing`() async throws {
        var late = Sample.entry(1_000)
        late.price = Price(mills: 1)
        try await ledger.insert(late)
        #expect(
            try await ledger.listing(since: 1_800_000_000, mentioning: ["castle"]).jobs.map(\.id)
                == [Sample.id(1_000)])
    }
}

/// The first sieve for words.
struct WordFilterTests {
    static let prompts = [
        "A Castle", "100% wool", "under_score", "a \"quoted\" word", "back\\slash", "Straße", "É",
        "\u{212A}elvin", "line\nbreak", "e\u{301}tude", "!bang", "Über", "ÜBER",
    ]
    static let words = [
        "castle", "CASTLE", "%", "_", "100%", "r_s", "\"", "\\", "ß", "strasse", "é", "k", "kelvin",
        "\n", "étude", "etude", "!", "über", "completed", "running", "run", "parked", "name-3", "",
        String(repeating: "x", count: 60_000),
    ]

    @Test(arguments: words)
    func `no entry with a word is left out`(word: String) async throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path + "/ledger.sqlite")
        let states = JobLifecycle.State.allCases
        for (number, prompt) in Self.prompts.enumerated() {
            var entry = LedgerEntry(
                id: Sample.id(number), name: "name-\(number)", service: "sandbox",
                request: try GenerationRequest(prompt: prompt), pacing: Pacing(), createdAt: 1,
                lifecycle: Sample.lifecycle(in: states[number % states.count]))
            entry.session = "session"
            try await ledger.insert(entry)
        }
        let lowercased = word.lowercased()
        let wanted = try await ledger.listing().jobs.filter { job in
            [job.request.prompt, job.name ?? "", job.status.rawValue].contains {
                $0.lowercased().contains(lowercased)
            }
        }
        let found = try await ledger.listing(mentioning: [word]).jobs
        #expect(Set(wanted.map(\.id)).isSubset(of: found.map(\.id)))
        if word == "castle" { #expect(found.count < Self.prompts.count) }
    }
}

/// The sums that the ledger keeps.
struct LedgerTallyTests {
    @Test func `the tallies follow every change of a job`() async throws {
        let folder = try TemporaryFolder()
        let ledger = try Ledger(path: folder.path + "/ledger.sqlite")
        var entries: [LedgerEntry] = []
        for (number, state) in JobLifecycle.State.allCases.enumerated() {
            var entry = Sample.entry(number, service: number.isMultiple(of: 3) ? "a" : "b")
            entry.price = Price(mills: 10 + number)
            entry.isAttached = number.isMultiple(of: 4)
            entry = try await ledger.insert(entry)
            entry.lifecycle.state = state
            entry.lifecycle.mayBeCharged = true
            entries.append(entry)
        }
        func check(_ comment: Comment) async throws {
            let findings = try await ledger.examineWhole()
            #expect(findings.isSound, comment)
            for service in ["a", "b"] {
                let jobs = try await ledger.listing(service: service, forgotten: true).jobs
                let sum = try await ledger.spending().services[service]
                #expect(sum?.jobCount == jobs.count { !$0.isAttached }, comment)
                #expect(
                    sum?.spent.mills == jobs.reduce(0) { $0 + $1.account.spent.mills }, comment)
                #expect(
                    sum?.reserved.mills == jobs.reduce(0) { $0 + $1.account.reserved.mills },
                    comment)
                #expect(
                    try await ledger.jobCount(service: service)
                        == jobs.count { $0.forgottenAt == nil }, comment)
            }
        }
        try await check("as queued")
        for entry in entries {
            try await ledger.update(entry, keep: true)
            try await check("\(entry.lifecycle.state)")
        }
        for entry in entries {
            _ = try await ledger.forget(entry.id, now: 5)
            try await check("forgotten as \(entry.lifecycle.state)")
            _ = try await ledger.unforget(entry.id)
            try await check("brought back as \(entry.lifecycle.state)")
        }
    }

    @Test(arguments: [
        (0, 0), (899.9, 0), (900, 1), (1_800_000_000, 2_000_000), (Double.infinity, Int64.max),
        (-Double.infinity, Int64.min), (1e300, Int64.max),
    ])
    func `a moment is in a quarter of an hour`(moment: Double, quarter: Int64) {
        #expect(LedgerTally.quarter(of: moment) == quarter)
    }
}
