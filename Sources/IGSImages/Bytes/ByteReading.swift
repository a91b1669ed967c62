/// Reads unsigned numbers from bytes that may be too few.
extension [UInt8] {
    func bigEndian(at offset: Int, count: Int) -> UInt32? {
        guard offset >= 0, count <= 4, offset + count <= self.count else { return nil }
        return self[offset..<offset + count].reduce(0) { $0 << 8 | UInt32($1) }
    }

    func littleEndian(at offset: Int, count: Int) -> UInt32? {
        guard offset >= 0, count <= 4, offset + count <= self.count else { return nil }
        return self[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    func holds(_ text: StaticString, at offset: Int) -> Bool {
        text.withUTF8Buffer { dropFirst(offset).starts(with: $0) }
    }
}
