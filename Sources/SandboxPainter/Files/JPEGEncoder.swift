import CGraphics

/// Writes a canvas as a JPEG.
enum JPEGEncoder {
    private static let quality: Int32 = 85

    /// Returns the file; nil if memory is short.
    static func encode(_ canvas: Canvas) -> [UInt8]? {
        cairo_surface_flush(canvas.surface)
        guard let pixels = cairo_image_surface_get_data(canvas.surface),
            let compressor = tjInitCompress()
        else { return nil }
        defer { tjDestroy(compressor) }
        var bytes: UnsafeMutablePointer<UInt8>?
        var count: UInt = 0
        defer { tjFree(bytes) }
        let status = tjCompress2(
            compressor, pixels, Int32(canvas.pixelWidth),
            cairo_image_surface_get_stride(canvas.surface), Int32(canvas.pixelHeight),
            Int32(TJPF_BGRX.rawValue), &bytes, &count, Int32(TJSAMP_420.rawValue), quality, 0)
        guard status == 0, let bytes else { return nil }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
}
