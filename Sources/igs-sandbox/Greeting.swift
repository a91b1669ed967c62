import Glibc

/// What a sandbox prints once it listens, for whoever started it.
enum Greeting: Sendable {
    /// One JSON line with the URL and the key.
    case embedded
    /// `listening on URL`; the key is known already.
    case byHand
    /// `listening on URL`, then `key KEY`.
    case byHandWithNewKey

    func text(port: Int, key: String) -> String {
        let url = "http://127.0.0.1:\(port)"
        return switch self {
        case .embedded: "{\"url\":\"\(url)\",\"key\":\"\(Self.escaped(key))\"}\n"
        case .byHand: "listening on \(url)\n"
        case .byHandWithNewKey: "listening on \(url)\nkey \(key)\n"
        }
    }

    /// Writes the greeting to stdout at once, whole.
    ///
    /// - Returns: The `errno` of a failure.
    func say(port: Int, key: String) -> Int32? {
        Printing.failure(of: text(port: port, key: key), to: STDOUT_FILENO)
    }

    private static func escaped(_ key: String) -> String {
        key.reduce(into: "") { text, character in
            if character == "\"" || character == "\\" { text.append("\\") }
            text.append(character)
        }
    }
}
