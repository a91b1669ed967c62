import Foundation
import IGSTestSupport
import Testing

@testable import IGSImages

/// What is found out about a picture while its bytes come in.
@Suite struct PictureCheckTests {
    private static let header = PNGChunk(
        "IHDR", PNGChunk.bigEndian(64) + PNGChunk.bigEndian(64) + [8, 2, 0, 0, 0])
    private static let pixels = PNGChunk("IDAT", [0x78, 0x01, 0x01, 0, 0, 0xFF, 0xFF, 0, 0, 0, 1])

    private func picture(_ chunks: PNGChunk...) -> [UInt8] {
        let all = [Self.header] + chunks + [Self.pixels, PNGChunk("IEND")]
        return PNGChunk.signature + all.flatMap(\.bytes)
    }

    private func check(_ bytes: some Sequence<UInt8>, by stride: Int = .max) -> PictureCheck {
        var check = PictureCheck()
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            check.append(Array(rest.prefix(stride)))
            rest = rest.dropFirst(stride)
        }
        return check
    }

    @Test(arguments: [1, 7, Int.max])
    func `a byte that is another is noticed, wherever it is`(stride: Int) {
        let whole = picture(PNGChunk("tEXt", Array("Software\0igs".utf8)))
        #expect(check(whole, by: stride).isWhole && !check(whole, by: stride).isDamaged)
        for index in whole.indices.dropFirst(8) {
            var bytes = whole
            bytes[index] ^= 0x10
            let found = check(bytes, by: stride)
            #expect(found.isDamaged || !found.isWhole, "byte \(index)")
        }
        // Behind the end anything may stand.
        #expect(!check(whole + [1, 2, 3], by: stride).isDamaged)
    }

    /// Text that is compressed, as Python's zlib does it.
    private func compressed(_ byteCount: Int) async throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let python = try IgsProcess(
            ["-c", "import zlib;open('text','wb').write(zlib.compress(b'a'*\(byteCount)))"],
            program: "/usr/bin/python3", in: folder.path, environment: [:], scratch: folder.path)
        #expect(try await python.outcome(within: .seconds(60)).exitCode == 0)
        return try folder.bytes(of: "text")
    }

    @Test(arguments: ["zTXt", "iTXt", "iCCP"], [1, 1000, Int.max])
    func `a text that is larger than the pixels once it is unpacked is noticed`(
        type: String, stride: Int
    ) async throws {
        let front: [UInt8] = Array("Comment\0".utf8) + (type == "iTXt" ? [1, 0, 0, 0] : [0])
        let large = picture(PNGChunk(type, front + (try await compressed(5 << 20))))
        let small = PNGChunk(type, front + (try await compressed(3 << 20)))
        #expect(check(large, by: stride).isBloated && check(large, by: stride).isWhole)
        #expect(!check(picture(small), by: stride).isBloated)
        // Several together, too.
        #expect(check(picture(small, small), by: stride).isBloated)
    }

    @Test func `what is not compressed data is no larger than it is`() {
        let chunk = PNGChunk("zTXt", Array("Comment\0\0no data of zlib's".utf8))
        #expect(!check(picture(chunk)).isBloated)
    }

    @Test func `the end of each format is known`() {
        let webp = Array("RIFF".utf8) + [12, 0, 0, 0] + Array("WEBPVP8 abcd".utf8)
        #expect(isWhole(webp))
        #expect(!isWhole(webp.dropLast(5)))
        // An application's segment that has an end of its own in it, compressed data with a stuffed byte, the end.
        let jpeg: [UInt8] = [
            0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xD9, 0xFF, 0xD9, 0xFF, 0xDA, 0, 2, 1, 0xFF, 0, 2,
            0xFF, 0xD0, 3, 0xFF, 0xD9,
        ]
        #expect(isWhole(jpeg))
        #expect(isWhole(jpeg + [0, 0]))
        #expect(isWhole(jpeg + [UInt8](repeating: 7, count: 100_000)))
        for count in 0..<jpeg.count { #expect(!isWhole(jpeg.prefix(count)), "\(count)") }
        let png = picture()
        #expect(isWhole(png + Array("appended".utf8)))
        #expect(isWhole(png + [UInt8](repeating: 7, count: 100_000)))
        for count in 0..<png.count { #expect(!isWhole(png.prefix(count))) }
    }

    @Test func `what is wrong with a picture is found`() {
        let whole = picture()
        #expect(check(whole).defect == nil)
        #expect(check(whole.dropLast()).defect == .truncated)
        var damaged = whole
        damaged[damaged.count - 1] ^= 1
        #expect(check(damaged).defect == .damaged)
        // With a length that is damaged, the end is not found either.
        damaged = whole
        damaged[11] ^= 1
        #expect(!check(damaged).isWhole && check(damaged).defect == .damaged)
        #expect(check([]).defect == .truncated)
    }

    /// Whether the end is found, in one piece and byte by byte.
    private func isWhole(_ bytes: some Sequence<UInt8>) -> Bool {
        var whole = PictureCheck()
        whole.append(Array(bytes))
        var parts = PictureCheck()
        for byte in bytes { parts.append([byte]) }
        #expect(whole.isWhole == parts.isWhole)
        return whole.isWhole
    }
}
