import CGraphics

/// Styles that are drawn rather than painted: lines found where the painted scene has edges.
enum Ink {
    /// Draws the scene's edges over it.
    ///
    /// - Parameters:
    ///   - width: The lines' width in units.
    ///   - gain: How strongly edges show. `floor`: how weak edges may be before they are left out,
    ///     of 255.
    static func outline(
        _ colour: Colour, width: Double, gain: Double, floor: Int32, on stage: Stage
    ) {
        guard let mask = edges(of: stage, width: width, gain: gain, floor: floor) else { return }
        apply(mask, colour, to: stage.canvas)
        cairo_surface_destroy(mask)
    }

    /// Graphite on paper: edges, and hatching in the shade.
    static func sketch(_ stage: Stage) {
        let canvas = stage.canvas
        let lines = edges(of: stage, width: 0.11, gain: 3.4, floor: 8)
        let hatching = mask(for: canvas) { pixels, stride, bytes, maskStride in
            cgraphics_hatch(
                pixels, stride, canvas.pixelWidth, canvas.pixelHeight, bytes, maskStride,
                max(4, Int(stage.unit * 0.75)))
        }
        let paper = Colour(0xF5F0E4)
        canvas.layer(opacity: 0.84) { canvas.cover(.colour(paper)) }
        let graphite = Colour(0x34343C)
        if let hatching {
            apply(hatching, graphite.opacity(0.42), to: canvas)
            cairo_surface_destroy(hatching)
        }
        if let lines {
            apply(lines, graphite.opacity(0.9), to: canvas)
            cairo_surface_destroy(lines)
        }
        Texture.grain(on: stage, strength: 20)
    }

    /// White lines on blue, over a grid.
    static func blueprint(_ stage: Stage) {
        let canvas = stage.canvas
        let lines = edges(of: stage, width: 0.1, gain: 5, floor: 6)
        canvas.layer(opacity: 0.8) {
            canvas.cover(.vertical(0, stage.height, Colour(0x114A97), Colour(0x0A2F6A)))
        }
        let step = stage.unit * 2.5
        for (index, x) in stride(from: 0, through: stage.width, by: step).enumerated() {
            canvas.rectangle(
                x, 0, stage.unit * (index.isMultiple(of: 4) ? 0.09 : 0.04), stage.height)
        }
        for (index, y) in stride(from: 0, through: stage.height, by: step).enumerated() {
            canvas.rectangle(
                0, y, stage.width, stage.unit * (index.isMultiple(of: 4) ? 0.09 : 0.04))
        }
        canvas.fill(.colour(Colour.white.opacity(0.14)))
        if let lines {
            apply(lines, Colour(0xEAF3FF), to: canvas)
            cairo_surface_destroy(lines)
        }
        canvas.rectangle(
            stage.unit * 1.4, stage.unit * 1.4, stage.width - stage.unit * 2.8,
            stage.height - stage.unit * 2.8)
        canvas.stroke(.colour(Colour.white.opacity(0.8)), width: stage.unit * 0.16)
    }

    /// Paints a colour through a mask.
    private static func apply(_ mask: OpaquePointer, _ colour: Colour, to canvas: Canvas) {
        Paint.colour(colour).apply(to: canvas.context)
        cairo_mask_surface(canvas.context, mask, 0, 0)
    }

    private static func edges(
        of stage: Stage, width: Double, gain: Double, floor: Int32
    ) -> OpaquePointer? {
        let canvas = stage.canvas
        return mask(for: canvas) { pixels, stride, bytes, maskStride in
            cgraphics_edges(
                pixels, stride, canvas.pixelWidth, canvas.pixelHeight, bytes, maskStride,
                max(1, Int((stage.unit * width).rounded())), Int32(gain * 16), floor)
        }
    }

    /// Makes a mask of the canvas's size, which the caller must destroy.
    private static func mask(
        for canvas: Canvas,
        _ fill: (UnsafePointer<UInt8>, Int, UnsafeMutablePointer<UInt8>, Int) -> Void
    ) -> OpaquePointer? {
        cairo_surface_flush(canvas.surface)
        guard
            let mask = cairo_image_surface_create(
                CAIRO_FORMAT_A8, Int32(canvas.pixelWidth), Int32(canvas.pixelHeight)),
            let pixels = cairo_image_surface_get_data(canvas.surface),
            let bytes = cairo_image_surface_get_data(mask)
        else { return nil }
        fill(
            pixels, Int(cairo_image_surface_get_stride(canvas.surface)), bytes,
            Int(cairo_image_surface_get_stride(mask)))
        cairo_surface_mark_dirty(mask)
        return mask
    }
}
