import GRDB

/// The ledger's tables, as the steps that made them. Steps are added, never changed.
enum LedgerSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 jobs") { database in
            // `is_open` is the complement of the final states, so that the index is small for ever.
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
        return migrator
    }
}
