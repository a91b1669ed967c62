@testable import IGSImages

/// What must hold of any bytes as a picture: of its signature, its header, its orientation and its end.
enum ImageProperties {
    /// What does not hold; nil where everything does.
    static func violation(of bytes: [UInt8]) -> String? {
        let header = try? ImageHeader(bytes)
        if let size = header?.size {
            let range = 1...Int(Int32.max)
            guard range.contains(size.width), range.contains(size.height) else {
                return "dimensions of \(size)"
            }
        }
        // A slice has indices of its own.
        guard (try? ImageHeader(([0] + bytes)[1...])) == header else { return "another slice" }
        if let header, let stored = PictureTraits(header.format, bytes).stored {
            guard bytes.indices.contains(stored.offset),
                Int(bytes[stored.offset]) == stored.orientation.rawValue
            else { return "an orientation that does not stand there" }
        }
        var whole = PictureCheck()
        whole.append(bytes)
        if whole.isWhole, bytes.isEmpty { return "an empty picture" }
        // However it comes in, the end is found at the same bytes.
        var parts = PictureCheck()
        for start in stride(from: 0, to: bytes.count, by: 7) {
            parts.append(Array(bytes[start..<min(start + 7, bytes.count)]))
        }
        guard parts.isWhole == whole.isWhole else { return "another end, in parts" }
        guard parts.isDamaged == whole.isDamaged else { return "damaged in parts only" }
        guard parts.isBloated == whole.isBloated else { return "bloated in parts only" }
        return nil
    }
}
