import FoundationEssentials
import Synchronization

/// Finds out which of the processes that drive jobs are alive.
///
/// An owner is a file in the folder `owners` beside the ledger, named by a random id and locked for as long as the
/// owner lives. The system drops the lock when the process ends, however it ends; so an owner is dead exactly if its
/// lock can be taken, or its file is gone. No process id is involved, because another process could have it by then.
///
/// The file also holds the number of commits that the ledger had at the owner's last one; for owners that have left,
/// the file `commits` beside it holds that number. A ledger with fewer commits has lost some that were acknowledged:
/// SQLite takes damage to its log for the log's end, and putting an older copy in the ledger's place has the same
/// effect.
final class LedgerOwnership: Sendable {
    /// This owner's id, as the ledger has it.
    let id = UUID().uuidString.lowercased()
    private let folder: String
    private let lock = Mutex<OpenFile?>(nil)
    private let lastCommits = Mutex(0)

    init(folder: String) {
        self.folder = folder
    }

    deinit {
        release()
    }

    /// Registers this owner as alive, before its id appears in any entry. Once is enough.
    func acquire() throws(DiskError) {
        let failure: DiskError? = lock.withLock { lock in
            guard lock == nil else { return nil }
            do throws(DiskError) {
                lock = try lockedFile()
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Unregisters this owner. Its entries are free to be taken.
    func release() {
        lock.withLock { lock in
            guard lock != nil else { return }
            remember(commits: lastCommits.withLock { $0 })
            Disk.remove(path(of: id))
            lock = nil
        }
    }

    /// Drops the lock and leaves the file, as the end of the process does.
    func vanish() {
        lock.withLock { $0 = nil }
    }

    /// Records how many commits the ledger has had.
    func note(commits: Int) {
        lastCommits.withLock { $0 = max($0, commits) }
        let digits = String(commits)
        let text = String(repeating: "0", count: max(0, 20 - digits.count)) + digits
        lock.withLock { $0?.writeOver(Array(text.utf8)) }
    }

    /// Returns the highest number of commits recorded by an owner that is dead, or has left.
    func commitsKnown() -> Int {
        var most = Self.number(in: commitsFile)
        for name in Disk.names(in: folder) where name.hasSuffix(Self.suffix) {
            let owner = String(name.dropLast(Self.suffix.count))
            if isDead(owner) { most = max(most, Self.number(in: path(of: owner))) }
        }
        return most
    }

    /// Forgets the recorded commits: their ledger is gone, or its loss is known.
    func forgetCommits() {
        removeTheDead()
        Disk.remove(commitsFile)
    }

    /// Whether another owner is alive.
    var hasOthers: Bool {
        Disk.names(in: folder).contains { name in
            let owner = String(name.dropLast(Self.suffix.count))
            return name.hasSuffix(Self.suffix) && owner != id && !isDead(owner)
        }
    }

    /// Whether an owner is gone for good.
    func isDead(_ owner: String) -> Bool {
        guard owner != id else { return false }
        do throws(DiskError) {
            let file = try OpenFile(reading: path(of: owner))
            return file.lock()
        } catch {
            return !Disk.exists(path(of: owner))
        }
    }

    /// Removes the files of dead owners, but keeps what they recorded.
    func sweep() {
        remember(commits: commitsKnown())
        removeTheDead()
    }
}

extension LedgerOwnership {
    private static let suffix = ".lock"

    private var commitsFile: String { folder + "/commits" }

    private static func number(in path: String) -> Int {
        guard let file = try? OpenFile(reading: path), let bytes = try? file.read(upTo: 20) else {
            return 0
        }
        return Int(String(decoding: bytes, as: UTF8.self)) ?? 0
    }

    /// If it cannot be written, less is noticed later; nothing else is lost.
    private func remember(commits: Int) {
        guard commits > Self.number(in: commitsFile) else { return }
        let temporary = "\(folder)/.commits-\(id)"
        guard let file = try? OpenFile(creating: temporary) else { return }
        try? file.write(Array(String(commits).utf8))
        try? Disk.move(temporary, to: commitsFile)
    }

    private func removeTheDead() {
        for name in Disk.names(in: folder) where name.hasSuffix(Self.suffix) {
            let owner = String(name.dropLast(Self.suffix.count))
            if isDead(owner) { Disk.remove(path(of: owner)) }
        }
    }
}

extension LedgerOwnership {
    private func path(of owner: String) -> String { "\(folder)/\(owner)\(Self.suffix)" }

    /// Returns the locked file. It gets its name only once it is locked: nobody sees it unlocked while its owner lives.
    private func lockedFile() throws(DiskError) -> OpenFile {
        try Disk.makeFolder(folder)
        let nameless = "\(folder)/.\(id)"
        let file = try OpenFile(creating: nameless)
        guard file.lock() else { throw DiskError(errno: Disk.noLocks, path: nameless) }
        try Disk.move(nameless, to: path(of: id))
        return file
    }
}
