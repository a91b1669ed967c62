import CZlib

/// One chunk of a PNG file.
package struct PNGChunk {
    /// Its four letters.
    let type: String
    let data: [UInt8]

    /// Creates a chunk of a type of four ASCII letters.
    package init(_ type: String, _ data: [UInt8] = []) {
        self.type = type
        self.data = data
    }

    /// The chunk as it stands in a file: length, type, data and checksum.
    package var bytes: [UInt8] {
        let content = Array(type.utf8) + data
        let checksum = crc32(0, content, UInt32(clamping: content.count))
        return Self.bigEndian(data.count) + content + Self.bigEndian(Int(checksum))
    }

    /// The bytes that every PNG file begins with.
    package static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Returns a number as four bytes, the highest first.
    package static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
