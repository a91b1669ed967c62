/// A Swift value that a word of a call stands for: the value that a key reads.
public protocol WordValue: Sendable {
    /// Reads the text of a word.
    ///
    /// - Returns: `nil` for a text that the ``ValueType`` of the parameter or the option does not accept.
    init?(word: String)
}

extension WordValue where Self: LosslessStringConvertible {
    /// Reads the text of a word.
    public init?(word: String) { self.init(word) }
}

extension WordValue where Self: RawRepresentable<String> {
    /// Reads the text of a word.
    public init?(word: String) { self.init(rawValue: word) }
}

extension String: WordValue {}
extension Int: WordValue {}
extension Int32: WordValue {}
extension UInt64: WordValue {}

extension Duration: WordValue {
    /// Reads a length of time: see ``DurationText``.
    public init?(word: String) {
        guard let duration = DurationText.parse(word) else { return nil }
        self = duration
    }
}
