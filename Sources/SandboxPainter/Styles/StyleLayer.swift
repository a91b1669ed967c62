import CGraphics

/// Makes a scene look as if it were painted, printed or drawn in a style.
enum StyleLayer {
    /// Has a scene painted, and works on it as its style requires.
    ///
    /// - Parameter paint: Paints the scene on the given canvas, and returns its stage.
    static func paint(_ scene: Scene, on canvas: Canvas, _ paint: (Canvas) -> Stage) {
        let longest = max(canvas.width, canvas.height)
        let share = min(1, scene.longestSide / longest)
        guard share < 1 else { return finish(paint(canvas)) }
        let small = Canvas(
            width: max(1, Int((canvas.width * share).rounded())),
            height: max(1, Int((canvas.height * share).rounded())), isOpaque: true)
        finish(paint(small))
        canvas.draw(
            small, x: 0, y: 0, width: canvas.width, height: canvas.height,
            filter: scene.style == .pixels ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR)
    }

    /// Works on the painted scene.
    private static func finish(_ stage: Stage) {
        let canvas = stage.canvas
        switch stage.scene.style {
        case .illustration, .pixels, .neon:
            break
        case .pastel:
            Texture.grain(on: stage, strength: 10)
        case .oil:
            OilStrokes.paint(on: stage)
        case .watercolour:
            Watercolour.finish(stage)
        case .noir:
            canvas.duotone(dark: 0x06070A, light: 0xF4F3F0, contrast: 1.12, keeping: 0)
            Texture.grain(on: stage, strength: 26)
        case .vintage:
            canvas.duotone(dark: 0x2A1A10, light: 0xF6E7C6, contrast: 0.92, keeping: 0.38)
            Texture.grain(on: stage, strength: 22)
        case .woodblock:
            Ink.outline(Colour(0x14203A).opacity(0.75), width: 0.1, gain: 3, floor: 14, on: stage)
            Texture.grain(on: stage, strength: 18)
        case .sketch:
            Ink.sketch(stage)
        case .blueprint:
            Ink.blueprint(stage)
        }
        Vignette.paint(on: stage)
    }
}

extension Scene {
    /// The longest side, in pixels, that improves the scene: larger pictures are scaled up, which is several times as
    /// fast.
    fileprivate var longestSide: Double {
        switch style {
        case .pixels: 200
        // Styles that are coarse by nature.
        case .oil, .watercolour, .sketch, .vintage, .noir, .woodblock, .pastel: 2400
        case .illustration, .neon, .blueprint: ground == .abstract ? 2400 : .infinity
        }
    }
}

extension Canvas {
    /// Replaces colours by a scale between two of them, by luminance.
    ///
    /// - Parameter share: How much of the colours remains, from 0 to 1.
    func duotone(dark: UInt32, light: UInt32, contrast: Double, keeping share: Double) {
        cairo_surface_flush(surface)
        guard let pixels = cairo_image_surface_get_data(surface) else { return }
        // Rows of 32-bit pixels have no padding.
        pixels.withMemoryRebound(to: UInt32.self, capacity: pixelWidth * pixelHeight) {
            cgraphics_duotone(
                $0, pixelWidth * pixelHeight, dark, light, Int32(contrast * 256), Int32(share * 256)
            )
        }
        cairo_surface_mark_dirty(surface)
    }
}
