import Foundation
package import IGSImages

/// Pictures that are complete as far as the client checks them: they have no pixels.
package enum Pictures {
    package static func png(
        _ width: UInt32, _ height: UInt32, bits: UInt8 = 8, chunks: [PNGChunk] = []
    ) -> [UInt8] {
        let header = bigEndian(width) + bigEndian(height) + [bits, 2, 0, 0, 0]
        let all = [PNGChunk("IHDR", header)] + chunks + [PNGChunk("IEND")]
        return PNGChunk.signature + all.flatMap(\.bytes)
    }

    /// Returns a JPEG with `metadata` bytes of metadata before its frame header.
    package static func jpeg(
        _ width: UInt16, _ height: UInt16, metadata: Int = 14, marker: UInt8 = 0xC0,
        bits: UInt8 = 8, channels: Int = 3
    ) -> [UInt8] {
        var bytes: [UInt8] = [0xFF, 0xD8]
        var rest = metadata
        repeat {
            let count = min(rest, 65_533)
            bytes += [0xFF, 0xE1] + bigEndian(UInt16(count + 2))
            bytes += [UInt8](repeating: 0xC0, count: count)
            rest -= count
        } while rest > 0
        bytes += [0xFF, 0xFF, marker, 0, UInt8(8 + 3 * channels), bits]
        bytes += bigEndian(height) + bigEndian(width) + [UInt8(channels)]
        for channel in 1...channels { bytes += [UInt8(channel), channel == 1 ? 0x22 : 0x11, 0] }
        return bytes + [0xFF, 0xD9]
    }

    /// Returns a WebP with a chunk of this name and content.
    package static func webP(_ chunk: String, _ content: [UInt8]) -> [UInt8] {
        riff(Self.chunk(chunk, content))
    }

    /// Returns a WebP of chunks.
    package static func riff(_ chunks: [UInt8]) -> [UInt8] {
        Array("RIFF".utf8) + littleEndian(UInt32(chunks.count + 4)) + Array("WEBP".utf8) + chunks
    }

    /// Returns a chunk of a WebP, of an even length.
    package static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let padding = [UInt8](repeating: 0, count: content.count % 2)
        return Array(name.utf8) + littleEndian(UInt32(content.count)) + content + padding
    }

    package static func lossyWebP(_ width: UInt16, _ height: UInt16) -> [UInt8] {
        webP("VP8 ", [0x30, 1, 0, 0x9D, 1, 0x2A] + littleEndian(width) + littleEndian(height))
    }

    package static func losslessWebP(_ width: UInt32, _ height: UInt32) -> [UInt8] {
        webP("VP8L", [0x2F] + littleEndian((height - 1) << 14 | (width - 1)) + [0, 0, 0])
    }

    package static func extendedWebP(
        _ width: UInt32, _ height: UInt32, flags: UInt8 = 0x10
    ) -> [UInt8] {
        let sides = littleEndian(width - 1).prefix(3) + littleEndian(height - 1).prefix(3)
        return webP("VP8X", [flags, 0, 0, 0] + sides)
    }

    package static func dataURI(_ bytes: [UInt8], type: String = "image/png") -> String {
        "data:\(type);base64," + Data(bytes).base64EncodedString()
    }

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian, Array.init)
    }

    private static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian, Array.init)
    }
}
