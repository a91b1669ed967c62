extension StringProtocol {
    /// The text with everything encoded that a URL cannot contain; what is encoded already stays as
    /// it is.
    var percentEncoded: String {
        encoded { (0x21...0x7E).contains($0) && !#""<>\^`{|}"#.utf8.contains($0) }
    }

    /// The text as one segment of a URL's path: everything but letters, digits and `-._~` encoded.
    var percentEncodedSegment: String {
        encoded {
            $0.isDigit || $0.isLowerCaseLetter || $0.isUpperCaseLetter || "-._~".utf8.contains($0)
        }
    }

    /// The bytes that the text stands for; a percent sign without two digits stands for itself.
    var percentDecoded: [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit),
                let decoded = UInt8(digits, radix: 16)
            {
                bytes.append(decoded)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private func encoded(keeping isKept: (UInt8) -> Bool) -> String {
        var bytes: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in utf8 {
            if isKept(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
