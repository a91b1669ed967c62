import FoundationEssentials
import Glibc

/// A folder for one test, gone with it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory.appending(path: "igs-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: file(name)))
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: file(name))), as: UTF8.self)
    }

    func mode(_ name: String = "") throws -> Int {
        var status = stat()
        guard stat(name.isEmpty ? path : file(name), &status) == 0 else {
            throw CocoaError(.fileNoSuchFile)
        }
        return Int(status.st_mode & 0o777)
    }
}
