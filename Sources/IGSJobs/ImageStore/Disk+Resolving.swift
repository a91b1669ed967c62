import Glibc

extension Disk {
    /// Returns the absolute path of an existing file with all links resolved; nil if there is none.
    static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether it is certain that nothing is at a path; it is not if the system does not say.
    static func isMissing(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) != 0 && errno == ENOENT
    }
}

extension DiskError {
    /// Whether something was left because it is a link.
    var isLink: Bool { errno == ELOOP }
}
