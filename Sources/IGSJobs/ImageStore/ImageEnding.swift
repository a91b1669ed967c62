import IGSClient

/// Tells from a picture's first and last bytes whether its end is there: a connection's end says nothing about that.
enum ImageEnding {
    /// How many of the last bytes it wants to see; some writers pad or append.
    static let tailCount = 4096

    /// Whether the picture is whole.
    ///
    /// - Parameters:
    ///   - head: at least the file's first twelve bytes.
    ///   - tail: the file's last ``tailCount`` bytes, or all of a shorter file.
    static func isWhole(
        _ format: ImageFormat, head: ArraySlice<UInt8>, tail: ArraySlice<UInt8>, byteCount: Int
    ) -> Bool {
        switch format {
        case .png:
            return tail.contains(sequence: endOfPNG)
        case .jpeg:
            let end = tail.lastIndex { $0 != 0 }
            guard let end, end > tail.startIndex else { return false }
            return tail[end] == 0xD9 && tail[end - 1] == 0xFF
        case .webp:
            guard head.count >= 8 else { return false }
            let size = head.dropFirst(4).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            return byteCount >= size + 8
        }
    }

    /// The type and the checksum of the empty `IEND` chunk.
    private static let endOfPNG: [UInt8] = [0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
}

extension ArraySlice<UInt8> {
    fileprivate func contains(sequence: [UInt8]) -> Bool {
        indices.reversed().contains { self[$0...].starts(with: sequence) }
    }
}
