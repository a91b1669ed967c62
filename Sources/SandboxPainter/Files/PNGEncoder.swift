import CDeflate
import CGraphics

/// Writes a canvas as a PNG of 8-bit RGB: every row filtered by Sub, compressed by libdeflate.
enum PNGEncoder {
    /// The level at which libdeflate still keeps up with the drawing: 4K in under 0.1 s.
    private static let level: Int32 = 1

    /// Returns the file; nil if memory is short.
    static func encode(_ canvas: Canvas) -> [UInt8]? {
        let width = canvas.pixelWidth
        let height = canvas.pixelHeight
        cairo_surface_flush(canvas.surface)
        guard let pixels = cairo_image_surface_get_data(canvas.surface),
            let compressor = libdeflate_alloc_compressor(level)
        else { return nil }
        defer { libdeflate_free_compressor(compressor) }
        let stride = Int(cairo_image_surface_get_stride(canvas.surface))
        let rowCount = 1 + 3 * width
        let rows = [UInt8](unsafeUninitializedCapacity: rowCount * height) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            for y in 0..<height {
                (pixels + y * stride).withMemoryRebound(to: UInt32.self, capacity: width) { row in
                    cgraphics_png_row(row, width, base + y * rowCount)
                }
            }
            count = rowCount * height
        }
        var png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        png.reserveCapacity(rows.count / 8)
        // Eight bits a sample, truecolour, and the only methods there are for compression, filtering and interlacing.
        append("IHDR", bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0], to: &png)
        append("IDAT", compressed(rows, by: compressor), to: &png)
        append("IEND", [], to: &png)
        return png
    }

    private static func compressed(_ bytes: [UInt8], by compressor: OpaquePointer) -> [UInt8] {
        let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = libdeflate_zlib_compress(
                compressor, bytes, bytes.count, buffer.baseAddress, bound)
        }
    }

    private static func append(_ type: String, _ content: [UInt8], to png: inout [UInt8]) {
        let name = Array(type.utf8)
        var check = libdeflate_crc32(0, name, name.count)
        // Without bytes, libdeflate returns 0 instead of the given checksum.
        if !content.isEmpty { check = libdeflate_crc32(check, content, content.count) }
        png += bigEndian(content.count) + name
        png += content
        png += bigEndian(Int(check))
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
