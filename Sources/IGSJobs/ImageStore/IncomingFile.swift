import IGSImages
import SHA2

/// A file on its way into the store: written beside its final place, and hashed as it arrives.
///
/// Until it is put in its place, it is a hidden, locked, temporary file; a value that is destroyed before that removes
/// the file. After a crash the lock is gone and the file stays: see ``ImageStore/sweep(now:)``.
final class IncomingFile {
    /// The prefix of the name of every unfinished file.
    static let namePrefix = ".incoming-"
    private static let headCount = 256 * 1024

    /// The file's first bytes, enough to read a picture's header.
    private(set) var head: [UInt8] = []
    /// How many bytes have arrived.
    private(set) var byteCount = 0
    /// The SHA-256 of the bytes that have arrived.
    var digest: String { hash.finalize().hexadecimal }
    /// The path of the file before it is put in its place.
    var path: String { file.path }
    private let folder: String
    private let file: OpenFile
    private var hash = SHA256()
    /// What the bytes show so far about the picture.
    private(set) var check = PictureCheck()
    private var isPlaced = false

    /// Begins a file in a folder, which is created if it is missing.
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

    /// Appends the next bytes.
    func append(_ bytes: [UInt8]) throws(DiskError) {
        try file.write(bytes)
        hash.update(bytes)
        byteCount += bytes.count
        if head.count < Self.headCount {
            head += bytes.prefix(Self.headCount - head.count)
        }
        check.append(bytes)
    }

    /// Appends the rest of another file, and stops once there are more bytes than a limit.
    func append(_ other: borrowing OpenFile, upTo limit: Int) throws(DiskError) {
        while byteCount <= limit {
            let chunk = try other.read(upTo: 256 * 1024)
            guard !chunk.isEmpty else { break }
            try append(chunk)
        }
    }

    /// Puts the whole file in its place, by its content, and returns its path there and its SHA-256.
    ///
    /// When it returns, the file survives a loss of power. If a file with that content is already there, it stays; if
    /// it was damaged, it is replaced.
    func place(extension fileExtension: String) throws(DiskError) -> (path: String, sha256: String)
    {
        let digest = digest
        let target = "\(folder)/\(digest).\(fileExtension)"
        try file.synchronize()
        // Whoever cleans the store leaves what was touched after that.
        try FolderTurn.using(folder) { () throws(DiskError) in
            guard try !Disk.move(file.path, toFree: target) else { return }
            if isWhole(target, digest) {
                FolderTurn.touch(target)
                Disk.remove(file.path)
            } else {
                try Disk.move(file.path, to: target)
            }
        }
        isPlaced = true
        try Disk.synchronizeFolder(folder)
        return (target, digest)
    }

    /// Whether a file contains what its name says.
    private func isWhole(_ path: String, _ digest: String) -> Bool {
        guard let file = try? OpenFile(reading: path), file.isRegular,
            file.identity?.byteCount == byteCount
        else { return false }
        return ContentDigest.of(file) == digest
    }
}
