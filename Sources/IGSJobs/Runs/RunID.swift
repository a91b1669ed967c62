/// The identifier of a script's run, short enough to type: 1 to 64 characters of `A-Z a-z 0-9 _ -`.
public struct RunID: RawRepresentable, Hashable, Codable, Sendable {
    /// The identifier as the ledger has it.
    public let rawValue: String

    /// Creates an identifier, or nil if a character or the length is not allowed.
    public init?(rawValue: String) {
        guard IDText.isValid(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    /// Returns a fresh identifier: 12 characters of 5 random bits each.
    public static func random() -> RunID {
        RunID(unchecked: IDText.random(12))
    }

    private init(unchecked rawValue: String) {
        self.rawValue = rawValue
    }
}

extension RunID: CustomStringConvertible {
    /// The identifier as the ledger has it.
    public var description: String { rawValue }
}
