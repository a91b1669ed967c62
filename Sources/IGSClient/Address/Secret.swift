/// A text that must not be seen: it prints as `•••` however it is printed.
///
/// Only this package can read it, to put it into the one header that needs it.
public struct Secret: Sendable {
    private let value: String

    /// Creates a secret from text as a file or a variable holds it: blanks around it do not count.
    ///
    /// Nil if nothing remains, or if the text contains anything but visible ASCII, which a header cannot
    /// hold.
    public init?(_ text: String) {
        let bytes = text.utf8.trimming { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard !bytes.isEmpty, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        value = String(decoding: bytes, as: UTF8.self)
    }

    /// Passes the text to `body`, which must not let it out.
    package func withExposed<Value>(_ body: (String) throws -> Value) rethrows -> Value {
        try body(value)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Dots.
    public var description: String { "•••" }
    /// Dots.
    public var debugDescription: String { "•••" }
    /// Nothing, so that a dump shows the description alone.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension BidirectionalCollection {
    fileprivate func trimming(_ isTrimmed: (Element) -> Bool) -> SubSequence {
        let rest = drop(while: isTrimmed)
        guard let last = rest.lastIndex(where: { !isTrimmed($0) }) else { return rest }
        return rest[...last]
    }
}
