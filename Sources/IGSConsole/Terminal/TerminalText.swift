/// Text from outside, made safe for a terminal.
///
/// A service's message, a prompt, a file name or a URL could otherwise move the cursor, change the
/// title or the clipboard, or reverse the displayed text. All such text goes through here.
package enum TerminalText {
    /// Returns the text with everything that a terminal would act upon, or would hide, made visible
    /// in Swift's notation: `\u{1B}`.
    ///
    /// These are the control characters except newline and tab, the characters that change the
    /// direction of writing, and those that show as nothing at all. The joiners, which emoji and
    /// several scripts need, and everything else stay as they are.
    package static func visible(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) || !text.unicodeScalars.contains(where: isActive) {
            return text
        }
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        for scalar in text.unicodeScalars { append(scalar, to: &result) }
        return result
    }

    /// Returns the text that bytes put into the edited line at once, as a paste does. Lines end in
    /// `\n`, and tab is the only control character left. The end of the last line is left out: it
    /// would only add an empty line.
    static func entered(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
            .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars
        where scalar == "\n" || scalar == "\t"
            || !(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value))
        {
            scalars.append(scalar)
        }
        if scalars.last == "\n" { scalars.removeLast() }
        return String(scalars)
    }

    /// Returns JSON in which what ``visible(_:)`` makes visible is escaped, as `\u001B`. Such characters can only
    /// occur in strings.
    package static func escaped(inJSON json: String) -> String {
        guard json.unicodeScalars.contains(where: isActive) else { return json }
        var result = ""
        result.reserveCapacity(json.utf8.count + 16)
        for scalar in json.unicodeScalars {
            if isActive(scalar) {
                for unit in UTF16.encode(scalar) ?? .init() {
                    result += "\\u\(hexadecimal(UInt32(unit), digits: 4))"
                }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Returns the visible form of bytes that should be UTF-8: each byte that is not shows as `\x{FF}`.
    package static func visible(bytes: some Sequence<UInt8>) -> String {
        var result = ""
        var parser = Unicode.UTF8.ForwardParser()
        let bytes = Array(bytes)
        var position = 0
        var iterator = bytes.makeIterator()
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                append(Unicode.UTF8.decode(encoded), to: &result)
                position += encoded.count
            case .error(let length):
                for byte in bytes[position..<min(position + length, bytes.count)] {
                    result += "\\x{\(hexadecimal(UInt32(byte), digits: 2))}"
                }
                position += length
            case .emptyInput:
                return result
            }
        }
    }
}

extension TerminalText {
    /// Whether a byte of UTF-8 is printable ASCII, a newline or a tab.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) || byte == 0x0A || byte == 0x09
    }

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x20..<0x7F: false
        case 0x00..<0x20, 0x7F...0x9F: true
        // The direction of writing.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        // Line and paragraph separators, at which some terminals and all readers of JavaScript break lines.
        case 0x2028, 0x2029: true
        // No width: soft hyphen, vowel separator, space, operators, deprecated formats, BOM, annotations, tags.
        case 0xAD, 0x180E, 0x200B, 0x2060...0x2064, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            true
        default: false
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
        if isActive(scalar) {
            result += "\\u{\(hexadecimal(scalar.value, digits: 2))}"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
