import IGSImages
import Testing

/// What a file is that is no picture for the service.
@Suite struct ForeignFormatTests {
    private static let heads: [(String, [UInt8], ForeignFormat)] = [
        ("empty", [], .empty), ("heic", box("heic", "mif1", "heic"), .heic),
        ("heif", box("mif1", "miaf"), .heic), ("avif", box("avif", "mif1", "avif"), .avif),
        ("avif, by a compatible brand", box("mif1", "avif"), .avif), ("cr3", box("crx "), .raw),
        ("gif", Array("GIF89a".utf8) + [1, 0, 1, 0], .gif),
        ("tiff", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 1, 0], .tiff),
        ("tiff, big-endian", [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1], .tiff),
        ("cr2", [0x49, 0x49, 0x2A, 0, 16, 0, 0, 0, 0x43, 0x52, 2, 0], .raw),
        ("bmp", Array("BM".utf8) + [60, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0], .bmp),
        ("jxl", [0xFF, 0x0A, 0xFA, 0x1F], .jpegXL),
        ("jxl, boxed", [0, 0, 0, 12] + Array("JXL ".utf8) + [13, 10, 0x87, 10], .jpegXL),
        ("jp2", [0, 0, 0, 12] + Array("jP  ".utf8) + [13, 10, 0x87, 10], .jpeg2000),
        ("svg", Array("<?xml version='1.0'?>\n<svg xmlns='x'>".utf8), .svg),
        ("pdf", Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3], .pdf),
        ("psd", Array("8BPS".utf8) + [0, 1, 0, 0], .psd),
        ("ico", [0, 0, 1, 0, 1, 0, 16, 16], .icon),
        ("html", Array("\n<!DOCTYPE html><html>".utf8), .html),
        ("text", Array("not a picture: é\n".utf8), .text),
        ("a text that begins as a bitmap", Array("BMW, a red one at night".utf8), .text),
    ]

    private static func box(_ brands: String...) -> [UInt8] {
        var bytes: [UInt8] = [0, 0, 0, 24] + Array("ftyp".utf8)
        for (index, brand) in brands.enumerated() {
            bytes += Array(brand.utf8)
            if index == 0 { bytes += [0, 0, 0, 0] }
        }
        return bytes
    }

    @Test(arguments: heads)
    func `a file's first bytes say what it is`(_: String, head: [UInt8], format: ForeignFormat) {
        #expect(ForeignFormat(head) == format)
        #expect(!format.name.isEmpty && !format.advice.isEmpty)
    }

    @Test func `every format is recognised by some head`() {
        #expect(Set(Self.heads.map(\.2)) == Set(ForeignFormat.allCases))
    }

    @Test func `what is nothing known is nil, and no cut of a head traps`() {
        #expect(ForeignFormat([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) == nil)
        #expect(ForeignFormat([0, 1, 2, 3]) == nil)
        for (_, head, _) in Self.heads {
            for count in 0...head.count { _ = ForeignFormat(Array(head.prefix(count))) }
        }
    }
}
