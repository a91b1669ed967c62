import FoundationEssentials
import Glibc
import IGSRuntime
import IGSScript

/// Finds the scripts that `igs test` runs.
enum TestFinder {
    /// Finds the tests in files and folders: files as they are named, and in a folder and below it all that end in
    /// `.igs`, sorted by their paths.
    ///
    /// Hidden files and folders are skipped. In a folder, scripts that another test sources are skipped too, unless
    /// they expect something themselves. A file that several paths lead to is one test, and a folder is searched once,
    /// so that links cannot lead round in a circle.
    ///
    /// - Throws: ``Failure`` if a path cannot be read, or if there is no test at all.
    static func tests(in paths: [String]) throws(Failure) -> [String] {
        var search = Search()
        for path in paths {
            guard let isFolder = search.isFolder(path) else {
                throw TestMessages.unreadable(path, errno: errno)
            }
            guard isFolder else {
                search.add(path)
                continue
            }
            try search.goThrough(path)
        }
        search.leaveOutSources()
        guard !search.found.isEmpty else { throw TestMessages.noTests(paths) }
        return search.found
    }
}

private struct Search {
    private(set) var found: [String] = []
    /// The scripts that were not named, but found in a folder.
    private var foundInFolders: Set<String> = []
    /// The files and folders that were seen, by device and number.
    private var seen: Set<[UInt64]> = []

    /// Whether a path, links followed, is a folder; `nil` if nothing is there.
    func isFolder(_ path: String) -> Bool? {
        status(path).map { $0.st_mode & S_IFMT == S_IFDIR }
    }

    mutating func add(_ path: String) {
        if isNew(path) { found.append(path) }
    }

    mutating func goThrough(_ folder: String) throws(Failure) {
        guard isNew(folder) else { return }
        guard let directory = opendir(folder) else {
            throw TestMessages.unreadable(folder, errno: errno)
        }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        closedir(directory)
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            switch isFolder(path) {
            case true?: try goThrough(path)
            case false? where name.hasSuffix(".igs"):
                add(path)
                foundInFolders.insert(path)
            case false?: break
            // A link that leads nowhere.
            case nil: break
            }
        }
    }

    /// Drops the scripts in folders that others source, and that expect nothing themselves.
    mutating func leaveOutSources() {
        let sources = found.map { ScriptRunner.sources(of: $0) }
        var isLeftOut = found.map { _ in false }
        for (index, path) in found.enumerated() where foundInFolders.contains(path) {
            guard let file = try? ScriptFile.read(path),
                (try? TestExpectations(file))?.isEmpty ?? false
            else { continue }
            // Of scripts that source each other, one stays.
            isLeftOut[index] = sources.indices.contains { other in
                other != index && !isLeftOut[other] && sources[other].contains(file.identity)
            }
        }
        found = zip(found, isLeftOut).filter { !$1 }.map(\.0)
    }

    private mutating func isNew(_ path: String) -> Bool {
        guard let status = status(path) else { return false }
        return seen.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted
    }

    private func status(_ path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }
}
