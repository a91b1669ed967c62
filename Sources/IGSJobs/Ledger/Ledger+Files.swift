import GRDB
public import IGSClient

/// A picture file of the user's that igs has written, or read as a reference: where it was then, and what it held.
public struct KnownFile: Hashable, Sendable {
    /// Where it was; absolute.
    public let path: String
    /// The digest of its bytes then: see ``ContentDigest``.
    public let sha256: String
    /// The job whose picture it is; nil for a reference.
    public let job: OutTaskID?

    /// Makes a record of a file.
    public init(path: String, sha256: String, job: OutTaskID? = nil) {
        self.path = path
        self.sha256 = sha256
        self.job = job
    }
}

/// The picture files that the user knows by their names.
extension Ledger {
    /// Keeps what some files hold now. What was kept under their paths before is replaced.
    ///
    /// - Throws: `LedgerError`.
    public func remember(_ files: [KnownFile], now: Double) async throws(LedgerError) {
        guard !files.isEmpty else { return }
        try await write { database in
            for file in files {
                try database.execute(
                    sql: """
                        INSERT INTO file (path, sha256, job, noted_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256,
                            job = excluded.job, noted_at = excluded.noted_at
                        """,
                    arguments: [file.path, file.sha256, file.job?.rawValue, now])
            }
        }
    }

    /// The files that held some content when igs last wrote or read them, the latest first.
    ///
    /// - Parameter sha256: of a file's bytes: see ``ContentDigest``.
    /// - Throws: `LedgerError`.
    public func files(holding sha256: String) async throws(LedgerError) -> [KnownFile] {
        try await read { database, _ in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM file WHERE sha256 = ? ORDER BY noted_at DESC, rowid DESC",
                arguments: [sha256]
            ).map { row in
                let job: String? = row["job"]
                return KnownFile(
                    path: row["path"], sha256: row["sha256"],
                    job: job.flatMap(OutTaskID.init(rawValue:)))
            }
        }
    }
}
