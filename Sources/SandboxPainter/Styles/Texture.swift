import CGraphics

/// The grain of paper and film.
enum Texture {
    private static let side = 192

    /// Covers the canvas with a repeated tile of noise, dark and light.
    ///
    /// - Parameter strength: The most that a pixel changes, of 255.
    static func grain(on stage: Stage, strength: UInt32) {
        for (seed, colour) in [(UInt32(7), Colour(0x1A120A)), (91, Colour.white)] {
            let tile = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(side), Int32(side))
            defer { cairo_surface_destroy(tile) }
            guard let bytes = cairo_image_surface_get_data(tile) else { return }
            let count = Int(cairo_image_surface_get_stride(tile)) * side
            cgraphics_noise(bytes, count, seed, strength)
            cairo_surface_mark_dirty(tile)
            let pattern = cairo_pattern_create_for_surface(tile)
            cairo_pattern_set_extend(pattern, CAIRO_EXTEND_REPEAT)
            cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST)
            Paint.colour(colour).apply(to: stage.canvas.context)
            cairo_mask(stage.canvas.context, pattern)
            cairo_pattern_destroy(pattern)
        }
    }
}
