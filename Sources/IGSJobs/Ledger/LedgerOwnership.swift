import FoundationEssentials
import Synchronization

/// Tells which processes that drive jobs are alive.
///
/// An owner is a file in the folder `owners` beside the ledger, named by a random id and locked for as long as the owner
/// lives. The system drops the lock when the process ends, however it ends; so an owner is dead exactly when its lock
/// can be taken, or its file is gone. No process id is involved, which could be another's by then.
///
/// The file also says how many commits the ledger has had by the owner's last one, and the file `commits` beside it says it
/// of the owners that have left. A ledger that has had fewer has lost some that were acknowledged: SQLite takes damage to
/// its log for the log's end, and who puts an older copy in the ledger's place does the same.
final class LedgerOwnership: Sendable {
    /// This owner's id, as it stands in the ledger.
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

    /// Makes this owner known as alive, before its id stands in any entry. Once is enough.
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

    /// Makes this owner known as gone. Its entries are free to be taken.
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

    /// Leaves word of how many commits the ledger has had.
    func note(commits: Int) {
        lastCommits.withLock { $0 = max($0, commits) }
        let digits = String(commits)
        let text = String(repeating: "0", count: max(0, 20 - digits.count)) + digits
        lock.withLock { $0?.writeOver(Array(text.utf8)) }
    }

    /// The most commits that an owner has left word of that is dead, or has left.
    func commitsKnown() -> Int {
        var most = Self.number(in: commitsFile)
        for name in Disk.names(in: folder) where name.hasSuffix(Self.suffix) {
            let owner = String(name.dropLast(Self.suffix.count))
            if isDead(owner) { most = max(most, Self.number(in: path(of: owner))) }
        }
        return most
    }

    /// Lets what is known of commits be forgotten: the ledger that they were of is gone, or what it lacks is known.
    func forgetCommits() {
        removeTheDead()
        Disk.remove(commitsFile)
    }

    /// Whether another owner lives.
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

    /// Removes the files of the dead, but for what they know.
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

    /// If it cannot be written, less is noticed later; nothing is lost by that.
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

    /// The file gets its name only when it is locked: it is never seen unlocked while its owner lives.
    private func lockedFile() throws(DiskError) -> OpenFile {
        try Disk.makeFolder(folder)
        let nameless = "\(folder)/.\(id)"
        let file = try OpenFile(creating: nameless)
        guard file.lock() else { throw DiskError(errno: Disk.noLocks, path: nameless) }
        try Disk.move(nameless, to: path(of: id))
        return file
    }
}
