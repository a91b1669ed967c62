import Crypto
import IGSImages

/// A file of the store on its way in: written beside its final place, hashed as it comes.
///
/// Until it is put in its place it is a hidden, locked, temporary file; one that goes before that takes the file with it.
/// After a crash the lock is gone and the file stays: see ``ImageStore/sweep(now:)``.
final class IncomingFile {
    /// The beginning of the name of every unfinished file.
    static let namePrefix = ".incoming-"
    private static let headCount = 256 * 1024

    /// The file's first bytes, enough to read a picture's header from.
    private(set) var head: [UInt8] = []
    /// How many bytes have come.
    private(set) var byteCount = 0
    /// The SHA-256 of the bytes that have come.
    var digest: String { ContentDigest.hexadecimal(hash.finalize()) }
    /// Where it is before it is put in its place.
    var path: String { file.path }
    private let folder: String
    private let file: OpenFile
    private var hash = SHA256()
    /// What is known of the bytes as a picture.
    private(set) var check = PictureCheck()
    private var isPlaced = false

    /// Begins a file in a folder, which is made where it is missing.
    init(in folder: String) throws(DiskError) {
        try Disk.makeFolder(folder)
        self.folder = folder
        let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        file = try OpenFile(creating: "\(folder)/\(Self.namePrefix)\(random)")
        _ = file.lock()
    }

    deinit {
        if !isPlaced { Disk.remove(file.path) }
    }

    /// Takes the next bytes.
    func append(_ bytes: [UInt8]) throws(DiskError) {
        try file.write(bytes)
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        byteCount += bytes.count
        if head.count < Self.headCount {
            head += bytes.prefix(Self.headCount - head.count)
        }
        check.append(bytes)
    }

    /// Puts the whole file in its place, by its content, and answers its name there and its SHA-256.
    ///
    /// When it returns, the file survives a loss of power. A file of that content that is there already stays; one that
    /// is there and was damaged is replaced.
    func place(extension fileExtension: String) throws(DiskError) -> (path: String, sha256: String)
    {
        let digest = digest
        let target = "\(folder)/\(digest).\(fileExtension)"
        try file.synchronize()
        if try !Disk.move(file.path, toFree: target) {
            if isWhole(target, digest) {
                Disk.remove(file.path)
            } else {
                try Disk.move(file.path, to: target)
            }
        }
        isPlaced = true
        try Disk.synchronizeFolder(folder)
        return (target, digest)
    }

    /// Whether a file holds what its name says.
    private func isWhole(_ path: String, _ digest: String) -> Bool {
        guard let file = try? OpenFile(reading: path), file.isRegular,
            file.identity?.byteCount == byteCount
        else { return false }
        return ContentDigest.of(file) == digest
    }
}
