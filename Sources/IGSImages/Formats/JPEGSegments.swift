/// The segments that a JPEG file has before its compressed data.
enum JPEGSegments {
    /// A segment: its marker, and the place of its content in the file.
    struct Segment {
        /// The second byte of the marker; the first is always 0xFF.
        let marker: UInt8
        let offset: Int
        let count: Int

        /// Whether it is a frame header, of whichever coding.
        var isFrame: Bool {
            switch marker {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF: true
            default: false
            }
        }
    }

    /// No camera writes this many segments; a file made of them alone must not take long.
    private static let maximumCount = 4096

    /// Returns what `body` finds first. It receives the segments in order, up to the compressed data or the first
    /// malformed segment.
    ///
    /// - Parameter bytes: Returns up to `count` bytes at `offset`, fewer at the file's end.
    static func first<Found>(
        _ bytes: (_ offset: Int, _ count: Int) -> [UInt8], where body: (Segment) -> Found?
    ) -> Found? {
        guard ImageFormat(signature: bytes(0, 3)) == .jpeg else { return nil }
        var offset = 2
        for _ in 0..<maximumCount {
            let head = bytes(offset, 4)
            guard head.count >= 2, head[0] == 0xFF else { return nil }
            switch head[1] {
            case 0xFF:  // A fill byte.
                offset += 1
            case 0x01, 0xD0...0xD7:  // Markers that stand alone.
                offset += 2
            case 0x00, 0xD8...0xDA:  // The compressed data, or the end.
                return nil
            default:
                guard let length = head.bigEndian(at: 2, count: 2), length >= 2 else { return nil }
                let segment = Segment(
                    marker: head[1], offset: offset + 4, count: Int(length) - 2)
                if let found = body(segment) { return found }
                offset += 2 + Int(length)
            }
        }
        return nil
    }
}
