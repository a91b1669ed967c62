import FoundationEssentials
import GRDB

/// Makes a sound ledger of what can be read of a damaged one, which is set aside and stays as it is.
public struct LedgerRepair: Sendable {
    /// Entries that were whole.
    public internal(set) var wholeCount = 0
    /// Entries of which a part was damaged. The service is asked for their tasks.
    public internal(set) var partialCount = 0
    /// Runs and budgets that are kept as they read, though a part of them was damaged.
    public internal(set) var unsureCount = 0
    /// Entries of which not even the id could be read.
    public internal(set) var lostCount = 0
    /// Pictures in the store that no entry knows.
    public internal(set) var unknownPictures: [String] = []
    /// Where the damaged ledger is now; nil where there was nothing to set aside.
    public internal(set) var setAside: String?

    /// Repairs the ledger at a path.
    ///
    /// What is missing from a sound file, because an older copy was put in its place or its log was lost, counts as known
    /// from then on: what was paid for in between can be had by `attach`.
    ///
    /// - Throws: `LedgerError`, with `busy` where another process uses the ledger; nothing has changed then.
    public init(ledger path: String) throws(LedgerError) {
        let path = Disk.absolute(path)
        let folder = Disk.folder(of: path)
        let ownership = LedgerOwnership(folder: folder + "/owners")
        guard Disk.exists(path) else {
            throw LedgerError(code: .unwritable, path: path, message: "there is no such file")
        }
        guard !ownership.hasOthers else {
            throw LedgerError(code: .busy, path: path, message: "another igs is running")
        }
        do {
            // The damaged file stays as it is: what reads it, works on a copy. Beside the new one, which has a folder and
            // owners of its own, until it is whole.
            let workshop = folder + "/repair"
            try? FileManager.default.removeItem(atPath: workshop)
            try Disk.makeFolder(workshop)
            defer { try? FileManager.default.removeItem(atPath: workshop) }
            for end in ["", "-wal"] where Disk.exists(path + end) {
                try FileManager.default.copyItem(
                    atPath: path + end, toPath: "\(workshop)/damaged.sqlite\(end)")
            }
            let salvage = LedgerSalvage(path: workshop + "/damaged.sqlite")
            let repaired = workshop + "/ledger.sqlite"
            try write(salvage, to: repaired, like: path)
            // The log belongs to the ledger beside it, and keeps its name with it.
            guard let aside = Disk.setAside(path, as: "damaged") else {
                throw LedgerError(code: .unwritable, path: path)
            }
            setAside = aside
            for end in ["-wal", "-shm"] where Disk.exists(path + end) {
                try Disk.move(path + end, to: aside + end)
            }
            try Disk.move(repaired, to: path)
            ownership.forgetCommits()
        } catch {
            throw LedgerError(error, path: path)
        }
        findUnknownPictures(in: ImageStore.folder(besideLedger: path), ledger: path)
    }
}

extension LedgerRepair {
    private mutating func write(
        _ salvage: LedgerSalvage, to repaired: String, like path: String
    ) throws {
        let ledger = try Ledger(path: repaired)
        defer { ledger.close() }
        var counts = (whole: 0, partial: 0, lost: salvage.lostCount)
        var unsure = 0
        try ledger.pool.write { database in
            for table in [LedgerTable.run, .budget] {
                for row in salvage.rows[table.name] ?? [] {
                    guard try !copy(row, of: table, in: database) else { continue }
                    // Without its run a script would pay anew, and without its budget, without a cap.
                    try table.insert(
                        table.fixed.map { row[$0] ?? .null },
                        table.changing.map { row[$0] ?? .null },
                        in: database)
                    unsure += 1
                }
            }
            // What a file holds is looked at again before anything depends on it.
            for row in salvage.rows["file"] ?? [] {
                try? database.execute(
                    sql: "INSERT INTO file (path, sha256, job, noted_at) VALUES (?, ?, ?, ?)",
                    arguments: [row["path"], row["sha256"], row["job"], row["noted_at"]])
            }
            for row in salvage.rows["job"] ?? [] {
                if try copy(row, of: .job, in: database) {
                    counts.whole += 1
                } else if let entry = LedgerSalvage.part(of: row, path: path) {
                    let number = Int64.fromDatabaseValue(row["number"] ?? .null) ?? 0
                    _ = try Ledger.insert(
                        entry, as: number, owner: nil, in: database, path: path)
                    counts.partial += 1
                } else {
                    counts.lost += 1
                }
            }
        }
        (wholeCount, partialCount, lostCount) = counts
        unsureCount = unsure
    }

    /// Copies a row as it is, where it is whole.
    @discardableResult
    private func copy(_ row: Row, of table: LedgerTable, in database: Database) throws -> Bool {
        // A ledger of 0.1 that is too damaged to be migrated has the checksums of its own columns.
        let older: LedgerTable? =
            table.name != LedgerTable.job.name || row.hasColumn("poll_path")
            ? nil : row.hasColumn("cost") ? .jobWithoutPollPath : .jobWithoutCost
        guard let whole = try? (older ?? table).read(row, path: "") else { return false }
        try table.insert(
            table.fixed.map { whole.row[$0] ?? .null },
            table.changing.map { whole.row[$0] ?? .null }, in: database)
        return true
    }

    private mutating func findUnknownPictures(in store: String, ledger path: String) {
        guard let ledger = try? Ledger(path: path) else { return }
        defer { ledger.close() }
        let known = try? ledger.pool.read { database in
            try String.fetchSet(
                database,
                sql: "SELECT json_extract(image, '$.sha256') FROM job WHERE image NOT NULL")
        }
        let folder = store + "/images"
        unknownPictures = Disk.names(in: folder).sorted().compactMap { name in
            let digest = name.prefix { $0 != "." }
            guard digest.utf8.count == 64, known?.contains(String(digest)) == false else {
                return nil
            }
            return "\(folder)/\(name)"
        }
    }
}
