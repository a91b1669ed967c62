import GRDB

@testable import IGSJobs

extension Ledger {
    /// Makes every change of a job fail from now on, as on a full disk.
    func refuseUpdates() async throws {
        try await pool.write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER full BEFORE UPDATE ON job BEGIN
                        SELECT RAISE(ABORT, 'no more');
                    END
                    """)
        }
    }
}
