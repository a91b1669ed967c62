import CGraphics

/// Decodes references to about the size in which they are shown.
enum ReferenceDecoder {
    /// The most pixels that are decoded; a picture that claims more is shown as a card.
    private static let maximumPixels = 64_000_000
    /// The least length of a thumbnail's shorter side, if the picture is large enough.
    private static let side = 400

    /// Decodes a small version of a picture.
    ///
    /// - Returns: nil if the bytes cannot be decoded, or are unreasonably large.
    static func thumbnail(_ bytes: [UInt8], format: PictureFormat) -> Canvas? {
        switch format {
        case .png: png(bytes)
        case .jpeg: jpeg(bytes)
        case .webp: webp(bytes)
        }
    }

    private struct Reader {
        var rest: UnsafeRawBufferPointer
    }

    private static func png(_ bytes: [UInt8]) -> Canvas? {
        guard bytes.count > 24 else { return nil }
        let numbers = [16, 20].map { offset in
            bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        guard isReasonable(numbers[0], numbers[1]) else { return nil }
        let surface = bytes.withUnsafeBytes { buffer in
            var reader = Reader(rest: buffer)
            return withUnsafeMutablePointer(to: &reader) { reader in
                cairo_image_surface_create_from_png_stream(
                    { closure, data, count in
                        guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
                        let reader = closure.assumingMemoryBound(to: Reader.self)
                        let count = Int(count)
                        guard reader.pointee.rest.count >= count else {
                            return CAIRO_STATUS_READ_ERROR
                        }
                        UnsafeMutableRawBufferPointer(start: data, count: count)
                            .copyMemory(
                                from: UnsafeRawBufferPointer(
                                    rebasing: reader.pointee.rest.prefix(count)))
                        reader.pointee.rest = UnsafeRawBufferPointer(
                            rebasing: reader.pointee.rest.dropFirst(count))
                        return CAIRO_STATUS_SUCCESS
                    }, reader)
            }
        }
        guard let surface else { return nil }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            return nil
        }
        return Canvas(adopting: surface)
    }

    private static func jpeg(_ bytes: [UInt8]) -> Canvas? {
        guard let decoder = tjInitDecompress() else { return nil }
        defer { tjDestroy(decoder) }
        var (width, height): (Int32, Int32) = (0, 0)
        var (sampling, space): (Int32, Int32) = (0, 0)
        guard
            tjDecompressHeader3(
                decoder, bytes, UInt(bytes.count), &width, &height, &sampling, &space) == 0,
            isReasonable(Int(width), Int(height))
        else { return nil }
        // The decoder itself can scale by eighths, which is much faster than decoding everything.
        let share = [8, 4, 2].first { Int(min(width, height)) / $0 >= side } ?? 1
        let scaledWidth = (width + Int32(share) - 1) / Int32(share)
        let scaledHeight = (height + Int32(share) - 1) / Int32(share)
        let canvas = Canvas(width: Int(scaledWidth), height: Int(scaledHeight), isOpaque: true)
        guard let pixels = cairo_image_surface_get_data(canvas.surface) else { return nil }
        let stride = cairo_image_surface_get_stride(canvas.surface)
        let status = tjDecompress2(
            decoder, bytes, UInt(bytes.count), pixels, scaledWidth, stride, scaledHeight,
            Int32(TJPF_BGRX.rawValue), 0)
        // A warning, for example about a truncated file, still leaves something to show.
        guard status == 0 || tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue) else {
            return nil
        }
        cairo_surface_mark_dirty(canvas.surface)
        return canvas
    }

    private static func webp(_ bytes: [UInt8]) -> Canvas? {
        var (width, height): (Int32, Int32) = (0, 0)
        guard WebPGetInfo(bytes, bytes.count, &width, &height) != 0,
            isReasonable(Int(width), Int(height))
        else { return nil }
        let share = max(1, Int(min(width, height)) / side)
        var options = WebPDecoderConfig()
        guard WebPInitDecoderConfig(&options) != 0 else { return nil }
        let canvas = Canvas(
            width: max(1, Int(width) / share), height: max(1, Int(height) / share), isOpaque: false)
        guard let pixels = cairo_image_surface_get_data(canvas.surface) else { return nil }
        let stride = cairo_image_surface_get_stride(canvas.surface)
        options.options.use_scaling = share > 1 ? 1 : 0
        options.options.scaled_width = Int32(canvas.pixelWidth)
        options.options.scaled_height = Int32(canvas.pixelHeight)
        options.output.colorspace = MODE_bgrA
        options.output.is_external_memory = 1
        options.output.u.RGBA.rgba = pixels
        options.output.u.RGBA.stride = stride
        options.output.u.RGBA.size = Int(stride) * canvas.pixelHeight
        guard WebPDecode(bytes, bytes.count, &options) == VP8_STATUS_OK else { return nil }
        cairo_surface_mark_dirty(canvas.surface)
        return canvas
    }

    private static func isReasonable(_ width: Int, _ height: Int) -> Bool {
        width > 0 && height > 0 && width <= 32_000 && height <= 32_000
            && width * height <= maximumPixels
    }
}
