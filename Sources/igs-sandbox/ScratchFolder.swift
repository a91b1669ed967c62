import ArgumentParser
import Glibc

/// A folder for one run: made with a unique name, removed at the end.
struct ScratchFolder: Sendable {
    let path: String

    init() throws {
        let value = getenv("TMPDIR")
        guard let base = value.map({ String(validatingCString: $0) }) ?? "/tmp" else {
            throw ValidationError("the environment variable TMPDIR is not UTF-8 text")
        }
        var template = Array("\(base)/igs-sandbox-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            let reason = String(cString: strerror(errno))
            Printing.tell(
                "igs-sandbox: cannot make a folder in \(base): \(reason); --state, or TMPDIR, names another"
            )
            throw ExitCode.failure
        }
        path = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    /// Removes the folder and the two levels of files that a sandbox makes in it.
    func remove() {
        for folder in ["\(path)/references", path] {
            guard let listing = opendir(folder) else { continue }
            while let entry = readdir(listing) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { unlink("\(folder)/\(name)") }
            }
            closedir(listing)
            rmdir(folder)
        }
    }
}
