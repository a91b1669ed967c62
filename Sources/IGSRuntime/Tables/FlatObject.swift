/// A JSON object whose values are texts, numbers, `true`, `false` and `null`.
///
/// It is read here because Foundation's decoder keeps neither the order of the keys nor the digits of a number.
struct FlatObject {
    struct Field {
        let key: String
        /// The text that a cell has: a number as it is written, and nothing for `null`.
        let value: String
    }

    enum Failure: Error {
        case notObject
        /// The value of a key is a list or an object.
        case nested(key: String)
        /// The byte with this index is not what JSON has there.
        case malformed(Int)
        /// A text contains the character NUL.
        case nul
    }

    private(set) var fields: [Field] = []
    private let bytes: [UInt8]
    private var index = 0

    /// Reads the object that is all of a line.
    init(_ line: [UInt8]) throws(Failure) {
        bytes = line
        skipBlanks()
        guard takes(UInt8(ascii: "{")) else { throw Failure.notObject }
        skipBlanks()
        if !takes(UInt8(ascii: "}")) {
            repeat { fields.append(try field()) } while takes(UInt8(ascii: ","))
            guard takes(UInt8(ascii: "}")) else { throw Failure.malformed(index) }
        }
        skipBlanks()
        guard index == bytes.count else { throw Failure.malformed(index) }
    }

    /// Returns a key with its value, and skips the blanks around them.
    private mutating func field() throws(Failure) -> Field {
        skipBlanks()
        let key = try string()
        skipBlanks()
        guard takes(UInt8(ascii: ":")) else { throw Failure.malformed(index) }
        skipBlanks()
        let value = try value(of: key)
        skipBlanks()
        return Field(key: key, value: value)
    }

    private mutating func value(of key: String) throws(Failure) -> String {
        guard let first = peek else { throw Failure.malformed(index) }
        switch first {
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "["), UInt8(ascii: "{"): throw Failure.nested(key: key)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default:
            if takes("true") { return "true" }
            if takes("false") { return "false" }
            if takes("null") { return "" }
            throw Failure.malformed(index)
        }
    }

    private mutating func number() throws(Failure) -> String {
        let start = index
        _ = takes(UInt8(ascii: "-"))
        if !takes(UInt8(ascii: "0")) { try digits() }
        if takes(UInt8(ascii: ".")) { try digits() }
        if takes(UInt8(ascii: "e")) || takes(UInt8(ascii: "E")) {
            if !takes(UInt8(ascii: "-")) { _ = takes(UInt8(ascii: "+")) }
            try digits()
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func digits() throws(Failure) {
        let start = index
        while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
        guard index > start else { throw Failure.malformed(index) }
    }

    private mutating func string() throws(Failure) -> String {
        guard takes(UInt8(ascii: "\"")) else { throw Failure.malformed(index) }
        var text: [UInt8] = []
        var start = index
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                let rest = bytes[start..<index]
                index += 1
                return String(decoding: text.isEmpty ? rest : text + rest, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text += bytes[start..<index]
                text += UTF8.encode(try escape()).map(Array.init) ?? []
                start = index
            case 0..<0x20: throw Failure.malformed(index)
            default: index += 1
            }
        }
        throw Failure.malformed(index)
    }

    /// Returns the character that a backslash and what follows it stand for.
    private mutating func escape() throws(Failure) -> Unicode.Scalar {
        let start = index
        for (escape, character) in Self.escapes where takes(escape) { return character }
        guard var code = codeUnit() else { throw Failure.malformed(start) }
        // A character beyond the first 65,536 is written as two code units of UTF-16.
        if (0xD800..<0xDC00).contains(code), let low = codeUnit(), (0xDC00..<0xE000).contains(low) {
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard code != 0 else { throw Failure.nul }
        guard let scalar = Unicode.Scalar(code) else { throw Failure.malformed(start) }
        return scalar
    }

    private static let escapes: [(StaticString, Unicode.Scalar)] = [
        (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\n"#, "\n"), (#"\r"#, "\r"),
        (#"\t"#, "\t"), (#"\b"#, "\u{8}"), (#"\f"#, "\u{C}"),
    ]

    /// Takes `\u` and four hexadecimal digits; `nil` if they are not there.
    private mutating func codeUnit() -> UInt32? {
        guard takes(#"\u"#), bytes.count - index >= 4 else { return nil }
        var code: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            code = code << 4 + UInt32(digit)
        }
        index += 4
        return code
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
        while let byte = peek, byte.isBlank { index += 1 }
    }

    /// Takes a byte if it comes next, and returns whether it does.
    private mutating func takes(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        index += 1
        return true
    }

    /// Takes some ASCII characters if they come next, and returns whether they do.
    private mutating func takes(_ text: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[index...].starts(with: wanted) else { return false }
        index += wanted.count
        return true
    }
}
