import GRDB

/// Removes from a store what no job needs any more. The ledger keeps all its entries: it is the record of the money.
///
/// - A picture goes if all jobs that name it ended before a moment, or were forgotten a day ago, and a file of the user's
///   outside of the state folder holds the same bytes now. If there is no such file, it is reported, and goes only if
///   that is asked for. So are pictures that no job knows.
/// - A reference goes likewise, but only if no job names it that is not forgotten: to try a job again takes its references.
/// - Files that were never finished go, unless a process is writing them.
///
/// Other processes may use the store meanwhile. What an unfinished job names, or a living process drives, or has put or
/// used within a day, stays. Each file goes at once or not at all, so a cleaning may be ended at any moment; the next one
/// continues.
public struct StoreCleaning: Sendable {
    /// Pictures of jobs that ended before this moment are not needed, in seconds since 1970.
    public let endedBefore: Double
    /// Whether to remove also what is unsaved.
    public let removesUnsaved: Bool
    /// Whether to change nothing, and only report.
    public let isRehearsal: Bool

    /// For how long a file stays after it was used, and a job's files after it was forgotten, in seconds.
    public static let rest = 86_400.0

    /// Creates a cleaning, which does nothing until it is run.
    public init(endedBefore: Double, removesUnsaved: Bool = false, isRehearsal: Bool = false) {
        self.endedBefore = endedBefore
        self.removesUnsaved = removesUnsaved
        self.isRehearsal = isRehearsal
    }

    /// Cleans the store beside a ledger. Blocks while it reads and removes files.
    ///
    /// - Parameters:
    ///   - path: the ledger's path. If there is neither a ledger nor a store, there is nothing to do.
    ///   - now: the wall clock, in seconds since 1970.
    ///   - onUnsaved: called for each unsaved file, before it is removed.
    /// - Throws: `LedgerError`, with `corrupt` if an entry cannot be read, since it may need anything; nothing is removed
    ///   then.
    public func run(
        ledger path: String, now: Double, onUnsaved: (UnsavedPicture) -> Void
    ) async throws(LedgerError) -> CleanedStore {
        let path = Disk.absolute(path)
        let store = ImageStore.folder(besideLedger: path)
        guard Disk.exists(path) else {
            // Without its ledger, every picture would be one that no job knows.
            if Disk.isMissing(path), Disk.isMissing(store) { return CleanedStore() }
            throw LedgerError(code: .unwritable, path: path, message: "there is no such file")
        }
        let ledger = try Ledger(path: path)
        defer { ledger.close() }
        if let damage = try await ledger.examine().damage { throw damage }
        let needs = try StoreNeeds(
            of: ledger, endedBefore: endedBefore,
            forgottenBefore: max(endedBefore, now - Self.rest))
        var work = Work(self, ledger, store, needs, now)
        // References first: a picture in the store counts as a copy of one.
        try work.clean("references", onUnsaved)
        try work.clean("images", onUnsaved)
        work.outcome.unfinished = needs.unfinished
        work.findSetAside()
        return work.outcome
    }
}

extension StoreCleaning {
    /// A cleaning in progress.
    private struct Work {
        let cleaning: StoreCleaning
        let ledger: Ledger
        let store: String
        let needs: StoreNeeds
        let now: Double
        /// The state folder, links resolved.
        let state: String
        var outcome = CleanedStore()

        init(
            _ cleaning: StoreCleaning, _ ledger: Ledger, _ store: String, _ needs: StoreNeeds,
            _ now: Double
        ) {
            self.cleaning = cleaning
            self.ledger = ledger
            self.store = store
            self.needs = needs
            self.now = now
            let folder = Disk.folder(of: store)
            state = Disk.resolved(folder) ?? folder
        }

        mutating func clean(
            _ name: String, _ onUnsaved: (UnsavedPicture) -> Void
        ) throws(LedgerError) {
            do {
                guard let folder = try StoreFolder.open(name, ofStore: store) else { return }
                try folder.forEachName { name in
                    if name.hasPrefix(IncomingFile.namePrefix) {
                        try removeLeftover(name, folder)
                    } else {
                        try judge(name, folder, onUnsaved)
                    }
                }
            } catch let error as DiskError {
                let obstacle = CleanedStore.Obstacle(
                    path: error.path, errno: error.isLink ? nil : error.errno)
                if !outcome.obstacles.contains(obstacle) { outcome.obstacles.append(obstacle) }
            } catch {
                throw LedgerError(error, path: ledger.path)
            }
        }

        private mutating func removeLeftover(
            _ name: String, _ folder: borrowing StoreFolder
        ) throws {
            guard let file = folder.file(name), file.touchedAt < now - 60,
                try folder.removeUnfinished(name, isRehearsal: cleaning.isRehearsal)
            else { return }
            count(file, as: .leftover)
        }

        /// Removes or reports a file that is not needed.
        private mutating func judge(
            _ name: String, _ folder: borrowing StoreFolder,
            _ onUnsaved: (UnsavedPicture) -> Void
        ) throws {
            guard let file = folder.file(name), let digest = file.digest,
                let prefix = DigestText.prefix(of: digest)
            else { return }
            let isReference = folder.path.hasSuffix("/references")
            let need = isReference ? needs.references[prefix] : needs.pictures[prefix]
            let moment = restsBefore(need, isReference)
            guard need?.isLasting != true, file.touchedAt < moment else { return }
            if let need, try StoreNeeds.isTakenUp(need.number, in: ledger) { return }
            if try hasCopy(of: file, digest, isReference) {
                try remove(file, folder, moment, as: isReference ? .reference : .saved)
            } else {
                onUnsaved(try unsaved(file, need, isReference))
                if cleaning.removesUnsaved {
                    try remove(file, folder, moment, as: .unsaved)
                } else {
                    outcome.unsavedLeft.add(file.freedByteCount)
                }
            }
        }

        /// Returns the moment before which a file must have been used last, to be removed.
        private func restsBefore(_ need: StoreNeeds.Need?, _ isReference: Bool) -> Double {
            let rested = now - StoreCleaning.rest
            let moment: Double =
                if need != nil {
                    // Whoever names a shorter time than a day means it.
                    max(rested, cleaning.endedBefore)
                } else if isReference {
                    // A session may have it in its reference set, and no job yet.
                    min(rested, cleaning.endedBefore)
                } else {
                    rested
                }
            return min(moment, needs.oldestDriven)
        }

        private mutating func remove(
            _ file: StoredFile, _ folder: borrowing StoreFolder, _ moment: Double,
            as kind: CleanedStore.Kind
        ) throws {
            guard try cleaning.isRehearsal || folder.remove(file.name, untouchedSince: moment)
            else { return }
            count(file, as: kind)
        }

        private mutating func count(_ file: StoredFile, as kind: CleanedStore.Kind) {
            outcome.removed[kind, default: CleanedStore.Amount()].add(file.freedByteCount)
        }

        /// Whether a file outside of the state folder holds the same bytes now; for a reference, also a picture in the
        /// store, which has rules of its own.
        private func hasCopy(
            of file: StoredFile, _ digest: String, _ isReference: Bool
        ) throws -> Bool {
            let known = try ledger.readNow { database, _ in
                try String.fetchAll(
                    database.cachedStatement(
                        sql: "SELECT path FROM file WHERE sha256 = ? ORDER BY noted_at DESC"),
                    arguments: [digest])
            }
            if known.contains(where: { isCopy($0, of: file, digest) }) { return true }
            guard isReference, let format = file.name.split(separator: ".").last else {
                return false
            }
            let picture = "\(store)/images/\(digest).\(format)"
            return !Disk.isLink(picture) && ContentDigest.ofFile(picture) == digest
        }

        private func isCopy(_ path: String, of file: StoredFile, _ digest: String) -> Bool {
            guard let real = Disk.resolved(path), !real.hasPrefix(state + "/"),
                Disk.byteCount(of: real) == file.byteCount,
                // The store's own file may be seen at another place, too.
                Disk.place(of: real) != file.place || file.hasOtherNames
            else { return false }
            return ContentDigest.ofFile(real) == digest
        }

        private func unsaved(
            _ file: StoredFile, _ need: StoreNeeds.Need?, _ isReference: Bool
        ) throws -> UnsavedPicture {
            let job = try need.flatMap { need in
                try ledger.readNow { database, path in
                    try Row.fetchOne(
                        database, sql: "\(LedgerTable.job.selection) WHERE number = ?",
                        arguments: [need.number]
                    ).map { try LedgerEntry(row: $0, path: path).job }
                }
            }
            return UnsavedPicture(
                kind: isReference
                    ? .reference : file.name.hasSuffix(".damaged") ? .damagedPicture : .picture,
                job: job, path: file.path, byteCount: file.byteCount, touchedAt: file.touchedAt)
        }

        /// Finds the ledgers that were set aside.
        mutating func findSetAside() {
            let folder = Disk.folder(of: ledger.path)
            let name = String(ledger.path.dropFirst(folder.count + 1))
            for other in Disk.names(in: folder).sorted()
            where other.hasPrefix(name + ".damaged-") || other.hasPrefix(name + ".old-") {
                let path = "\(folder)/\(other)"
                outcome.setAside.append((path, Disk.byteCount(of: path) ?? 0))
            }
        }
    }
}

extension StoredFile {
    /// How many bytes are free once the file is removed.
    fileprivate var freedByteCount: Int { hasOtherNames ? 0 : byteCount }
}
