import Glibc

/// Whether the contents of a folder are the user's own.
package enum FolderTrust {
    /// Whether a folder belongs to another user, or others may write to it.
    package static func isOpenToOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
            && (status.st_uid != geteuid() || status.st_mode & 0o022 != 0)
    }
}
