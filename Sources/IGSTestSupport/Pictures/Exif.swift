import IGSImages

/// EXIF metadata, and pictures that carry some.
package enum Exif {
    /// Returns metadata whose first directory has one entry, or as many as `entryCount` says.
    package static func metadata(
        orientation: UInt16, isBigEndian: Bool = true, type: UInt16 = 3, count: UInt32 = 1,
        directory: UInt32 = 8, entryCount: UInt16 = 1
    ) -> [UInt8] {
        func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: isBigEndian ? number.bigEndian : number.littleEndian, Array.init)
        }
        let head = Array(isBigEndian ? "MM".utf8 : "II".utf8) + bytes(UInt16(42))
        let padding = [UInt8](repeating: 0, count: max(8, min(Int(directory), 64)) - 8)
        let tag = bytes(UInt16(0x0112))
        let entry = tag + bytes(type) + bytes(count) + bytes(orientation) + [0, 0]
        // The next directory is this one again.
        return head + bytes(directory) + padding + bytes(entryCount) + entry + bytes(directory)
    }

    /// Returns a segment of a JPEG.
    package static func segment(_ metadata: [UInt8], marker: UInt8 = 0xE1) -> [UInt8] {
        let content = Array("Exif\0\0".utf8) + metadata
        let length = UInt16(content.count + 2)
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + content
    }

    package static func jpeg(_ metadata: [UInt8]) -> [UInt8] {
        let plain = Pictures.jpeg(48, 32)
        return plain[..<2] + segment(metadata) + plain[2...]
    }

    package static func png(_ metadata: [UInt8], isLast: Bool = false) -> [UInt8] {
        let exif = PNGChunk("eXIf", metadata)
        let pixels = PNGChunk("IDAT", [1, 2, 3])
        return Pictures.png(48, 32, chunks: isLast ? [pixels, exif] : [exif, pixels])
    }

    package static func webP(_ metadata: [UInt8], mark: String = "") -> [UInt8] {
        let content = Array(mark.utf8) + metadata
        let start = Pictures.extendedWebP(48, 32)
        // A part of odd length comes first.
        let parts = Pictures.chunk("ICCP", [1, 2, 3]) + Pictures.chunk("EXIF", content)
        return Pictures.riff(start[12...] + parts)
    }
}
