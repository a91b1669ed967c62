import Foundation
import Glibc

/// Paths as users write them.
package enum UserPath {
    /// Returns a path with its leading `~/` replaced by the home folder.
    static func expand(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        return home() + path.dropFirst()
    }

    /// Returns the file that a user means for reading: a path like ``expand(_:)``, and if nothing is there, the file
    /// with the same name in another composition of its characters, as other systems write them (NFC and NFD).
    static func toRead(_ path: String) -> String {
        let path = expand(path)
        guard !path.utf8.allSatisfy({ $0 < 0x80 }), !exists(path) else { return path }
        var found = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            let folder = found.isEmpty ? "." : found
            var name = String(component)
            if !exists(found + name) {
                // Swift treats texts as equal if only the composition of their characters differs.
                let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
                let others = names.filter { $0 == name }
                guard others.count == 1, let other = others.first else { return path }
                name = other
            }
            found += name + "/"
        }
        return String(found.dropLast())
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Returns a path without links; `nil` if nothing is there.
    static func withoutLinks(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Returns the path of a file without links, `.` and `..`; if the file does not exist, the path as it is.
    static func absolute(_ path: String) -> String { withoutLinks(path) ?? path }

    /// Returns the shortest path to a file from here: relative below the current folder, otherwise with `~/` below the
    /// home folder.
    static func shortest(_ path: String) -> String {
        let folder = absolute(".") + "/"
        guard path.hasPrefix(folder) else { return abbreviate(path) }
        let rest = String(path.dropFirst(folder.count))
        // Texts that would be read as a job, a URL or a home folder.
        let isOdd = ["%", "~", "data:"].contains(where: rest.hasPrefix) || rest.contains("://")
        return isOdd ? "./" + rest : rest
    }

    /// Returns a path below the home folder with a leading `~/`; any other path as it is.
    package static func abbreviate(_ path: String) -> String {
        let home = home()
        return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
    }

    /// Returns `HOME`, or else the home folder in the system's list of users.
    package static func home(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String {
        if let home = environment["HOME"], home.hasPrefix("/") { return home }
        return FileManager.default.homeDirectoryForCurrentUser.path
    }
}
