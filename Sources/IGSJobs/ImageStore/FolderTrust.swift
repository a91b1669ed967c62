#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Whether what lies in a folder is the user's own.
package enum FolderTrust {
    /// Whether a folder is another user's, or one that others may write to.
    package static func isOpenToOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
            && (status.st_uid != geteuid() || status.st_mode & 0o022 != 0)
    }
}
