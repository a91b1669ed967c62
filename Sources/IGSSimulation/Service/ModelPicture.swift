import Crypto

/// The picture of a model's task: a PNG of the right pixels that names its task.
struct ModelPicture {
    let bytes: [UInt8]
    /// SHA-256 in lower-case hexadecimal.
    let digest: String

    /// Paints the picture of a task.
    init(task: String, width: Int, height: Int) {
        var header = Self.number(UInt32(width)) + Self.number(UInt32(height))
        header += [1, 0, 0, 0, 0]
        bytes =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + Self.chunk("IHDR", header)
            + Self.chunk("tEXt", Array("Task\0\(task)".utf8))
            + Self.chunk("IDAT", [0x78, 0x01, 0x01, 0, 0, 0xFF, 0xFF, 0, 0, 0, 1])
            + Self.chunk("IEND", [])
        digest = Self.digest(of: bytes)
    }

    /// The SHA-256 of some bytes, as the ledger writes it.
    static func digest(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

extension ModelPicture {
    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return number(UInt32(content.count)) + body + number(checksum(of: body))
    }

    private static func number(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
    }

    private static func checksum(of bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { word, _ in
            word & 1 == 0 ? word >> 1 : 0xEDB8_8320 ^ (word >> 1)
        }
    }
}
