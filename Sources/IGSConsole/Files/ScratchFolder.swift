import FoundationEssentials
import Glibc

/// A temporary folder for this user alone.
struct ScratchFolder: Sendable {
    let path: String

    /// Makes one in the folder for temporary files.
    init(environment: [String: String]) throws(SystemFailure) {
        let base = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        let template = "\(base)/igs-test-XXXXXX"
        var bytes = Array(template.utf8CString)
        guard mkdtemp(&bytes) != nil else { throw .last("make the folder \(template)") }
        path = String(decoding: bytes.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private init(path: String) throws(SystemFailure) {
        guard mkdir(path, 0o700) == 0 else { throw .last("make the folder \(path)") }
        self.path = path
    }

    /// Makes a folder in this one.
    func folder(_ name: String) throws(SystemFailure) -> ScratchFolder {
        try ScratchFolder(path: "\(path)/\(name)")
    }

    /// Makes links to the script and to the files beside it, so that its relative paths lead there.
    /// Other scripts are found beside it anyway.
    func link(besides script: String) throws(SystemFailure) {
        let slash = script.lastIndex(of: "/")
        let name = String(slash.map { script[script.index(after: $0)...] } ?? script[...])
        let folder = slash.map { String(script[...$0]) } ?? "./"
        guard let real = realpath(folder, nil) else { throw .last("open the folder \(folder)") }
        defer { free(real) }
        let beside = String(cString: real)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: beside)) ?? []
        for other in Set(names + [name]) {
            guard other == name || !(other.hasPrefix(".") || other.hasSuffix(".igs")) else {
                continue
            }
            let target = beside.hasSuffix("/") ? beside + other : "\(beside)/\(other)"
            guard symlink(target, "\(path)/\(other)") == 0 else {
                throw .last("make the link \(path)/\(other)")
            }
        }
    }

    /// Removes the folder with everything in it. If a program that is just ending still writes
    /// there, waits for it for a short time.
    func remove() async {
        for _ in 0..<20 {
            do {
                try FileManager.default.removeItem(atPath: path)
                return
            } catch {
                if access(path, F_OK) != 0 { return }
                // Waits even if the run is being interrupted.
                await Task { try? await Task.sleep(for: .milliseconds(50)) }.value
            }
        }
    }
}
