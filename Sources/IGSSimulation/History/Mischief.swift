import FoundationEssentials
import Glibc
import IGSRandom

/// What users, other programs and disks do to the files around igs.
struct Mischief {
    let world: SerialWorld
    private(set) var random: SeededRandom

    init(world: SerialWorld, random: SeededRandom) {
        self.world = world
        self.random = random
    }

    /// Moves the state folder, while nothing runs; returns its new path.
    mutating func move(_ state: String) -> String {
        let target = state + "+"
        guard rename(state, target) == 0 else { return state }
        world.note("the state folder is moved to \(target)")
        return target
    }

    /// Removes a picture of the store, truncates it, or changes a byte of it.
    mutating func spoil(_ state: String) {
        let folder = state + "/store/images"
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
        let pictures = names.filter { $0.hasSuffix(".png") }.sorted()
        guard let name = random.pick(pictures) else { return }
        let path = "\(folder)/\(name)"
        guard var bytes = files.contents(atPath: path), bytes.count > 40 else { return }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: unlink(path)
        case 1:
            bytes.removeLast(20)
            try? bytes.write(to: URL(filePath: path))
        default:
            bytes[35] ^= 1
            try? bytes.write(to: URL(filePath: path))
        }
        world.note("\(path) is spoilt")
    }

    /// Moves the wall clock by up to a day, forward or back.
    mutating func setClock() {
        world.setClock(by: .random(in: -90_000...90_000, using: &random))
    }
}

/// A ledger that is taken away while igs has it open, and put back.
struct LedgerTheft {
    private let path: String

    private static let suffixes = ["", "-wal", "-shm"]

    /// Takes a ledger away; nil if there is none.
    init?(of state: String, in world: SerialWorld) {
        path = "\(state)/ledger.sqlite"
        guard rename(path, path + ".away") == 0 else { return nil }
        for suffix in Self.suffixes.dropFirst() {
            _ = rename(path + suffix, path + ".away" + suffix)
        }
        world.note("the ledger is taken away")
    }

    /// Puts it back, over whatever igs may have made in its place.
    func undo() {
        for suffix in Self.suffixes {
            unlink(path + suffix)
            _ = rename(path + ".away" + suffix, path + suffix)
        }
    }
}
