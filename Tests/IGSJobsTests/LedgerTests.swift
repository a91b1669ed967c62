import IGSTestSupport
import FoundationEssentials
import GRDB
import IGSClient
import Testing

@testable import IGSJobs

import Glibc

struct LedgerTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/state/ledger.sqlite" }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `several processes may create the ledger at once`() async throws {
        let folder = folder.path
        for round in 1...20 {
            try await withThrowingTaskGroup { group in
                for _ in 1...4 {
                    group.addTask { @concurrent in
                        _ = try Ledger(path: "\(folder)/state-\(round)/ledger.sqlite")
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `what is written can be read`() async throws {
        let ledger = try Ledger(path: path)
        var entry = Sample.entry(1)
        entry.submittedAt = 1_800_000_001.25
        entry.lifecycle = Sample.lifecycle(in: .downloading)
        entry.lifecycle.creditsUsed = 33
        entry.lifecycle.progress = 12.5
        entry.lifecycle.polls = 7
        entry.lifecycle.failure = JobFailure(
            kind: .damagedImage, message: "wörds\u{0}\n", categories: ["a", "b"], code: "12")
        entry = try await ledger.insert(entry)
        #expect(try await ledger.job(Sample.id(1)) == entry.job)

        entry.completedAt = 1_800_000_009
        _ = entry.lifecycle.handle(.stored(StorePaths(ledger: path).located(Sample.stored)))
        try await ledger.update(entry, keep: false)
        let reopened = try Ledger(path: path)
        #expect(try await reopened.job(Sample.id(1)) == entry.job)
        #expect(try await reopened.job(Sample.id(2)) == nil)
    }

    @Test func `entries come oldest first, and are chosen by service and state`() async throws {
        let ledger = try Ledger(path: path)
        try await ledger.insert(Sample.entry(3, state: .failed))
        try await ledger.insert(Sample.entry(1))
        try await ledger.insert(Sample.entry(2, service: "https://example.com", state: .parked))
        let ids = { (jobs: [Job]) in jobs.map(\.id.rawValue) }
        #expect(ids(try await ledger.entries()) == ["igs_3", "igs_1", "igs_2"])
        #expect(ids(try await ledger.entries(all: false)) == ["igs_1", "igs_2"])
        #expect(ids(try await ledger.entries(service: "sandbox")) == ["igs_3", "igs_1"])
        #expect(ids(try await ledger.entries(service: "sandbox", all: false)) == ["igs_1"])
    }

    @Test func `an id is taken only once`() async throws {
        let ledger = try Ledger(path: path)
        try await ledger.insert(Sample.entry(1))
        await expectFailure(.duplicateID) { try await ledger.insert(Sample.entry(1)) }
        #expect(try await ledger.entries().count == 1)
    }

    @Test func `writes that come together fail one by one`() async throws {
        let ledger = try Ledger(path: path)
        try await ledger.insert(Sample.entry(50))
        let failures = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask { (try? await ledger.insert(Sample.entry(number))) == nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failures == 1)
        #expect(try await ledger.entries().count == 100)
    }

    @Test func `writes are carried through when their task is cancelled`() async throws {
        let ledger = try Ledger(path: path)
        let write = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await ledger.insert(Sample.entry(1))
        }
        try await write.value
        #expect(try await ledger.job(Sample.id(1)) != nil)
    }

    @Test func `the file is durable and shared`() async throws {
        let ledger = try Ledger(path: path)
        let pragmas = try await ledger.pool.write { database in
            [
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try String.fetchOne(database, sql: "PRAGMA synchronous"),
            ]
        }
        #expect(pragmas == ["wal", "2"])
    }

    @Test func `a closed ledger is one file`() async throws {
        let ledger = try Ledger(path: path)
        try await ledger.insert(Sample.entry(1))
        _ = try await ledger.entries()
        ledger.close()
        #expect(try self.folder.bytes(of: "state/ledger.sqlite-wal").isEmpty)
    }

    @Test func `taking up looks at unfinished jobs only`() async throws {
        let ledger = try Ledger(path: path)
        let plan = try await ledger.pool.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    EXPLAIN QUERY PLAN SELECT * FROM job
                    WHERE service = 'sandbox' AND is_open = 1 ORDER BY number
                    """
            ).map { String(describing: $0["detail"] as String?) }.joined()
        }
        #expect(plan.contains("USING INDEX job_open"))
        #expect(!plan.contains("TEMP B-TREE"))
    }

    @Test(arguments: [0o000, 0o077, 0o777])
    func `files are private whatever the umask`(mask: Int) async throws {
        await #expect(processExitsWith: .success) {
            [folder = folder.path as String, mask = mask as Int] in
            _ = umask(mode_t(mask))
            let ledger = try Ledger(path: folder + "/deep/state/ledger.sqlite")
            try await ledger.insert(Sample.entry(1))
            let store = ImageStore(folder: folder + "/deep/store")
            let incoming = try store.receive()
            try incoming.append(Picture.png())
            _ = try incoming.placeImage()
            // Ends without closing, so that the files beside the ledger stay.
            _exit(0)
        }
        let files = [
            "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm",
        ]
        for file in files {
            #expect(try self.folder.mode("deep/state/\(file)") == 0o600)
        }
        let image = try #require(self.folder.names(in: "deep/store/images").first)
        #expect(try self.folder.mode("deep/store/images/\(image)") == 0o600)
        for folder in ["deep", "deep/state", "deep/state/owners", "deep/store/images"] {
            #expect(try self.folder.mode(folder) == 0o700)
        }
    }
}

/// What can be wrong with the file.
extension LedgerTests {
    @Test func `a file that is not a ledger is not touched`() async throws {
        let path = try folder.write(Array("this is no database at all, but text\n".utf8), to: "x")
        await expectFailure(.corrupt) { _ = try Ledger(path: path) }
        #expect(try Data(contentsOf: URL(filePath: path)).count == 37)
    }

    @Test func `a folder that cannot be created is named`() async throws {
        let path = try folder.write([], to: "file")
        do {
            _ = try Ledger(path: path + "/state/ledger.sqlite")
            Issue.record("opened")
        } catch {
            #expect(error.code == .unwritable)
            #expect(error.path.hasPrefix(path))
        }
    }

    @Test func `a folder in place of the file is refused`() async throws {
        let path = folder.path + "/ledger.sqlite"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
        await expectFailure(.unwritable) { _ = try Ledger(path: path) }
    }

    @Test func `a later version's ledger is refused`() async throws {
        let ledger = try Ledger(path: path)
        try await ledger.pool.write { database in
            try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 future')")
        }
        let path = path
        await expectFailure(.newer) { _ = try Ledger(path: path) }
    }

    @Test(arguments: [
        ("state", "'no state'"), ("request", "'{}'"), ("request", "'no JSON'"),
        ("id", "'no id!'"), ("failure", "'[]'"), ("image", "'7'"), ("pacing", "''"),
    ])
    func `an invalid entry is an error that names the column`(
        column: String, value: String
    ) async throws {
        let ledger = try Ledger(path: path)
        try await ledger.insert(Sample.entry(1))
        try await ledger.pool.write { database in
            try database.execute(sql: "UPDATE job SET \(column) = \(value)")
            try LedgerTable.job.sealAll(in: database)
        }
        let listing = try await ledger.listing()
        #expect(listing.jobs.isEmpty)
        #expect(listing.unreadable.map(\.code) == [.corrupt])
        #expect(listing.unreadable.first?.message.contains(column) == true)
    }
}

/// Which process drives what. Two ledgers on one file are two processes, as far as it goes.
extension LedgerTests {
    @Test func `a job that a living process drives is not taken`() async throws {
        let ours = try Ledger(path: path)
        let theirs = try Ledger(path: path)
        let entry = try await ours.insert(Sample.entry(1))
        #expect(try await theirs.claim(service: "sandbox", except: []).isEmpty)
        guard case .driven = try await theirs.claim(Sample.id(1), service: "sandbox") else {
            Issue.record("taken")
            return
        }
        await expectFailure(.notOwned) { try await theirs.update(entry, keep: true) }
    }

    @Test func `a job that was let go is taken by one`() async throws {
        let ours = try Ledger(path: path)
        let theirs = try Ledger(path: path)
        var entry = try await ours.insert(Sample.entry(1))
        entry.lifecycle = Sample.lifecycle(in: .detached)
        try await ours.update(entry, keep: false)
        #expect(try await theirs.claim(service: "https://example.com", except: []).isEmpty)
        #expect(try await theirs.claim(service: "sandbox", except: []).count == 1)
        #expect(try await ours.claim(service: "sandbox", except: []).isEmpty)
    }

    @Test func `a finished job is not taken`() async throws {
        let ledger = try Ledger(path: path)
        for (number, state) in JobLifecycle.State.allCases.enumerated() {
            try await ledger.insert(Sample.entry(number, state: state))
        }
        ledger.close()
        let claimed = try await Ledger(path: path).claim(service: "sandbox", except: [])
        #expect(
            claimed.map(\.lifecycle.state) == [
                .queued, .sending, .uncertain, .accepted, .running, .downloading, .detached,
                .paused, .parked,
            ])
    }

    @Test func `a job of a killed process is taken`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let ledger = try Ledger(path: path)
            for number in 0..<20 { try await ledger.insert(Sample.entry(number)) }
            kill(getpid(), SIGKILL)
        }
        #expect(folder.names(in: "state/owners").count == 1)
        let ledger = try Ledger(path: path)
        let claimed = try await ledger.claim(service: "sandbox", except: [])
        #expect(claimed.map(\.id) == (0..<20).map(Sample.id))
        ledger.ownership.sweep()
        #expect(
            Set(folder.names(in: "state/owners")) == [ledger.ownership.id + ".lock", "commits"])
    }
}
