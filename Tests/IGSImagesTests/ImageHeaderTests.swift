import IGSImages
import IGSTestSupport
import Testing
import IGSRandom

@Suite struct ImageHeaderTests {
    static let pictures: [(bytes: [UInt8], format: ImageFormat, size: String)] = [
        (Pictures.png(3840, 2160), .png, "3840x2160"),
        (Pictures.png(1, UInt32(Int32.max)), .png, "1x2147483647"),
        (Pictures.jpeg(1200, 800), .jpeg, "1200x800"),
        (Pictures.jpeg(1200, 800, marker: 0xC2), .jpeg, "1200x800"),
        (Pictures.jpeg(65535, 1, metadata: 300_000), .jpeg, "65535x1"),
        (Pictures.lossyWebP(640, 480), .webp, "640x480"),
        (Pictures.lossyWebP(640 | 0x4000, 480 | 0xC000), .webp, "640x480"),
        (Pictures.losslessWebP(16384, 1), .webp, "16384x1"),
        (Pictures.losslessWebP(1, 16384), .webp, "1x16384"),
        (Pictures.extendedWebP(16_777_216, 2), .webp, "16777216x2"),
    ]

    @Test(arguments: pictures)
    func `a picture's format and size are read`(
        bytes: [UInt8], format: ImageFormat, size: String
    ) {
        let header = try? ImageHeader(bytes)
        #expect(header?.format == format)
        #expect(header?.size.description == size)
    }

    @Test func `a slice is read from its own beginning`() {
        let bytes = [0, 0, 0] + Pictures.png(7, 5)
        #expect((try? ImageHeader(bytes[3...]))?.size == PixelSize(width: 7, height: 5))
    }

    @Test(arguments: [
        [], Array("GIF89a".utf8), Array("<svg/>".utf8), Pictures.png(0, 5), Pictures.png(5, 0),
        Pictures.png(0x8000_0000, 5), Pictures.jpeg(0, 5), Pictures.jpeg(5, 0),
        Pictures.lossyWebP(0, 5), Pictures.webP("VP8L", [0x2E, 0, 0, 0, 0]),
        Pictures.webP("ALPH", [UInt8](repeating: 1, count: 20)),
        // An inter frame, a JPEG without a frame header, a segment shorter than its own length.
        Pictures.webP("VP8 ", [0x31, 1, 0, 0x9D, 1, 0x2A, 1, 0, 1, 0]),
        [0xFF, 0xD8, 0xFF, 0xDA, 0, 8], [0xFF, 0xD8, 0xFF, 0xE1, 0, 1, 0xFF, 0xC0],
        [0xFF, 0xD8, 0xFF, 0xD9],
    ])
    func `bytes that are not a picture are not taken for one`(bytes: [UInt8]) {
        #expect((try? ImageHeader(bytes)) == nil)
    }

    @Test func `no bytes make the reading trap or hang`() {
        var generator = SeededRandom(seed: 4711)
        for (bytes, _, _) in Self.pictures {
            let start = Array(bytes.prefix(64))
            for count in 0...start.count {
                let header = try? ImageHeader(start.prefix(count))
                #expect(header.map { $0.size.width > 0 && $0.size.height > 0 } ?? true)
            }
            for _ in 0..<500 {
                var mutated = start
                for _ in 0..<Int.random(in: 1...6, using: &generator) {
                    let index = Int.random(in: mutated.indices, using: &generator)
                    mutated[index] = UInt8.random(in: .min ... .max, using: &generator)
                }
                let header = try? ImageHeader(mutated)
                #expect(header.map { $0.size.width > 0 && $0.size.height > 0 } ?? true)
            }
        }
        let fill = [0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 100_000)
        #expect((try? ImageHeader(fill)) == nil)
    }
}
