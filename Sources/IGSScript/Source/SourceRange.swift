/// A half-open range of UTF-8 byte offsets in one source file.
///
/// Offsets are 32-bit numbers: a source file has at most ``SourceFile/maximumByteCount`` bytes, and
/// a syntax tree holds very many ranges.
public struct SourceRange: Hashable, Sendable {
    private let lower: UInt32
    private let upper: UInt32

    /// Makes the range between two offsets; an offset out of bounds is clamped.
    public init(_ lowerBound: Int, _ upperBound: Int) {
        lower = UInt32(clamping: lowerBound)
        upper = UInt32(clamping: max(lowerBound, upperBound))
    }

    /// The offset of the first byte.
    public var lowerBound: Int { Int(lower) }

    /// The offset after the last byte.
    public var upperBound: Int { Int(upper) }

    /// The number of bytes.
    public var count: Int { upperBound - lowerBound }

    /// Returns the smallest range that holds this one and another.
    public func union(_ other: SourceRange) -> SourceRange {
        SourceRange(min(lowerBound, other.lowerBound), max(upperBound, other.upperBound))
    }
}
