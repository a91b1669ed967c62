internal import Glibc

/// Finds programs as a shell does.
enum ProgramSearch {
    /// Returns the path of the first program with a name in the folders of `PATH`; `nil` if there
    /// is none.
    ///
    /// Folders that are not absolute are skipped: anybody could put a program into the current
    /// folder.
    static func path(of name: String, in environment: [String: String]) -> String? {
        let folders = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return folders.split(separator: ":").filter { $0.hasPrefix("/") }
            .map { "\($0)/\(name)" }
            .first(where: isProgram)
    }

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            && access(path, X_OK) == 0
    }
}
