/// A reply's head, as libcurl hands it over: a line at a time.
struct ReplyHead: Sendable {
    /// Why lines are not a head.
    enum Defect: Error {
        case malformed, tooLarge
    }

    /// The most bytes that a head may have; informational heads before it count as well.
    private static let maximumByteCount = 256 << 10

    private(set) var status = 0
    private(set) var fields: [(name: String, value: String)] = []
    /// Whether the whole head is there. What follows are fields after the body, which nobody asked for.
    private(set) var isComplete = false
    private var byteCount = 0

    /// Reads the next line, with its end.
    mutating func read(_ line: UnsafeRawBufferPointer) throws(Defect) {
        guard !isComplete else { return }
        byteCount += line.count
        guard byteCount <= Self.maximumByteCount else { throw .tooLarge }
        let text = Self.trimmed(line)
        if text.isEmpty {
            // An informational head is followed by another.
            isComplete = status >= 200
        } else if text.hasPrefix("HTTP/") {
            let words = text.split(separator: " ", maxSplits: 2)
            guard words.count > 1, let status = Int(words[1]) else { throw .malformed }
            self.status = status
            fields = []
        } else if line.first == 0x20 || line.first == 0x09, !fields.isEmpty {
            // A long value may go on on the next line.
            fields[fields.count - 1].value += " " + text
        } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
            let value = text.utf8[text.index(after: colon)...]
            fields.append((name: Self.trimmed(text.utf8[..<colon]), value: Self.trimmed(value)))
        }
    }

    private static func trimmed(_ bytes: some BidirectionalCollection<UInt8>) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        let start = bytes.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(decoding: start[...last], as: UTF8.self)
    }
}
