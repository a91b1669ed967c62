import FoundationEssentials
import Glibc
import IGSClient

/// Copies pictures out of the store, to where the user wants them.
///
/// A picture is complete or not there at all: it is written beside its place and then moved. Nothing
/// is overwritten unless that was asked for, and then only pictures are.
struct PictureWriter {
    /// The folder below which everything is written; `nil`: anywhere.
    let confinement: String?
    /// Whether a picture that is there already is replaced.
    let replaces: Bool

    /// Writes a picture.
    ///
    /// - Returns: Whether it was written; `false` where the same bytes were there already.
    /// - Throws: ``Failure`` where it cannot be written; nothing was changed then.
    func write(_ source: String, to path: String) throws(Failure) -> Bool {
        try confine(path)
        let data = try read(source)
        let folder = Self.folder(of: path)
        guard makeFolder(folder) else { throw RuntimeMessages.cannotWrite(path, errno: errno) }
        if try isPresent(path) {
            if (try? Data(contentsOf: URL(filePath: path))) == data { return false }
            guard replaces else { throw RuntimeMessages.fileExists(path) }
            guard Self.isPicture(path) else { throw RuntimeMessages.notReplaceable(path) }
        }
        try place(data, at: path, in: folder)
        return true
    }
}

private extension PictureWriter {
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    func read(_ path: String) throws(Failure) -> Data {
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw RuntimeMessages.storeUnreadable(path)
        }
    }

    /// Whether something is at a path.
    func isPresent(_ path: String) throws(Failure) -> Bool {
        var information = stat()
        guard lstat(path, &information) == 0 else { return false }
        guard information.st_mode & S_IFMT == S_IFREG else {
            throw RuntimeMessages.notReplaceable(path)
        }
        return true
    }

    static func isPicture(_ path: String) -> Bool {
        (try? ReferenceImage(file: path)) != nil
    }

    /// Makes a folder and those above it; `errno` says why it cannot.
    func makeFolder(_ path: String) -> Bool {
        if mkdir(path, 0o777) == 0 { return true }
        if errno == ENOENT, path.contains("/"), makeFolder(Self.folder(of: path)) {
            return mkdir(path, 0o777) == 0
        }
        return errno == EEXIST
    }

    /// Writes a file beside its place, and moves it there.
    func place(_ data: Data, at path: String, in folder: String) throws(Failure) {
        let temporary = "\(folder)/.igs-\(UInt64.random(in: .min ... .max)).part"
        guard create(temporary, data) else {
            let reason = errno
            unlink(temporary)
            throw RuntimeMessages.cannotWrite(path, errno: reason)
        }
        defer { unlink(temporary) }
        if !replaces {
            if link(temporary, path) == 0 { return }
            if errno == EEXIST { throw RuntimeMessages.fileExists(path) }
            // Else a file system without hard links: nothing was there a moment ago.
        }
        guard rename(temporary, path) == 0 else {
            throw RuntimeMessages.cannotWrite(path, errno: errno)
        }
    }

    /// Creates a file with a content; `errno` says why it cannot.
    func create(_ path: String, _ data: Data) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { return false }
        let isWritten = data.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let count = Glibc.write(
                    descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
                if count < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                offset += count
            }
            return true
        }
        let reason = errno
        guard close(descriptor) == 0, isWritten else {
            if !isWritten { errno = reason }
            return false
        }
        return true
    }

    /// Refuses a path that leads out of the confinement, also by way of a symbolic link.
    func confine(_ path: String) throws(Failure) {
        guard let confinement else { return }
        guard let root = realpath(confinement, nil) else {
            throw RuntimeMessages.cannotWrite(confinement, errno: errno)
        }
        defer { free(root) }
        let absolute =
            path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        // The system follows links before it follows `..`, so the path is taken as it was typed, and
        // what does not exist yet may go down only.
        var existing = absolute
        var resolved = realpath(existing, nil)
        var missing: [Substring] = []
        while resolved == nil, existing.count > 1 {
            let parent = Self.folder(of: existing)
            missing += existing.dropFirst(parent.count).split(separator: "/")
            existing = parent
            resolved = realpath(existing, nil)
        }
        defer { free(resolved) }
        let rootPath = String(cString: root)
        let place = resolved.map { String(cString: $0) } ?? "/"
        let isBelow = place == rootPath || place.hasPrefix(rootPath == "/" ? "/" : rootPath + "/")
        guard isBelow, !missing.contains("..") else {
            throw RuntimeMessages.outsideFolder(path, folder: rootPath)
        }
    }
}
