import FoundationEssentials
import Glibc

/// A folder for one test, removed with it.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        let parent = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        var name = Array("\(parent)/igs-test-XXXXXX".replacing("//", with: "/").utf8CString)
        guard mkdtemp(&name) != nil else { throw CocoaError(.fileWriteUnknown) }
        path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { remove() }

    /// Removes it early.
    package func remove() { try? FileManager.default.removeItem(atPath: path) }

    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, and returns its path.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: file(name)))
        return file(name)
    }

    /// Writes a file, and returns its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    package func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: file(name))))
    }

    package func read(_ name: String) throws -> String {
        String(decoding: try bytes(of: name), as: UTF8.self)
    }

    /// Returns the names in a folder below, sorted; none if there is no such folder.
    package func names(in folder: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: file(folder))) ?? []).sorted()
    }

    /// Returns the permissions of a file below, or of the folder itself.
    package func mode(_ name: String = "") throws -> Int {
        var status = stat()
        guard stat(name.isEmpty ? path : file(name), &status) == 0 else {
            throw CocoaError(.fileNoSuchFile)
        }
        return Int(status.st_mode & 0o777)
    }
}
