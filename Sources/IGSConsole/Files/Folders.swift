internal import FoundationEssentials
internal import Glibc
import IGSJobs
import IGSRuntime

/// The folders in which igs keeps what outlives a session.
package struct Folders: Hashable, Sendable {
    /// Holds what the user writes: the start file, the key.
    package let config: String
    /// Holds what igs writes: history, ledger, images, the sandbox's tasks.
    package let state: String

    /// Finds the folders: below `home`, else below `IGS_HOME`, else those of the XDG base
    /// directories.
    ///
    /// An empty `IGS_HOME` is ignored, and so is an XDG variable that is empty or not an absolute
    /// path. A relative `home` is relative to the current folder. Nothing is created.
    ///
    /// - Parameter home: The argument of `--home`.
    package init(home: String?, environment: [String: String]) {
        if let home = home ?? environment["IGS_HOME"], !home.isEmpty {
            let home = Self.absolute(home)
            config = Self.joined(home, "config")
            state = Self.joined(home, "state")
        } else {
            let user = UserPath.home(environment)
            func base(_ variable: String, orBelowHome path: String) -> String {
                guard let value = environment[variable], value.hasPrefix("/") else {
                    return Self.joined(user, path)
                }
                return value
            }
            config = Self.joined(base("XDG_CONFIG_HOME", orBelowHome: ".config"), "igs")
            state = Self.joined(base("XDG_STATE_HOME", orBelowHome: ".local/state"), "igs")
        }
    }

    /// The script that runs first at the prompt, if there is one.
    package var startFile: String { Self.joined(config, "igsrc") }

    /// The one of the two folders that belongs to another user, or that others may write to; `nil` if
    /// neither does.
    package var openToOthers: String? {
        [config, state].first(where: FolderTrust.isOpenToOthers)
    }

    /// Creates both folders if they are missing, and the folders above them, for this user alone.
    ///
    /// Existing folders above them keep their permissions, but the two themselves lose the
    /// permissions of others.
    package func create() throws(SystemFailure) {
        for (folder, what) in [(config, "configuration folder"), (state, "state folder")] {
            try Self.createFolder(folder, as: what)
            guard chmod(folder, 0o700) == 0 else { throw .last("protect the \(what) \(folder)") }
        }
    }
}

extension Folders {
    /// Creates a folder and those above it, for this user alone, if they are missing.
    ///
    /// - Parameter what: The name of the folder in a failure.
    static func createFolder(
        _ path: String, as what: String = "folder"
    ) throws(SystemFailure) {
        var partial = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            partial = joined(partial, String(component))
            if mkdir(partial, 0o700) != 0, errno != EEXIST {
                throw .last("create the \(what) \(partial)")
            }
        }
        var status = stat()
        guard stat(path, &status) == 0 else { throw .last("open the \(what) \(path)") }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw SystemFailure("create the \(what) \(path)", code: ENOTDIR)
        }
    }

    private static func joined(_ folder: String, _ name: String) -> String {
        folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : joined(FileManager.default.currentDirectoryPath, path)
    }
}
