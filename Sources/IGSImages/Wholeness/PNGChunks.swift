import CZlib

/// Walks through a PNG's chunks while its bytes arrive, starting after the signature: a length, a type, the data, a
/// checksum of the type and the data. The last chunk is `IEND`.
struct PNGChunks {
    private enum Part {
        case head
        case data
        case checksum
    }

    /// Whether the last chunk has come.
    private(set) var isEnded = false
    /// Whether a chunk's checksum is not the one that it states.
    private(set) var isDamaged = false
    /// Whether the compressed chunks of texts and profiles are together larger than the pixels.
    private(set) var isBloated = false
    private var part = Part.head
    /// What has arrived of the head or the checksum.
    private var collected: [UInt8] = []
    private var type: [UInt8] = []
    private var remaining = 0
    private var checksum: UInt = 0
    /// The first chunk's data, which gives the number of pixels.
    private var header: [UInt8] = []
    private var text: CompressedText?
    private var unpackedByteCount = 0

    /// Even a picture of a few pixels may have a profile of some size.
    private static let leastRoom = 4 << 20

    /// Takes the next bytes.
    mutating func append(_ bytes: ArraySlice<UInt8>) {
        var bytes = bytes
        while !bytes.isEmpty, !isEnded {
            switch part {
            case .head: readHead(&bytes)
            case .data: readData(&bytes)
            case .checksum: readChecksum(&bytes)
            }
        }
    }
}

private extension PNGChunks {
    mutating func readHead(_ bytes: inout ArraySlice<UInt8>) {
        guard collect(8, of: &bytes) else { return }
        remaining = collected[..<4].reduce(0) { $0 << 8 | Int($1) }
        type = Array(collected[4...])
        checksum = crc32(0, type, UInt32(type.count))
        text = CompressedText(chunkType: type, room: room - unpackedByteCount)
        collected = []
        part = remaining == 0 ? .checksum : .data
    }

    mutating func readData(_ bytes: inout ArraySlice<UInt8>) {
        let data = bytes.prefix(remaining)
        bytes = bytes.dropFirst(data.count)
        remaining -= data.count
        checksum = data.withUnsafeBufferPointer {
            crc32(checksum, $0.baseAddress, UInt32(clamping: $0.count))
        }
        if header.count < 8, type.elementsEqual("IHDR".utf8) {
            header += data.prefix(8 - header.count)
        }
        if let text {
            unpackedByteCount += text.append(data)
            if unpackedByteCount > room { isBloated = true }
        }
        if remaining == 0 { part = .checksum }
    }

    mutating func readChecksum(_ bytes: inout ArraySlice<UInt8>) {
        guard collect(4, of: &bytes) else { return }
        if collected.reduce(0, { $0 << 8 | UInt($1) }) != checksum { isDamaged = true }
        isEnded = type.elementsEqual("IEND".utf8)
        text = nil
        collected = []
        part = .head
    }

    /// Whether this many bytes have arrived.
    mutating func collect(_ count: Int, of bytes: inout ArraySlice<UInt8>) -> Bool {
        let taken = bytes.prefix(count - collected.count)
        collected += taken
        bytes = bytes.dropFirst(taken.count)
        return collected.count == count
    }

    /// How many bytes texts and profiles may have: as many as the pixels.
    var room: Int {
        guard let width = header.bigEndian(at: 0, count: 4),
            let height = header.bigEndian(at: 4, count: 4)
        else { return Self.leastRoom }
        let pixels = Int(width).multipliedReportingOverflow(by: Int(height))
        return pixels.overflow ? .max : max(Self.leastRoom, pixels.partialValue.clampedProduct(4))
    }
}

private extension Int {
    /// Returns the product, or the greatest number if the product exceeds it.
    func clampedProduct(_ factor: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}

/// The compressed text or profile of a chunk, unpacked to measure its size.
private final class CompressedText {
    /// What precedes the compressed data: fields that end with a zero byte, and fields of one byte.
    private enum Field {
        case name
        case byte
    }

    private var fields: ArraySlice<Field>
    private var inflater: Inflater?

    /// - Parameter room: the most bytes to unpack, and a few more.
    init?(chunkType: [UInt8], room: Int) {
        switch String(decoding: chunkType, as: UTF8.self) {
        case "zTXt", "iCCP": fields = [.name, .byte]
        // A flag, a method, a language, the keyword in that language.
        case "iTXt": fields = [.name, .byte, .byte, .name, .name]
        default: return nil
        }
        inflater = Inflater(limit: max(0, room))
    }

    /// Unpacks the next bytes.
    ///
    /// - Returns: How many bytes they unpack to; an approximate number if there are too many.
    func append(_ bytes: ArraySlice<UInt8>) -> Int {
        var bytes = bytes
        while let field = fields.first {
            switch field {
            case .byte:
                guard bytes.popFirst() != nil else { return 0 }
                fields.removeFirst()
            case .name:
                guard let end = bytes.firstIndex(of: 0) else { return 0 }
                bytes = bytes[(end + 1)...]
                fields.removeFirst()
            }
        }
        guard !bytes.isEmpty, let inflater else { return 0 }
        do throws(Inflater.Failure) {
            var rest = bytes
            return try inflater.inflate(&rest).count
        } catch {
            self.inflater = nil
            // Data that is not compressed is no larger than it is.
            return error == .tooLarge ? .max / 2 : bytes.count
        }
    }
}
