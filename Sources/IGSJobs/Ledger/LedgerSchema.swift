import GRDB
import IGSClient

/// The ledger's tables, as the steps that create them. Steps are added, never changed.
enum LedgerSchema {
    /// The digest of a job's picture, as the index `job_picture` has it; null if the column is damaged.
    static let pictureDigest = "CASE WHEN json_valid(image) THEN image ->> '$.sha256' END"

    /// Replaces the store's absolute paths by paths within the store.
    ///
    /// A damaged row stays as it is, so that it is still recognised as damaged.
    private static func makePathsRelative(in database: Database) throws {
        let rows = try Row.fetchAll(
            database, sql: "\(LedgerTable.jobWithoutCost.selection)")
        for row in rows {
            do {
                try makePathsRelative(of: row, in: database)
            } catch let error as LedgerError where error.code == .corrupt {
                continue
            }
        }
    }

    private static func makePathsRelative(of row: Row, in database: Database) throws {
        let old = try LedgerTable.jobWithoutCost.read(row, path: "")
        let request = try relativeRequest(of: old)
        let image = try imageText(of: old)
        let number: Int64 = try old.required("number")
        let values = ["request": request.databaseValue, "image": image.databaseValue]
        func value(_ column: String) -> DatabaseValue { values[column] ?? old.value(column) }
        let table = LedgerTable.jobWithoutPollPath
        let seal = LedgerTable.seal(table.fixed.map(value))
        let checksum = LedgerTable.checksum(seal: seal, table.changing.map(value))
        try database.execute(
            sql: "UPDATE job SET request = ?, image = ?, checksum = ? WHERE number = ?",
            arguments: [request, image, checksum, number])
    }

    /// Gives sound rows the checksum that includes the new column; the others are still recognised as damaged.
    private static func addPollPaths(in database: Database) throws {
        let table = LedgerTable.jobWithoutPollPath
        for row in try Row.fetchAll(database, sql: "\(table.selection)") {
            do {
                let old = try table.read(row, path: "")
                let values = LedgerTable.jobWithoutRequestKey.changing.map(old.value)
                let number: Int64 = try old.required("number")
                try database.execute(
                    sql: "UPDATE job SET checksum = ? WHERE number = ?",
                    arguments: [LedgerTable.checksum(seal: old.seal, values), number])
            } catch let error as LedgerError where error.code == .corrupt {
                continue
            }
        }
    }

    /// Gives sound rows their key and their ordinal, and the checksum that includes both; the others are still recognised
    /// as damaged.
    ///
    /// A job of the first version has neither a run nor a session, only a time that those made with it share.
    private static func addRequestKeys(in database: Database) throws {
        let table = LedgerTable.jobWithoutRequestKey
        let firstTry = try database.makeStatement(sql: "SELECT ordinal FROM job WHERE id = ?")
        let change = try database.makeStatement(
            sql: "UPDATE job SET request_key = ?, ordinal = ?, checksum = ? WHERE number = ?")
        var counts: [String: Int] = [:]
        let rows = try Row.fetchCursor(database, sql: "\(table.selection) ORDER BY number")
        while let row = try rows.next() {
            do {
                let old = try table.read(row, path: "")
                let number: Int64 = try old.required("number")
                var key: Int64?
                var ordinal = 1
                if try !old.required("is_attached") {
                    let made = RequestKey(
                        service: try old.required("service"), text: try old.required("request"))
                    key = made.rawValue
                    let time: Double = try old.required("created_at")
                    let group: String =
                        try old.optional("run") ?? old.optional("session") ?? "\(time)"
                    let first: String? = try old.optional("retry_of")
                    if let first, let its = try Int.fetchOne(firstTry, arguments: [first]) {
                        ordinal = its
                    } else {
                        ordinal = counts["\(made.rawValue) \(group)", default: 0] + 1
                        counts["\(made.rawValue) \(group)"] = ordinal
                    }
                }
                let values = ["request_key": key.databaseValue, "ordinal": ordinal.databaseValue]
                let seal = LedgerTable.seal(
                    LedgerTable.job.fixed.map { values[$0] ?? old.value($0) })
                let checksum = LedgerTable.checksum(seal: seal, old.changing)
                try change.execute(arguments: [key, ordinal, checksum, number])
            } catch let error as LedgerError where error.code == .corrupt {
                continue
            }
        }
    }

    private static func relativeRequest(of row: LedgerRow) throws -> String {
        let request: GenerationRequest = try row.decoded(try row.required("request"), "request")
        return try LedgerEntry.json(
            request.movingFiles { path in
                path.ranges(of: "/store/references/").last.map {
                    "references/" + path[$0.upperBound...]
                } ?? path
            })
    }

    private static func imageText(of row: LedgerRow) throws -> String? {
        try row.optional("image").map { text in
            try LedgerEntry.json(row.decoded(text, "image") as StoredImage)
        }
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 jobs") { database in
            // `is_open` is the complement of the final states, so that the index stays small.
            try database.execute(
                sql: """
                    CREATE TABLE job (
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        id TEXT NOT NULL UNIQUE,
                        service TEXT NOT NULL,
                        name TEXT,
                        request TEXT NOT NULL,
                        pacing TEXT NOT NULL,
                        created_at REAL NOT NULL,
                        submitted_at REAL,
                        completed_at REAL,
                        state TEXT NOT NULL,
                        is_open INTEGER NOT NULL,
                        owner TEXT,
                        task_id TEXT,
                        is_acceptance_known INTEGER NOT NULL,
                        polls INTEGER NOT NULL,
                        progress REAL,
                        result_url TEXT,
                        credits_used REAL,
                        failure TEXT,
                        image TEXT
                    ) STRICT;
                    CREATE INDEX job_open ON job (service, number) WHERE is_open = 1;
                    """)
        }
        migrator.registerMigration("2 money, runs and checksums") { database in
            // An older entry may have been charged for unless it was certainly turned away. Older entries were in no
            // budget, and count with the cost that the service reported.
            try database.execute(
                sql: """
                    ALTER TABLE job ADD COLUMN price INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE job ADD COLUMN budgets TEXT NOT NULL DEFAULT '';
                    ALTER TABLE job ADD COLUMN run TEXT;
                    ALTER TABLE job ADD COLUMN session TEXT;
                    ALTER TABLE job ADD COLUMN retry_of TEXT;
                    ALTER TABLE job ADD COLUMN is_attached INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE job ADD COLUMN may_be_charged INTEGER NOT NULL DEFAULT 1;
                    ALTER TABLE job ADD COLUMN spent INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE job ADD COLUMN reserved INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE job ADD COLUMN forgotten_at REAL;
                    ALTER TABLE job ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
                    UPDATE job SET may_be_charged = 0 WHERE state = 'queued'
                        OR (state IN ('failed', 'rejected') AND is_acceptance_known = 0);
                    UPDATE job SET spent = CAST(round(min(credits_used, 1e9) * 10) AS INTEGER)
                        WHERE credits_used >= 0 AND is_open = 0;
                    CREATE INDEX job_retry ON job (retry_of) WHERE retry_of IS NOT NULL;
                    CREATE TABLE run (
                        id TEXT NOT NULL PRIMARY KEY,
                        script TEXT NOT NULL,
                        digest TEXT NOT NULL,
                        started_at REAL NOT NULL,
                        ended_at REAL,
                        owner TEXT,
                        checksum INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX run_script ON run (script) WHERE ended_at IS NULL;
                    CREATE TABLE budget (
                        id TEXT NOT NULL PRIMARY KEY,
                        scope TEXT NOT NULL,
                        holder TEXT NOT NULL,
                        created_at REAL NOT NULL,
                        cap INTEGER NOT NULL,
                        spent INTEGER NOT NULL,
                        reserved INTEGER NOT NULL,
                        checksum INTEGER NOT NULL
                    ) STRICT;
                    """)
            try LedgerTable.jobWithoutCost.sealAll(in: database)
        }
        migrator.registerMigration("3 paths, costs and tasks") { database in
            try database.execute(
                sql: """
                    ALTER TABLE job ADD COLUMN cost INTEGER;
                    CREATE INDEX job_task ON job (service, task_id) WHERE task_id IS NOT NULL;
                    """)
            try makePathsRelative(in: database)
        }
        migrator.registerMigration("4 poll paths") { database in
            try database.execute(sql: "ALTER TABLE job ADD COLUMN poll_path TEXT")
            try addPollPaths(in: database)
        }
        migrator.registerMigration("5 names and files") { database in
            try database.execute(
                sql: """
                    CREATE INDEX job_name ON job (service, name) WHERE name IS NOT NULL;
                    CREATE TABLE file (
                        path TEXT NOT NULL UNIQUE,
                        sha256 TEXT NOT NULL,
                        job TEXT,
                        noted_at REAL NOT NULL
                    ) STRICT;
                    CREATE INDEX file_content ON file (sha256);
                    """)
        }
        migrator.registerMigration("6 completed jobs") { database in
            // The newest pictures of a service say how long the next ones take.
            try database.execute(
                sql: """
                    CREATE INDEX job_completed ON job (service, number)
                        WHERE state = 'completed' AND is_attached = 0;
                    """)
        }
        migrator.registerMigration("7 tallies and lookups") { database in
            // The quarters of an hour are those of LedgerTally.
            try database.execute(
                sql: """
                    CREATE TABLE tally (
                        service TEXT NOT NULL PRIMARY KEY,
                        submitted INTEGER NOT NULL,
                        listed INTEGER NOT NULL,
                        unfinished INTEGER NOT NULL,
                        spent INTEGER NOT NULL,
                        reserved INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE quarter (
                        quarter INTEGER NOT NULL,
                        service TEXT NOT NULL,
                        first INTEGER NOT NULL,
                        submitted INTEGER NOT NULL,
                        spent INTEGER NOT NULL,
                        reserved INTEGER NOT NULL,
                        PRIMARY KEY (quarter, service)
                    ) STRICT, WITHOUT ROWID;
                    INSERT INTO tally
                        SELECT service, SUM(is_attached = 0), SUM(forgotten_at IS NULL),
                            SUM(is_open = 1), SUM(spent), SUM(reserved)
                        FROM job GROUP BY 1;
                    INSERT INTO quarter
                        SELECT CAST(created_at / 900 AS INTEGER), service, MIN(number),
                            SUM(is_attached = 0), SUM(spent), SUM(reserved)
                        FROM job GROUP BY 1, 2;
                    CREATE TRIGGER job_added AFTER INSERT ON job BEGIN
                        INSERT INTO tally VALUES (
                            NEW.service, NEW.is_attached = 0, NEW.forgotten_at IS NULL,
                            NEW.is_open = 1, NEW.spent, NEW.reserved)
                        ON CONFLICT (service) DO UPDATE SET
                            submitted = submitted + excluded.submitted,
                            listed = listed + excluded.listed,
                            unfinished = unfinished + excluded.unfinished,
                            spent = spent + excluded.spent,
                            reserved = reserved + excluded.reserved;
                        INSERT INTO quarter VALUES (
                            CAST(NEW.created_at / 900 AS INTEGER), NEW.service, NEW.number,
                            NEW.is_attached = 0, NEW.spent, NEW.reserved)
                        ON CONFLICT (quarter, service) DO UPDATE SET
                            submitted = submitted + excluded.submitted,
                            spent = spent + excluded.spent,
                            reserved = reserved + excluded.reserved;
                    END;
                    CREATE TRIGGER job_listed AFTER UPDATE ON job
                    WHEN OLD.is_open <> NEW.is_open
                        OR (OLD.forgotten_at IS NULL) <> (NEW.forgotten_at IS NULL)
                    BEGIN
                        UPDATE tally SET
                            listed = listed
                                + (NEW.forgotten_at IS NULL) - (OLD.forgotten_at IS NULL),
                            unfinished = unfinished + (NEW.is_open = 1) - (OLD.is_open = 1)
                        WHERE service = NEW.service;
                    END;
                    CREATE TRIGGER job_paid AFTER UPDATE ON job
                    WHEN OLD.spent <> NEW.spent OR OLD.reserved <> NEW.reserved
                    BEGIN
                        UPDATE tally SET
                            spent = spent + NEW.spent - OLD.spent,
                            reserved = reserved + NEW.reserved - OLD.reserved
                        WHERE service = NEW.service;
                        UPDATE quarter SET
                            spent = spent + NEW.spent - OLD.spent,
                            reserved = reserved + NEW.reserved - OLD.reserved
                        WHERE quarter = CAST(NEW.created_at / 900 AS INTEGER)
                            AND service = NEW.service;
                    END;
                    CREATE INDEX job_run ON job (run) WHERE run IS NOT NULL;
                    CREATE INDEX job_forgotten ON job (service, forgotten_at)
                        WHERE forgotten_at IS NOT NULL;
                    CREATE INDEX job_picture ON job (\(pictureDigest)) WHERE image IS NOT NULL;
                    """)
        }
        migrator.registerMigration("8 requests") { database in
            try database.execute(
                sql: """
                    ALTER TABLE job ADD COLUMN request_key INTEGER;
                    ALTER TABLE job ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 1;
                    """)
            try addRequestKeys(in: database)
            // Whoever asks for the same again finds the picture that is there.
            try database.execute(
                sql: """
                    CREATE INDEX job_request ON job (request_key, ordinal)
                        WHERE state = 'completed' AND forgotten_at IS NULL;
                    """)
        }
        return migrator
    }
}
