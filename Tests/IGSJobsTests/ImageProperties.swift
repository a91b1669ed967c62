import IGSClient

#if canImport(IGSJobs)
    @testable import IGSJobs
#endif

/// What must hold of any bytes as a picture: of its signature, its header and its end.
enum ImageProperties {
    /// What does not hold; nil where everything does.
    static func violation(of bytes: [UInt8]) -> String? {
        let header = ImageHeader.read(bytes)
        if let size = header?.size {
            let range = 1...Int(Int32.max)
            guard range.contains(size.width), range.contains(size.height) else {
                return "dimensions of \(size)"
            }
        }
        // A slice has indices of its own.
        guard ImageHeader.read(([0] + bytes)[1...]) == header else { return "another slice" }
        for format in ImageFormat.allCases {
            let tail = bytes.suffix(ImageEnding.tailCount)
            let isWhole = ImageEnding.isWhole(
                format, head: bytes[...], tail: tail, byteCount: bytes.count)
            if isWhole, bytes.isEmpty { return "an empty picture" }
            _ = ImageEnding.isWhole(format, head: [], tail: tail, byteCount: bytes.count)
            _ = ImageEnding.isWhole(format, head: bytes[...], tail: [], byteCount: 0)
        }
        return nil
    }
}
