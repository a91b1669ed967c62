/// Checks a picture while its bytes arrive: whether all of it has come, which the end of a connection does not show,
/// and whether it is undamaged, as far as its format tells.
///
/// It walks from part to part by the lengths that the format states, so that bytes inside a part are not mistaken for
/// the end, and bytes after the end do not count. A PNG's parts have checksums; JPEG and WebP have none.
public struct PictureCheck {
    private enum Walk {
        /// The format is not known yet.
        case unknown
        case png(PNGChunks)
        case jpeg
        /// Whole with this many bytes.
        case webp(byteCount: Int)
        case found
        /// It does not begin like a picture.
        case never
    }

    private var walk = Walk.unknown
    /// Bytes of a header that has not arrived whole.
    private var header: [UInt8] = []
    /// Bytes to skip before the next header.
    private var rest = 0
    private var byteCount = 0

    /// Creates a check of a picture of which no bytes have come.
    public init() {}

    /// Whether the picture's end has come.
    public var isWhole: Bool {
        switch walk {
        case .found: true
        case .png(let chunks): chunks.isEnded
        case .webp(let wanted): byteCount >= wanted
        case .unknown, .jpeg, .never: false
        }
    }

    /// Whether the checksum of a part is not the one that the part states.
    public var isDamaged: Bool {
        if case .png(let chunks) = walk { chunks.isDamaged } else { false }
    }

    /// What is wrong with a picture when no more bytes come; nil if it is whole and undamaged.
    ///
    /// ``ImageHeader`` finds out whether the bytes begin like a picture.
    public var defect: PictureDefect? {
        // Damage to a length may hide the end.
        if isDamaged { return .damaged }
        if !isWhole { return .truncated }
        return nil
    }

    /// Whether a compressed part beside the pixels, a text or a colour profile, is larger than they are: a program that
    /// unpacks it has to find room for that.
    public var isBloated: Bool {
        if case .png(let chunks) = walk { chunks.isBloated } else { false }
    }

    /// Takes the next bytes.
    public mutating func append(_ bytes: [UInt8]) {
        byteCount += bytes.count
        var bytes = bytes[...]
        if case .unknown = walk { begin(&bytes) }
        while !bytes.isEmpty {
            switch walk {
            case .png(var chunks):
                // Taken out, so that it is not copied.
                walk = .unknown
                chunks.append(bytes)
                walk = .png(chunks)
                return
            case .jpeg: walkJPEG(&bytes)
            case .unknown, .webp, .found, .never: return
            }
        }
    }
}

extension PictureCheck {
    private mutating func begin(_ bytes: inout ArraySlice<UInt8>) {
        take(ImageFormat.signatureByteCount - header.count, of: &bytes)
        guard header.count == ImageFormat.signatureByteCount else { return }
        let start = header
        header = []
        switch ImageFormat(signature: start) {
        case .png:
            walk = .png(PNGChunks())
            bytes = start[PNGChunk.signature.count...] + bytes
        case .jpeg:
            walk = .jpeg
            bytes = start[2...] + bytes
        case .webp:
            walk = .webp(byteCount: 8 + start[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) })
        case nil:
            walk = .never
        }
    }

    /// Walks through a JPEG's segments: a marker, and for most a length and the content. The last one is `EOI`. If the
    /// second byte cannot be that of a marker, it belongs to the compressed data.
    private mutating func walkJPEG(_ bytes: inout ArraySlice<UInt8>) {
        guard skip(&bytes) else { return }
        if header.isEmpty {
            guard let mark = bytes.firstIndex(of: 0xFF) else {
                bytes = []
                return
            }
            bytes = bytes[mark...]
        }
        take(2 - header.count, of: &bytes)
        guard header.count >= 2 else { return }
        switch header[1] {
        case 0xFF: header = [0xFF]
        case 0xD9: walk = .found
        case 0x00, 0x01, 0xD0...0xD8: header = []
        default:
            take(4 - header.count, of: &bytes)
            guard header.count == 4 else { return }
            rest = max(0, (Int(header[2]) << 8 | Int(header[3])) - 2)
            header = []
        }
    }

    /// Skips what lies before the next header.
    ///
    /// - Returns: Whether the header comes next.
    private mutating func skip(_ bytes: inout ArraySlice<UInt8>) -> Bool {
        let count = min(rest, bytes.count)
        rest -= count
        bytes = bytes.dropFirst(count)
        return rest == 0
    }

    private mutating func take(_ count: Int, of bytes: inout ArraySlice<UInt8>) {
        guard count > 0 else { return }
        header += bytes.prefix(count)
        bytes = bytes.dropFirst(count)
    }
}
