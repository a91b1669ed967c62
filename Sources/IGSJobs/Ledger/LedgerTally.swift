import GRDB

/// Sums over jobs that the ledger keeps: of all jobs of a service, and of those that were submitted in the same quarter
/// of an hour.
///
/// They answer what jobs have cost, and how many there are, without reading the jobs. Triggers keep them (see
/// ``LedgerSchema``), in the transaction that changes a job.
enum LedgerTally {
    /// The quarter of an hour that a moment is in, counted from 1970 in UTC: the day begins with one in every time
    /// zone in use.
    ///
    /// - Parameter moment: in seconds since 1970.
    static func quarter(of moment: Double) -> Int64 {
        Int64(exactly: (moment / 900).rounded(.towardZero)) ?? (moment > 0 ? .max : .min)
    }

    /// Returns how many jobs are unfinished.
    static func unfinishedCount(in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT SUM(unfinished) FROM tally") ?? 0
    }

    /// Returns how many jobs of a service are not forgotten.
    static func listedCount(service: String, in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT listed FROM tally WHERE service = ?", arguments: [service])
            ?? 0
    }

    /// Returns the least number of the jobs that were submitted in the quarter of a moment or later; nil if there are
    /// none.
    static func firstNumber(since moment: Double, in database: Database) throws -> Int64? {
        try Int64.fetchOne(
            database, sql: "SELECT MIN(first) FROM quarter WHERE quarter >= ?",
            arguments: [quarter(of: moment)])
    }

    /// Returns the rows with each service's number of jobs and sums, over all jobs, or since the quarter of a moment.
    static func sums(since moment: Double?, in database: Database) throws -> [Row] {
        guard let moment else {
            return try Row.fetchAll(
                database, sql: "SELECT service, submitted, spent, reserved FROM tally")
        }
        return try Row.fetchAll(
            database,
            sql: """
                SELECT service, SUM(submitted), SUM(spent), SUM(reserved)
                FROM quarter WHERE quarter >= ? GROUP BY service
                """, arguments: [quarter(of: moment)])
    }

    /// Whether the sums are those of the jobs that are there.
    static func isRight(in database: Database) throws -> Bool {
        func values(_ sql: String) throws -> [[DatabaseValue]] {
            try Row.fetchAll(database, sql: sql).map { Array($0.databaseValues) }
        }
        let jobs = try values(
            """
            SELECT service, SUM(is_attached = 0), SUM(forgotten_at IS NULL), SUM(is_open = 1),
                SUM(spent), SUM(reserved)
            FROM job GROUP BY service ORDER BY service
            """)
        let tallies = try values("SELECT * FROM tally ORDER BY service")
        let quarters = try values(
            """
            SELECT service, SUM(submitted), SUM(spent), SUM(reserved)
            FROM quarter GROUP BY service ORDER BY service
            """)
        return jobs == tallies && quarters == jobs.map { [$0[0], $0[1], $0[4], $0[5]] }
    }
}
