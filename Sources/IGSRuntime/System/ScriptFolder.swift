import FoundationEssentials
package import IGSScript

/// The folder that a script lies in. The script may read what is beside it or below it, wherever links lead.
///
/// What is typed at the prompt or given as an argument is the user's own, and may name any file, from the current folder
/// on. A script from standard input lies in the current folder.
package struct ScriptFolder {
    /// The absolute path without links, which ends in a slash; `nil` for what is not a file.
    private let path: String?
    /// The same folder as the script's name has it: empty, or ending in a slash; `nil` if it leads elsewhere.
    private let nearPath: String?

    package init(of file: SourceFile) {
        switch file.origin {
        case .file: break
        case .stream:
            // Whoever starts igs is where the script is.
            let current = UserPath.absolute(".")
            (path, nearPath) = (current.hasSuffix("/") ? current : current + "/", "")
            return
        case .argument, .prompt:
            (path, nearPath) = (nil, nil)
            return
        }
        // The neighbours of a script that was started through a link are in the folder where the script really is.
        let folder =
            file.identity.lastIndex(of: "/").map { String(file.identity[...$0]) }
            ?? FileManager.default.currentDirectoryPath + "/"
        let near = file.name.lastIndex(of: "/").map { String(file.name[...$0]) } ?? ""
        let isNear = UserPath.withoutLinks(near.isEmpty ? "." : near).map { $0 + "/" } == folder
        (path, nearPath) = (folder, isNear ? near : nil)
    }

    /// Whether any file may be read.
    var isUsersOwn: Bool { path == nil }

    /// Returns the path at which to look for a file that the script names: like the script's own, if that leads there.
    package func place(of name: String) -> String {
        guard let path else { return UserPath.toRead(name) }
        return name.hasPrefix("/") ? name : (nearPath ?? path) + name
    }

    /// Whether the script may read a file.
    ///
    /// - Parameters:
    ///   - name: As the script names it.
    ///   - identity: Its absolute path without links; `nil` if it cannot be opened.
    package func mayRead(_ name: String, identity: String?) -> Bool {
        guard let path else { return true }
        let target = name.hasPrefix("/") ? name : path + name
        // If there is no such file, its path says where it would be. Bytes are compared, because Swift treats the names
        // of different files as equal texts.
        let place = identity ?? URL(filePath: target).standardized.path
        return place.utf8.starts(with: path.utf8)
    }

    /// Whether a file below the script's folder is hidden: its name, or that of a folder on the way to it, begins with a
    /// point. For what is not a script, no file is.
    ///
    /// - Parameter identity: Its absolute path without links.
    func hides(_ identity: String?) -> Bool {
        guard let path, let identity, identity.utf8.starts(with: path.utf8) else { return false }
        let point = UInt8(ascii: ".")
        return identity.utf8.dropFirst(path.utf8.count).split(separator: UInt8(ascii: "/"))
            .contains { $0.first == point }
    }

    /// Returns where a file that the script may read is, without links.
    ///
    /// - Parameter name: As the script names it; `~/` is the home folder.
    /// - Throws: ``Diagnostic`` if the script may not read it.
    package func fileToRead(_ name: String) throws(Diagnostic) -> String {
        let path = UserPath.expand(name)
        // What is asked about is what will be opened, whatever composition of its characters the name has.
        let place = UserPath.toRead(place(of: path))
        let identity = UserPath.withoutLinks(place)
        guard mayRead(path, identity: identity) else { throw Self.outside(name) }
        guard !hides(identity) else { throw Self.hidden(name) }
        return identity ?? place
    }

    /// Says that a script may not read a hidden file: what it reads may go to the service.
    static func hidden(_ name: String) -> Diagnostic {
        Diagnostic(
            .forbiddenFile, "'\(name)' is a hidden file, or lies in a hidden folder",
            notes: ["a script may not read hidden files"])
    }

    /// Says that a file is not one that the script may read.
    static func outside(_ name: String) -> Diagnostic {
        Diagnostic(
            .forbiddenFile, "'\(name)' is not beside or below the script that names it",
            notes: ["a script may read files from its own folder and below"])
    }
}
