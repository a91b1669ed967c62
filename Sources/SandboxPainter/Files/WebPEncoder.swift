import CGraphics

/// Writes a canvas that is not opaque as a WebP.
enum WebPEncoder {
    private static let quality: Float = 60

    /// Returns the file; nil if memory is short.
    static func encode(_ canvas: Canvas) -> [UInt8]? {
        cairo_surface_flush(canvas.surface)
        guard let pixels = cairo_image_surface_get_data(canvas.surface) else { return nil }
        var bytes: UnsafeMutablePointer<UInt8>?
        defer { WebPFree(bytes) }
        let count = WebPEncodeBGRA(
            pixels, Int32(canvas.pixelWidth), Int32(canvas.pixelHeight),
            cairo_image_surface_get_stride(canvas.surface), quality, &bytes)
        guard count > 0, let bytes else { return nil }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }
}
