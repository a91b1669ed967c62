import CProcess

/// The environment that this process was started with.
package enum ProcessEnvironment {
    /// Reads all variables; of two with one name the first counts, as for `getenv`.
    ///
    /// Foundation's way to the same takes a fifteenth of an empty run. Must be called before any other thread runs.
    package static func read() -> [String: String] {
        var variables: [String: String] = [:]
        guard var next = igs_environment() else { return variables }
        while let entry = next.pointee {
            next += 1
            let text = String(cString: entry)
            guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(text[..<mark])
            if variables[name] == nil { variables[name] = String(text[text.index(after: mark)...]) }
        }
        return variables
    }
}
