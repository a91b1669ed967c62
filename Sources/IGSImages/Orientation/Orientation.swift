/// How a picture is to be turned before it is shown, by the number that EXIF has for it.
///
/// Cameras store what their sensor sees, and note how they were held.
public enum Orientation: Int, CaseIterable, Sendable {
    case upright = 1
    /// Left and right change places.
    case mirrored = 2
    /// It is turned by 180 degrees.
    case upsideDown = 3
    /// Top and bottom change places.
    case flipped = 4
    /// Rows become columns.
    case transposed = 5
    /// It is turned clockwise by 90 degrees.
    case quarterRight = 6
    /// Rows become columns, and it is turned by 180 degrees.
    case transversed = 7
    /// It is turned anticlockwise by 90 degrees.
    case quarterLeft = 8

    /// Whether the picture is as wide, once it is upright, as it is stored high.
    public var swapsSides: Bool { rawValue >= Self.transposed.rawValue }
}
