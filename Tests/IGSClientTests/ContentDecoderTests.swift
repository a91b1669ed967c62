import Foundation
import Testing

@testable import IGSClient

/// Compressed bodies, which igs does not ask for, and some servers send all the same.
struct ContentDecoderTests {
    private static let text = String(repeating: #"{"ok":true}"#, count: 3)
    private static let gzip = "H4sIAAAAAAACA6tWys9WsiopKk2trcbKBABV0zzMIQAAAA=="
    private static let zlib = "eJyrVsrPVrIqKSpNra3GygQAyrkMMQ=="
    private static let bare = "q1bKz1ayKikqTa2txsoEAA=="
    /// Two megabytes of zeros.
    private static let bomb =
        "H4sIAAAAAAACA+3BAQEAAACCIP+vbkhAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAbwZBHVpCgIQeAA=="

    static let bodies: [(coding: String?, body: String)] = [
        ("gzip", gzip), ("x-gzip", gzip), ("GZIP", gzip), (" gzip ", gzip), (nil, gzip),
        ("identity", gzip),
        ("deflate", zlib), ("deflate", bare), ("deflate", gzip),
    ]

    @Test(arguments: bodies)
    func `a compressed body is read, in one piece and byte by byte`(
        coding: String?, body: String
    ) throws {
        let bytes = try #require(Data(base64Encoded: body))
        for size in [bytes.count, 1, 3] {
            let decoder = try ContentDecoder(coding: coding, limit: 1_000)
            var decoded: [UInt8] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                decoded += try decoder.decode(
                    [UInt8](bytes[start..<min(start + size, bytes.count)]))
            }
            decoded += try decoder.finish()
            #expect(String(decoding: decoded, as: UTF8.self) == Self.text)
        }
    }

    @Test func `members follow each other, and what follows the last one is dropped`() throws {
        let bytes = [UInt8](try #require(Data(base64Encoded: Self.gzip)))
        let decoder = try ContentDecoder(coding: "gzip", limit: 1_000)
        let decoded = try decoder.decode(bytes + bytes + [0, 0, 0]) + decoder.finish()
        #expect(String(decoding: decoded, as: UTF8.self) == Self.text + Self.text)
    }

    @Test(arguments: ["gzip", "x-gzip", "identity", nil])
    func `what is not compressed passes, whatever its name`(coding: String?) throws {
        for text in ["", "{", "{}", Self.text] {
            let decoder = try ContentDecoder(coding: coding, limit: 1_000)
            let decoded = try decoder.decode(Array(text.utf8)) + decoder.finish()
            #expect(String(decoding: decoded, as: UTF8.self) == text)
        }
    }

    @Test func `a bomb ends at the limit`() throws {
        let bytes = [UInt8](try #require(Data(base64Encoded: Self.bomb)))
        let decoder = try ContentDecoder(coding: "gzip", limit: 100_000)
        #expect(throws: ContentDecoder.Failure.tooLarge) { try decoder.decode(bytes) }
    }

    @Test func `half of it, damage and codings that nobody knows are errors`() throws {
        let bytes = [UInt8](try #require(Data(base64Encoded: Self.gzip)))
        let half = try ContentDecoder(coding: "gzip", limit: 1_000)
        _ = try half.decode(Array(bytes.prefix(bytes.count - 4)))
        #expect(throws: ContentDecoder.Failure.truncated) { try half.finish() }
        var damaged = bytes
        damaged[12] ^= 0xFF
        let decoder = try ContentDecoder(coding: "gzip", limit: 1_000)
        #expect(throws: ContentDecoder.Failure.self) {
            _ = try decoder.decode(damaged)
            _ = try decoder.finish()
        }
        for coding in ["br", "zstd", "gzip, gzip"] {
            #expect(throws: ContentDecoder.Failure.self) {
                try ContentDecoder(coding: coding, limit: 1_000)
            }
        }
    }
}
