import FoundationEssentials
import GRDB
import IGSClient
import IGSRandom
import IGSTestSupport
import Testing

@testable import IGSJobs

import Glibc

/// Damage that SQLite itself does not notice.
struct LedgerDamageTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/ledger.sqlite" }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: LedgerTable.job.fixed + LedgerTable.job.changing + ["checksum"])
    func `any change to a column is found`(column: String) async throws {
        let ledger = try Ledger(path: path)
        try await ledger.insert(Sample.fullEntry(1))
        try await ledger.insert(Sample.fullEntry(2))
        let type = try await ledger.pool.write { database in
            try database.execute(
                sql: """
                    UPDATE job SET \(column) = CASE typeof(\(column))
                        WHEN 'integer' THEN \(column) + 64
                        WHEN 'real' THEN \(column) + 1
                        ELSE \(column) || 'x' END
                    WHERE number = 1
                    """)
            return try String.fetchOne(
                database, sql: "SELECT typeof(\(column)) FROM job WHERE id = 'igs_2'")
        }
        #expect(type != "null", "the sample has no value to damage")
        let listing = try await ledger.listing(forgotten: true)
        #expect(listing.jobs.map(\.id) == [Sample.id(2)])
        #expect(listing.unreadable.map(\.code) == [.corrupt])
        #expect(listing.unreadable.first?.message.hasPrefix("job igs_1") == true)
        // Where an entry is said to be over, SQLite's check compares that with its index; here both were changed.
        if column != "is_open" { #expect(try await ledger.examine().damage?.code == .corrupt) }
    }

    @Test func `damage to a finished job is found on reading it, and holds nothing up`()
        async throws
    {
        let ledger = try Ledger(path: path)
        try await ledger.insert(Sample.entry(1, state: .completed))
        try await ledger.pool.write { try $0.execute(sql: "UPDATE job SET polls = 7") }
        await expectFailure(.corrupt) { _ = try await ledger.job(Sample.id(1)) }
        let findings = try await ledger.examine()
        #expect(findings.damage == nil && findings.unreadable.count == 1)
    }

    @Test func `values that SQLite cannot store are not taken for damage`() async throws {
        let ledger = try Ledger(path: path)
        var entry = Sample.entry(1, state: .running)
        entry.lifecycle.addresses = ["https://cdn.example/a\u{0}b"]
        entry.lifecycle.progress = .nan
        entry.lifecycle.creditsUsed = -0.0
        try await ledger.insert(entry)
        #expect(try await ledger.entry(Sample.id(1))?.lifecycle.progress == nil)
        #expect(try await ledger.examine().isSound)
    }

    @Test func `a flipped bit of the file is never read wrongly`() async throws {
        let ledger = try Ledger(path: path)
        for number in 0..<12 {
            try await ledger.insert(
                number.isMultiple(of: 2)
                    ? Sample.fullEntry(number) : Sample.entry(number, state: .completed))
        }
        let jobs = try await ledger.entries(forgotten: true)
        #expect(jobs.count == 12)
        ledger.close()
        let sound = [UInt8](try Data(contentsOf: URL(filePath: path)))
        var generator = SeededRandom(seed: 4)
        var found = 0
        // What is not zero is in use, as a rule; a bit beyond it tells nothing.
        let used = sound.indices.filter { sound[$0] != 0 }
        for position in stride(from: 0, to: used.count, by: 37).map({ used[$0] }) {
            var bytes = sound
            bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            let copy = try folder.write(bytes, to: "damaged.sqlite")
            for rest in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: copy + rest)
            }
            do {
                let damaged = try Ledger(path: copy)
                defer { damaged.close() }
                let listing = try await damaged.listing(forgotten: true)
                let isKnown = try await !damaged.examine().isSound
                #expect(Set(listing.jobs).isSubset(of: jobs), "at byte \(position)")
                #expect(
                    isKnown || listing.jobs.count == jobs.count, "at byte \(position)")
                if isKnown { found += 1 }
            } catch {
                found += 1
            }
        }
        #expect(found > 50)
    }
}

/// Damage to the log that a killed process leaves, which SQLite takes for the log's end.
extension LedgerDamageTests {
    @Test func `missing commits are noticed`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let ledger = try Ledger(path: path)
            for number in 0..<20 { try await ledger.insert(Sample.entry(number)) }
            kill(getpid(), SIGKILL)
        }
        let log = try folder.bytes(of: "ledger.sqlite-wal")
        for position in stride(from: log.count - 1, to: 0, by: -log.count / 9) {
            var bytes = log
            bytes[position] ^= 1
            let copy = try TemporaryFolder()
            try FileManager.default.createDirectory(
                atPath: copy.file("owners"), withIntermediateDirectories: false)
            _ = try copy.write(bytes, to: "ledger.sqlite-wal")
            for name in ["ledger.sqlite"] + folder.names(in: "owners").map({ "owners/\($0)" }) {
                _ = try copy.write(try folder.bytes(of: name), to: name)
            }
            guard let ledger = try? Ledger(path: copy.file("ledger.sqlite")) else { continue }
            // What is written now does not make up for it.
            for number in 100..<130 { try await ledger.insert(Sample.entry(number)) }
            ledger.close()
            let error = try await Ledger(path: copy.file("ledger.sqlite")).examine().damage
            #expect(error?.code == .corrupt, "at byte \(position) of \(log.count)")
        }
        #expect(try await Ledger(path: path).examine().isSound)
    }

    @Test func `a ledger in place of another begins anew`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let ledger = try Ledger(path: path)
            for number in 0..<20 { try await ledger.insert(Sample.entry(number)) }
            kill(getpid(), SIGKILL)
        }
        for ending in ["", "-wal", "-shm"] {
            try FileManager.default.removeItem(atPath: path + ending)
        }
        #expect(try await Ledger(path: path).examine().isSound)
    }
}

/// A ledger of the first version.
extension LedgerDamageTests {
    @Test func `an older ledger goes on working`() async throws {
        let fresh = try Ledger(path: folder.path + "/fresh/ledger.sqlite")
        for (number, state) in JobLifecycle.State.allCases.enumerated() {
            try await fresh.insert(Sample.entry(number, state: state))
        }
        let old = try DatabaseQueue(path: path)
        try LedgerSchema.migrator.migrate(old, upTo: "1 jobs")
        try await old.writeWithoutTransaction { [source = fresh.path] database in
            let columns = try database.columns(in: "job").map(\.name).joined(separator: ", ")
            try database.execute(
                sql: """
                    ATTACH '\(source)' AS fresh;
                    INSERT INTO job (\(columns)) SELECT \(columns) FROM fresh.job;
                    DETACH fresh;
                    """)
        }
        try old.close()

        let ledger = try Ledger(path: path)
        let entries = try await ledger.entries()
        #expect(entries.map(\.status) == (try await fresh.entries().map(\.status)))
        #expect(try await ledger.examine().isSound)
        fresh.close()
        let claimed = try await ledger.claim(service: "sandbox", except: [])
        #expect(claimed.count == 9)
        try await ledger.update(try #require(claimed.first), keep: true)
        #expect(try await ledger.examine().isSound)
    }
}
