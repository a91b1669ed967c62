import Foundation
import Glibc

/// Paths as users write them.
package enum UserPath {
    /// A path whose leading `~/` is the home folder.
    static func expand(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        return home() + path.dropFirst()
    }

    /// The file that a user means who reads it: a path like ``expand(_:)``, and where nothing is there, what is there under
    /// the same name in another composition of its characters, as other systems write them (NFC and NFD).
    static func toRead(_ path: String) -> String {
        let path = expand(path)
        guard !path.utf8.allSatisfy({ $0 < 0x80 }), !exists(path) else { return path }
        var found = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            let folder = found.isEmpty ? "." : found
            var name = String(component)
            if !exists(found + name) {
                // Texts are equal to Swift whose characters are composed differently.
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

    /// A path without links; `nil` where nothing is there.
    static func withoutLinks(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The path of a file without links and without `.` and `..` in it; if it is not there, as it is.
    static func absolute(_ path: String) -> String { withoutLinks(path) ?? path }

    /// The shortest path to a file from here: relative below the current folder, else with `~/` below the home folder.
    static func shortest(_ path: String) -> String {
        let folder = absolute(".") + "/"
        guard path.hasPrefix(folder) else { return abbreviate(path) }
        let rest = String(path.dropFirst(folder.count))
        // What would be taken for a job, an address or a home.
        let isOdd = ["%", "~", "data:"].contains(where: rest.hasPrefix) || rest.contains("://")
        return isOdd ? "./" + rest : rest
    }

    /// A path below the home folder with a leading `~/`; any other as it is.
    package static func abbreviate(_ path: String) -> String {
        let home = home()
        return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
    }

    /// `HOME`, else what the system's list of users says.
    package static func home(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String {
        if let home = environment["HOME"], home.hasPrefix("/") { return home }
        return FileManager.default.homeDirectoryForCurrentUser.path
    }
}
