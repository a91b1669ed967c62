/// Recognises texts that hold a picture in base64, by how they begin.
enum Base64Text {
    /// Returns the number of bytes before the base64: those of a data URI's header, or none for bare base64.
    ///
    /// - Returns: nil if the text is neither.
    static func headerByteCount(of text: some Collection<UInt8>) -> Int? {
        let head = Array(text.prefix(256))
        if String(decoding: head.prefix(5), as: UTF8.self).lowercased() == "data:" {
            guard let comma = head.firstIndex(of: UInt8(ascii: ",")) else { return nil }
            let header = String(decoding: head[..<comma], as: UTF8.self).lowercased()
            return header.hasSuffix(";base64") ? comma + 1 : nil
        }
        return !head.isEmpty && head.allSatisfy(isDigit) ? 0 : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
            UInt8(ascii: "="):
            true
        default: false
        }
    }
}
