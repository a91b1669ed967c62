/// Finds SHA-256 digests in texts: 64 lower-case hexadecimal digits in a row.
enum DigestText {
    /// Returns the first 64 bits of a digest; nil if the text is not one.
    static func prefix(of text: some StringProtocol) -> UInt64? {
        var found: UInt64?
        guard text.utf8.count == 64 else { return nil }
        forEach(in: String(text)) { found = $0 }
        return found
    }

    /// Calls the body with the first 64 bits of each digest in a text.
    static func forEach(in text: String, _ body: (UInt64) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            var count = 0
            var value: UInt64 = 0
            for byte in bytes {
                if let digit = digit(byte) {
                    if count < 16 { value = value << 4 | digit }
                    count += 1
                } else {
                    if count == 64 { body(value) }
                    (count, value) = (0, 0)
                }
            }
            if count == 64 { body(value) }
        }
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x61...0x66: UInt64(byte - 0x61 + 10)
        default: nil
        }
    }
}
