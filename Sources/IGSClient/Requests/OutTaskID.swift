/// Our own identifier of a task, made before the first byte is sent (`out_task_id`, Protocol, "Submission").
///
/// 1 to 64 characters of `A-Z a-z 0-9 _ -`. It alone finds a task if the submission's reply was lost.
public struct OutTaskID: RawRepresentable, Hashable, Codable, Sendable {
    /// The identifier as it goes over the wire.
    public let rawValue: String

    /// Creates an identifier; nil if a character or the length is not allowed.
    public init?(rawValue: String) {
        guard (1...64).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(Self.isAllowed)
        else { return nil }
        self.rawValue = rawValue
    }

    /// Returns a fresh identifier: `igs_` and 26 characters of 5 random bits each.
    public static func random() -> OutTaskID {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    /// Returns a fresh identifier from the given generator.
    public static func random(using generator: inout some RandomNumberGenerator) -> OutTaskID {
        spelled((0..<26).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    /// Returns the identifier that a digest's first 32 bytes stand for, 5 bits of each: always the same for the
    /// same bytes.
    public static func spelled(_ digest: some Sequence<UInt8>) -> OutTaskID {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        let characters = digest.prefix(32).map { alphabet[Int($0 & 31)] }
        return OutTaskID(unchecked: "igs_" + String(characters))
    }
}

extension OutTaskID: CustomStringConvertible {
    /// The identifier as it goes over the wire.
    public var description: String { rawValue }
}

extension OutTaskID {
    private init(unchecked rawValue: String) {
        self.rawValue = rawValue
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
