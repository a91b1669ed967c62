import Glibc

/// The names in a folder, for completion.
enum FolderListing {
    struct Entry: Sendable, Equatable {
        let name: String
        let isFolder: Bool
    }

    /// Returns the entries of the folder at `path`, in no order; none if it cannot be read.
    static func entries(of path: String) -> [Entry] {
        guard let folder = opendir(path.isEmpty ? "." : path) else { return [] }
        defer { closedir(folder) }
        var entries: [Entry] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            entries.append(Entry(name: name, isFolder: isFolder(entry.pointee.d_type, path + name)))
        }
        return entries
    }

    /// Whether an entry is a folder. Some file systems do not say what kind an entry is, and a link
    /// counts as what it leads to.
    private static func isFolder(_ type: UInt8, _ path: String) -> Bool {
        if type == UInt8(DT_DIR) { return true }
        guard type == UInt8(DT_UNKNOWN) || type == UInt8(DT_LNK) else { return false }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
