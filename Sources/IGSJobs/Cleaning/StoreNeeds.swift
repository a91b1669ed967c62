import GRDB

/// What the ledger needs of the store: the digests that its entries name, and for how long.
///
/// Takes a few dozen bytes for each picture. Of a digest only the first 64 bits are kept: two that agree in them would
/// keep a file, and never remove one.
struct StoreNeeds {
    /// What is known of a digest that entries name.
    struct Need {
        /// The number of the newest entry that names it.
        var number: Int64
        /// Whether one of the entries needs the file in the store.
        var isLasting: Bool
    }

    private(set) var pictures: [UInt64: Need] = [:]
    private(set) var references: [UInt64: Need] = [:]
    /// When the oldest job was made that a living process drives. What was touched later may be a picture that is not in
    /// the ledger yet.
    private(set) var oldestDriven = Double.infinity
    /// The jobs that are unfinished, or that a living process drives.
    private(set) var unfinished: [UnfinishedTask] = []

    /// Reads all entries, one after the other.
    ///
    /// - Throws: `LedgerError`, with `corrupt` if an entry cannot be read: it may need anything.
    init(
        of ledger: Ledger, endedBefore: Double, forgottenBefore: Double
    ) throws(LedgerError) {
        self = try ledger.readNow { database, path in
            var needs = StoreNeeds()
            var owners: [String: Bool] = [:]
            let rows = try Row.fetchCursor(
                database, sql: "\(LedgerTable.job.selection) ORDER BY number")
            while let found = try rows.next() {
                let row = try LedgerTable.job.read(found, path: path)
                let isDriven = ledger.ownership.isAlive(found, &owners)
                try needs.add(
                    row, isDriven: isDriven, endedBefore: endedBefore,
                    forgottenBefore: forgottenBefore)
            }
            return needs
        }
    }

    private init() {}

    /// Whether the entry with a number is unfinished, or driven by a living process.
    static func isTakenUp(_ number: Int64, in ledger: Ledger) throws(LedgerError) -> Bool {
        try ledger.readNow { database, path in
            guard
                let found = try Row.fetchOne(
                    database.cachedStatement(sql: "\(LedgerTable.job.selection) WHERE number = ?"),
                    arguments: [number])
            else { return false }
            let row = try LedgerTable.job.read(found, path: path)
            var owners: [String: Bool] = [:]
            return try row.required("is_open") || ledger.ownership.isAlive(found, &owners)
        }
    }

    private mutating func add(
        _ row: LedgerRow, isDriven: Bool, endedBefore: Double, forgottenBefore: Double
    ) throws {
        let number: Int64 = try row.required("number")
        let createdAt: Double = try row.required("created_at")
        let endedAt: Double = try row.optional("completed_at") ?? createdAt
        let forgottenAt: Double? = try row.optional("forgotten_at")
        let isForgotten = forgottenAt.map { $0 < forgottenBefore } ?? false
        let isOpen: Bool = try row.required("is_open")
        if isDriven { oldestDriven = min(oldestDriven, createdAt) }
        if isOpen || isDriven {
            unfinished.append(
                UnfinishedTask(
                    service: try row.required("service"), id: try row.required("id"),
                    task: try row.optional("task_id")))
        }
        let isUnfinished = isOpen || isDriven
        for column in ["image", "failure"] {
            guard let text: String = try row.optional(column) else { continue }
            DigestText.forEach(in: text) { digest in
                Self.add(
                    number, isLasting: isUnfinished || !(isForgotten || endedAt < endedBefore),
                    to: &pictures[digest])
            }
        }
        DigestText.forEach(in: try row.required("request")) { digest in
            Self.add(number, isLasting: isUnfinished || !isForgotten, to: &references[digest])
        }
    }

    private static func add(_ number: Int64, isLasting: Bool, to need: inout Need?) {
        need = Need(number: number, isLasting: isLasting || need?.isLasting ?? false)
    }
}

/// A task that a job is still waiting for: the service must keep it.
public struct UnfinishedTask: Hashable, Sendable {
    /// The service, as the ledger has it.
    public let service: String
    /// Our id of the job.
    public let id: String
    /// The service's id; nil while it is not known.
    public let task: String?
}
