/// The orientation that a picture's EXIF metadata states, and where.
struct StoredOrientation: Hashable {
    let orientation: Orientation
    /// The place of the byte with its number, in the file.
    let offset: Int

    private static let tag: UInt32 = 0x0112
    /// The type of a two-byte number.
    private static let short: UInt32 = 3

    /// Reads the first directory of EXIF metadata, which is laid out as a TIFF file; nil if it states no orientation,
    /// or does not state it as the standard requires.
    ///
    /// - Parameters:
    ///   - start: Where the metadata starts in the picture's file.
    ///   - count: How many bytes it has: nothing after them is read.
    ///   - bytes: Returns up to `count` bytes at `offset` of the file, fewer at its end.
    init?(
        exifAt start: Int, count: Int, _ bytes: (_ offset: Int, _ count: Int) -> [UInt8]
    ) {
        func part(_ offset: Int, _ length: Int) -> [UInt8]? {
            guard offset + length <= count else { return nil }
            let part = bytes(start + offset, length)
            return part.count == length ? part : nil
        }
        guard let head = part(0, 8) else { return nil }
        let isBigEndian = head.starts(with: [0x4D, 0x4D, 0, 0x2A])
        guard isBigEndian || head.starts(with: [0x49, 0x49, 0x2A, 0]) else { return nil }
        func number(_ bytes: [UInt8], at offset: Int, count: Int) -> UInt32? {
            isBigEndian
                ? bytes.bigEndian(at: offset, count: count)
                : bytes.littleEndian(at: offset, count: count)
        }
        guard let directory = number(head, at: 4, count: 4).map(Int.init),
            let entryCount = part(directory, 2).flatMap({ number($0, at: 0, count: 2) })
        else { return nil }
        for index in 0..<Int(entryCount) {
            let place = directory + 2 + 12 * index
            guard let entry = part(place, 12) else { return nil }
            guard number(entry, at: 0, count: 2) == Self.tag else { continue }
            guard number(entry, at: 2, count: 2) == Self.short,
                number(entry, at: 4, count: 4) == 1,
                let value = number(entry, at: 8, count: 2),
                let orientation = Orientation(rawValue: Int(value))
            else { return nil }
            self.orientation = orientation
            offset = start + place + (isBigEndian ? 9 : 8)
            return
        }
        return nil
    }
}
