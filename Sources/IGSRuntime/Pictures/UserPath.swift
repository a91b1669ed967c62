import Foundation

/// Paths as users write them.
package enum UserPath {
    /// A path whose leading `~/` is the home folder.
    static func expand(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        return home() + path.dropFirst()
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
