/// Looks at a picture while its bytes come in: whether it is whole, which a connection's end says nothing about, and
/// undamaged, as far as its format tells.
///
/// It walks from part to part by the lengths that the format gives, so that what looks like an end inside of a part is none,
/// and bytes behind the end are no defect. A PNG's parts have checksums; JPEG and WebP have none.
package struct PictureCheck {
    private enum Walk {
        /// The format is not known yet.
        case unknown
        case png(PNGChunks)
        case jpeg
        /// Whole with so many bytes.
        case webp(byteCount: Int)
        case found
        /// It begins like no picture.
        case never
    }

    private var walk = Walk.unknown
    /// Bytes of a header that has not come whole.
    private var header: [UInt8] = []
    /// Bytes to pass over before the next header.
    private var rest = 0
    private var byteCount = 0

    /// Begins with no bytes.
    package init() {}

    /// Whether the picture's end has come.
    package var isWhole: Bool {
        switch walk {
        case .found: true
        case .png(let chunks): chunks.isEnded
        case .webp(let wanted): byteCount >= wanted
        case .unknown, .jpeg, .never: false
        }
    }

    /// Whether a part has another checksum than it says.
    package var isDamaged: Bool {
        if case .png(let chunks) = walk { chunks.isDamaged } else { false }
    }

    /// Whether a compressed part beside the pixels, a text or a colour profile, is larger than they are: whoever unpacks it
    /// has to find room for that.
    package var isBloated: Bool {
        if case .png(let chunks) = walk { chunks.isBloated } else { false }
    }

    /// Takes the next bytes.
    package mutating func append(_ bytes: [UInt8]) {
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
        take(12 - header.count, of: &bytes)
        guard header.count == 12 else { return }
        let start = header
        header = []
        switch start {
        case _ where start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]):
            walk = .png(PNGChunks())
            bytes = start[8...] + bytes
        case _ where start.starts(with: [0xFF, 0xD8]):
            walk = .jpeg
            bytes = start[2...] + bytes
        case _
        where start.starts(with: Array("RIFF".utf8)) && start[8...].elementsEqual("WEBP".utf8):
            walk = .webp(byteCount: 8 + start[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) })
        default:
            walk = .never
        }
    }

    /// A segment: a marker, and for most a length and the content. The last one is `EOI`. What a marker's second byte cannot
    /// be belongs to the compressed data.
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

    /// Passes over what lies before the next header.
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
