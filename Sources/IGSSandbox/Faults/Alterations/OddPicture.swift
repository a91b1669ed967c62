import CDeflate
import SandboxPainter

/// A task's picture as the service should not send it.
enum OddPicture {
    private static let largestSide = 4096

    /// Returns the picture as a PNG of another size. If the size is too large to paint, the picture is
    /// small, and its header lies.
    static func png(_ parameters: PictureParameters, size: PixelSize) -> [UInt8] {
        let isPainted = max(size.width, size.height) <= largestSide
        var request = PictureRequest(for: parameters)
        request.size = isPainted ? size : PixelSize(64, 64)
        let png = Painter.picture(request) ?? []
        return isPainted ? png : withHead(size, png)
    }

    /// Returns the picture in another format.
    static func file(_ parameters: PictureParameters, as format: PictureFormat) -> [UInt8] {
        var request = PictureRequest(for: parameters)
        request.format = format
        return Painter.picture(request) ?? []
    }

    /// The beginnings of files of other formats, by their names: enough to recognise the format.
    static let foreign: [String: [UInt8]] = [
        "gif": Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0, 0x3B],
        "heic": ftyp("heic", "mif1"), "avif": ftyp("avif", "mif1"),
        "bmp": Array("BM".utf8) + [UInt8](repeating: 0, count: 52),
        "tiff": Array("II*\0".utf8) + [8, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "jxl": [0, 0, 0, 0x0C] + Array("JXL ".utf8) + [0x0D, 0x0A, 0x87, 0x0A],
        "svg": Array(#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#.utf8),
    ]

    /// Returns the first box of a file of the ISO's base media format, and some bytes of media.
    private static func ftyp(_ brand: String, _ other: String) -> [UInt8] {
        [0, 0, 0, 24] + Array("ftyp\(brand)\0\0\0\0\(brand)\(other)".utf8)
            + [0, 0, 1, 8] + Array("mdat".utf8) + (0...255)
    }

    /// Returns a PNG with a comment in it.
    static func signed(_ png: [UInt8], _ comment: String) -> [UInt8] {
        guard png.count > 33 else { return png }
        var png = png
        let chunk = Array("tEXtComment\0\(comment)".utf8)
        png.insert(
            contentsOf: bigEndian(chunk.count - 4) + chunk
                + bigEndian(Int(libdeflate_crc32(0, chunk, chunk.count))), at: 33)
        return png
    }

    /// Writes other dimensions into a PNG's header, with the checksum for them.
    private static func withHead(_ size: PixelSize, _ png: [UInt8]) -> [UInt8] {
        guard png.count > 33 else { return png }
        var png = png
        png.replaceSubrange(16..<24, with: bigEndian(size.width) + bigEndian(size.height))
        let head = Array(png[12..<29])
        png.replaceSubrange(29..<33, with: bigEndian(Int(libdeflate_crc32(0, head, head.count))))
        return png
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
