/// How to turn a picture before it is shown, by its number in EXIF.
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

    /// Whether turning it upright swaps the picture's width and height.
    public var swapsSides: Bool { rawValue >= Self.transposed.rawValue }
}
