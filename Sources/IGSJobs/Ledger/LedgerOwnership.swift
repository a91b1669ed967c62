import FoundationEssentials
import Synchronization

/// Tells which processes that drive jobs are alive.
///
/// An owner is a file in the folder `owners` beside the ledger, named by a random id and locked for as long as the owner
/// lives. The system drops the lock when the process ends, however it ends; so an owner is dead exactly when its lock
/// can be taken, or its file is gone. No process id is involved, which could be another's by then.
///
/// The file also says how many commits the ledger has had by the owner's last one. A ledger that has had fewer has lost
/// some that were acknowledged: SQLite takes damage to its log for the log's end.
final class LedgerOwnership: Sendable {
    /// This owner's id, as it stands in the ledger.
    let id = UUID().uuidString.lowercased()
    private let folder: String
    private let lock = Mutex<OpenFile?>(nil)

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
            Disk.remove(path(of: id))
            lock = nil
        }
    }

    /// Leaves word of how many commits the ledger has had.
    func note(commits: Int) {
        let digits = String(commits)
        let text = String(repeating: "0", count: max(0, 20 - digits.count)) + digits
        lock.withLock { $0?.writeOver(Array(text.utf8)) }
    }

    /// The most commits that a dead owner has left word of.
    func commitsKnownToTheDead() -> Int {
        var most = 0
        for name in Disk.names(in: folder) where name.hasSuffix(Self.suffix) {
            let owner = String(name.dropLast(Self.suffix.count))
            guard isDead(owner), let file = try? OpenFile(reading: path(of: owner)),
                let bytes = try? file.read(upTo: 20)
            else { continue }
            most = max(most, Int(String(decoding: bytes, as: UTF8.self)) ?? 0)
        }
        return most
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

    /// Removes the files of the dead.
    func sweep() {
        for name in Disk.names(in: folder) where name.hasSuffix(Self.suffix) {
            let owner = String(name.dropLast(Self.suffix.count))
            if isDead(owner) { Disk.remove(path(of: owner)) }
        }
    }
}

extension LedgerOwnership {
    private static let suffix = ".lock"

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
