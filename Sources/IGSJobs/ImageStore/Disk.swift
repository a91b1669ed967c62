import Glibc

/// The few file operations that the ledger and the store need, private to the user and durable.
enum Disk {
    static let noSpace = ENOSPC
    static let overQuota = EDQUOT
    static let noLocks = ENOLCK

    /// Waits ten milliseconds for something that another process holds briefly.
    static func pause() { usleep(10_000) }

    /// Creates a folder and the missing ones above it, each 0700 whatever the umask. Existing ones stay as they are.
    static func makeFolder(_ path: String) throws(DiskError) {
        if mkdir(path, 0o700) == 0 {
            guard chmod(path, 0o700) == 0 else { throw DiskError(errno: errno, path: path) }
            return
        }
        let reason = errno
        switch reason {
        case EEXIST:
            if isFolder(path) { return }
            // A file in its place, or a link that leads nowhere.
            var status = stat()
            let code = stat(path, &status) == 0 ? ENOTDIR : errno
            throw DiskError(errno: code, path: path)
        case ENOENT:
            let parent = folder(of: path)
            guard parent != path else { throw DiskError(errno: reason, path: path) }
            try makeFolder(parent)
            guard mkdir(path, 0o700) == 0 || errno == EEXIST, chmod(path, 0o700) == 0 else {
                throw DiskError(errno: errno, path: path)
            }
        default:
            throw DiskError(errno: reason, path: path)
        }
    }

    /// Moves a file over another, if there is one, and makes the move durable.
    static func move(_ path: String, to target: String) throws(DiskError) {
        guard rename(path, target) == 0 else { throw DiskError(errno: errno, path: target) }
        try synchronizeFolder(folder(of: target))
    }

    /// Gives a file another name in the same folder, unless that name is taken.
    ///
    /// - Returns: whether the file has that name now. To make that durable, synchronize the folder.
    static func move(_ path: String, toFree target: String) throws(DiskError) -> Bool {
        if link(path, target) == 0 {
            remove(path)
            return true
        }
        switch errno {
        case EEXIST:
            return false
        // The file system has no hard links. Of two processes, the later wins: with the same bytes.
        case EPERM, EOPNOTSUPP, ENOSYS, EMLINK:
            guard !exists(target) else { return false }
            guard rename(path, target) == 0 else { throw DiskError(errno: errno, path: target) }
            return true
        default:
            throw DiskError(errno: errno, path: target)
        }
    }

    /// Removes a file; does nothing if it does not exist.
    static func remove(_ path: String) {
        _ = unlink(path)
    }

    /// Waits until a folder's entries are on the disk.
    static func synchronizeFolder(_ path: String) throws(DiskError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard descriptor >= 0 else { throw DiskError(errno: errno, path: path) }
        defer { _ = close(descriptor) }
        // Some file systems cannot do this for folders; nothing better is possible there.
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw DiskError(errno: errno, path: path)
        }
    }

    /// Returns the names in a folder; none if it cannot be read.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    String(cString: $0)
                }
            }
            names.append(name)
        }
        return names
    }

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a path is a link, whatever it leads to.
    static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Returns which file a path leads to, without following a link; nil if nothing is there.
    static func place(of path: String) -> Place? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return Place(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            inode: UInt64(truncatingIfNeeded: status.st_ino))
    }

    /// A file, whatever its name.
    struct Place: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    /// Returns the length of a file; nil if none is there.
    static func byteCount(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Renames a file that is in the way: `x.old-1`. Does nothing if it does not exist.
    ///
    /// - Returns: the new name; nil if there was no file, or it could not be moved.
    @discardableResult
    static func setAside(_ path: String, as word: String = "old") -> String? {
        guard exists(path) else { return nil }
        var number = 1
        while exists("\(path).\(word)-\(number)") { number += 1 }
        let target = "\(path).\(word)-\(number)"
        return rename(path, target) == 0 ? target : nil
    }

    /// Restricts a file's permissions to the user; does nothing if it does not exist.
    static func makePrivate(_ path: String) {
        _ = chmod(path, 0o600)
    }

    /// Returns the path without its last component.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Returns the absolute path, resolved against the process's current folder.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let current = getcwd(nil, 0) else { return path }
        defer { free(current) }
        return String(cString: current) + "/" + path
    }

    /// Returns the operating system's message for an error number.
    static func message(of errno: Int32) -> String {
        strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
    }
}
