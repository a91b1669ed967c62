import CTurboJPEG

/// How a JPEG becomes upright without being decoded: the blocks that it is made of change places. Nothing is lost
/// except incomplete blocks at an edge, if they would end up inside the picture.
public struct UprightTurn: Hashable, Sendable {
    /// The dimensions of the upright picture, without what is lost.
    public let size: PixelSize
    /// The dimensions that it would have if nothing were lost.
    public let wholeSize: PixelSize
    /// The size of the blocks, which can only be moved whole.
    public let blockSize: PixelSize
    private let stored: StoredOrientation

    /// The most pixels that a picture may have: turning takes seven to thirteen bytes of memory for each.
    public static let maximumPixelCount = 120_000_000

    /// Finds out how a picture becomes upright; nil if it is upright already.
    ///
    /// - Throws: `TurnError` if it cannot be turned.
    public init?(_ header: ImageHeader, _ traits: PictureTraits) throws(TurnError) {
        guard let stored = traits.stored, stored.orientation != .upright else { return nil }
        guard let block = traits.blockSize else { throw .notJPEG(header.format) }
        let size = header.size
        guard size.width * size.height <= Self.maximumPixelCount else { throw .tooLarge(size) }
        let (losesRight, losesLower) = stored.orientation.lostEdges
        let kept = PixelSize(
            width: losesRight ? size.width - size.width % block.width : size.width,
            height: losesLower ? size.height - size.height % block.height : size.height)
        guard kept.width > 0, kept.height > 0 else { throw .tooSmall(block) }
        let swaps = stored.orientation.swapsSides
        self.size = swaps ? kept.swapped : kept
        wholeSize = swaps ? size.swapped : size
        blockSize = block
        self.stored = stored
    }

    /// Returns the upright picture. It keeps its metadata and its colour profile; the orientation in them becomes the
    /// upright one.
    ///
    /// - Parameter picture: The file that this turn was made for.
    /// - Throws: `TurnError.unreadable` if libjpeg-turbo cannot read the picture, or if it is not the picture that this
    ///   turn was made for.
    public func applied(to picture: [UInt8]) throws(TurnError) -> [UInt8] {
        guard let transformer = tjInitTransform() else { throw .unreadable("out of memory") }
        defer { tjDestroy(transformer) }
        var picture = picture
        guard picture.indices.contains(stored.offset),
            picture[stored.offset] == UInt8(stored.orientation.rawValue)
        else { throw .unreadable("another picture") }
        picture[stored.offset] = UInt8(Orientation.upright.rawValue)
        var transform = tjtransform()
        transform.op = Int32(stored.orientation.operation.rawValue)
        transform.options = TJXOPT_TRIM
        var output: UnsafeMutablePointer<UInt8>?
        defer { tjFree(output) }
        var count: UInt = 0
        let code = tjTransform(
            transformer, picture, UInt(picture.count), 1, &output, &count, &transform,
            TJFLAG_LIMITSCANS)
        // Every program that shows the picture tolerates what it warns of.
        let isDone = code == 0 || tjGetErrorCode(transformer) == Int32(TJERR_WARNING.rawValue)
        guard isDone, let output else {
            throw .unreadable(String(cString: tjGetErrorStr2(transformer)))
        }
        return Array(UnsafeBufferPointer(start: output, count: Int(count)))
    }
}

private extension PixelSize {
    var swapped: PixelSize { PixelSize(width: height, height: width) }
}

private extension Orientation {
    /// The operation that turns a picture upright if it is stored in this orientation.
    var operation: TJXOP {
        switch self {
        case .upright: TJXOP_NONE
        case .mirrored: TJXOP_HFLIP
        case .upsideDown: TJXOP_ROT180
        case .flipped: TJXOP_VFLIP
        case .transposed: TJXOP_TRANSPOSE
        case .quarterRight: TJXOP_ROT90
        case .transversed: TJXOP_TRANSVERSE
        case .quarterLeft: TJXOP_ROT270
        }
    }

    /// The edges of the stored picture whose incomplete blocks would end up inside the picture, or at its beginning.
    var lostEdges: (right: Bool, lower: Bool) {
        switch self {
        case .upright, .transposed: (false, false)
        case .mirrored, .quarterLeft: (true, false)
        case .flipped, .quarterRight: (false, true)
        case .upsideDown, .transversed: (true, true)
        }
    }
}
