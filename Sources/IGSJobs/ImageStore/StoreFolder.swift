import Glibc

/// One of the store's folders, opened to be cleaned. No link is followed, neither to it nor in it.
struct StoreFolder: ~Copyable {
    /// The absolute path of the folder.
    let path: String
    private let descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit { _ = close(descriptor) }

    /// Opens a folder of a store; nil if there is none.
    ///
    /// - Throws: `DiskError`, with `isLink` if the store or the folder is a link.
    static func open(_ name: String, ofStore store: String) throws(DiskError) -> StoreFolder? {
        let parent = Disk.folder(of: store)
        let state = Glibc.open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard state >= 0 else {
            if errno == ENOENT { return nil }
            throw DiskError(errno: errno, path: parent)
        }
        defer { _ = close(state) }
        let storeName = String(store.dropFirst(parent.count + 1))
        guard let outer = try openFolder(storeName, in: state, path: store) else { return nil }
        defer { _ = close(outer) }
        let path = "\(store)/\(name)"
        guard let inner = try openFolder(name, in: outer, path: path) else { return nil }
        return StoreFolder(path: path, descriptor: inner)
    }

    /// Calls the body with each name in the folder, in no order.
    func forEachName(_ body: (String) throws -> Void) throws {
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw DiskError(errno: errno, path: path) }
        guard let folder = fdopendir(copy) else {
            let reason = errno
            _ = close(copy)
            throw DiskError(errno: reason, path: path)
        }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    String(cString: $0)
                }
            }
            try body(name)
        }
    }

    /// Returns what a name in the folder stands for; nil if that is not a regular file, or if it is gone.
    func file(_ name: String) -> StoredFile? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0,
            status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        return StoredFile(
            name: name, path: "\(path)/\(name)", byteCount: Int(status.st_size),
            touchedAt: Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9,
            hasOtherNames: status.st_nlink > 1,
            place: Disk.Place(
                device: UInt64(truncatingIfNeeded: status.st_dev),
                inode: UInt64(truncatingIfNeeded: status.st_ino)))
    }

    /// Removes a file, unless it was touched after a moment.
    ///
    /// - Returns: whether it was removed here.
    func remove(_ name: String, untouchedSince moment: Double) throws(DiskError) -> Bool {
        try FolderTurn.removing(descriptor) { () throws(DiskError) in
            guard let file = file(name), file.touchedAt < moment else { return false }
            guard unlinkat(descriptor, name, 0) == 0 else {
                if errno == ENOENT { return false }
                throw DiskError(errno: errno, path: file.path)
            }
            return true
        }
    }

    /// Removes an unfinished file, unless a process is writing it.
    ///
    /// - Parameter isRehearsal: whether to leave it all the same.
    /// - Returns: whether it was removed, or would be.
    func removeUnfinished(_ name: String, isRehearsal: Bool) throws(DiskError) -> Bool {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { _ = close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return false }
        guard !isRehearsal, unlinkat(descriptor, name, 0) != 0 else { return true }
        if errno == ENOENT { return false }
        throw DiskError(errno: errno, path: "\(path)/\(name)")
    }

    /// Opens a folder in another; nil if there is none.
    private static func openFolder(
        _ name: String, in folder: Int32, path: String
    ) throws(DiskError) -> Int32? {
        let descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor < 0 else { return descriptor }
        let reason = errno
        if reason == ENOENT { return nil }
        throw DiskError(errno: Disk.isLink(path) ? ELOOP : reason, path: path)
    }
}

/// A file in the store, as it was a moment ago.
struct StoredFile {
    let name: String
    let path: String
    let byteCount: Int
    /// When a process last put or used it, in seconds since 1970.
    let touchedAt: Double
    /// Whether the same file has another name somewhere, so that removing this one frees nothing.
    let hasOtherNames: Bool
    let place: Disk.Place

    /// The digest in the name of a whole file; nil for any other name.
    var digest: String? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, DigestText.prefix(of: parts[0]) != nil else {
            return nil
        }
        return String(parts[0])
    }
}
