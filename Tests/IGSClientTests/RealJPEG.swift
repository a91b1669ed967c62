import CTurboJPEG
import IGSImages

/// JPEGs with pixels, made and read by libjpeg-turbo.
struct RealJPEG {
    /// The colour of a pixel.
    typealias Colour = [UInt8]

    let size: PixelSize
    private let pixels: [UInt8]

    /// Decodes a picture; nil where that cannot be done.
    init?(_ bytes: [UInt8]) {
        guard let decoder = tjInitDecompress() else { return nil }
        defer { tjDestroy(decoder) }
        var width: CInt = 0
        var height: CInt = 0
        var sampling: CInt = 0
        var space: CInt = 0
        guard
            tjDecompressHeader3(
                decoder, bytes, UInt(bytes.count), &width, &height, &sampling, &space) == 0
        else { return nil }
        var pixels = [UInt8](repeating: 0, count: Int(width * height) * 3)
        guard
            tjDecompress2(
                decoder, bytes, UInt(bytes.count), &pixels, width, 0, height,
                CInt(TJPF_RGB.rawValue), TJFLAG_ACCURATEDCT) == 0
        else { return nil }
        size = PixelSize(width: Int(width), height: Int(height))
        self.pixels = pixels
    }

    subscript(x: Int, y: Int) -> Colour {
        Array(pixels[(y * size.width + x) * 3..<(y * size.width + x) * 3 + 3])
    }

    /// A picture without symmetry, with segments behind its start.
    static func bytes(
        _ width: Int, _ height: Int, sampling: TJSAMP = TJSAMP_444, isProgressive: Bool = false,
        segments: [UInt8] = []
    ) -> [UInt8] {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let isMark = x < width / 3 && y < height / 4
                pixels += [
                    UInt8(x * 255 / width), UInt8(y * 255 / height), isMark ? 220 : 20,
                ]
            }
        }
        let encoder = tjInitCompress()
        defer { tjDestroy(encoder) }
        var output: UnsafeMutablePointer<UInt8>?
        defer { tjFree(output) }
        var count: UInt = 0
        tjCompress2(
            encoder, pixels, CInt(width), 0, CInt(height), CInt(TJPF_RGB.rawValue), &output,
            &count, CInt(sampling.rawValue), 95, isProgressive ? TJFLAG_PROGRESSIVE : 0)
        let bytes = Array(UnsafeBufferPointer(start: output, count: Int(count)))
        return bytes[..<2] + segments + bytes[2...]
    }
}
