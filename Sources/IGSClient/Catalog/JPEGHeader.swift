/// The dimensions in a JPEG file's frame header, which metadata of any length may precede.
enum JPEGHeader {
    /// No camera writes as many segments before the frame; a file made of them alone must not take long.
    private static let maximumSegmentCount = 4096

    static func size(
        _ start: [UInt8], _ bytes: (_ offset: Int, _ count: Int) -> [UInt8]
    ) -> PixelSize? {
        guard start.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
        var offset = 2
        for _ in 0..<maximumSegmentCount {
            let segment = bytes(offset, 9)
            guard segment.count >= 2, segment[0] == 0xFF else { return nil }
            switch segment[1] {
            case 0xFF:  // A fill byte.
                offset += 1
            case 0x01, 0xD0...0xD7:  // Markers that stand alone.
                offset += 2
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard let height = segment.bigEndian(at: 5, count: 2),
                    let width = segment.bigEndian(at: 7, count: 2)
                else { return nil }
                return PixelSize(positive: width, height)
            // The picture's data, or its end, without a frame header before.
            case 0x00, 0xD8...0xDA:
                return nil
            default:
                guard let length = segment.bigEndian(at: 2, count: 2), length >= 2 else {
                    return nil
                }
                offset += 2 + Int(length)
            }
        }
        return nil
    }
}
