import CGraphics

/// Darkens the corners a little, so that the eye stays in the picture.
enum Vignette {
    static func paint(on stage: Stage) {
        let strength: Double =
            switch stage.scene.style {
            case .noir: 0.6
            case .vintage: 0.5
            case .watercolour, .pastel, .sketch, .woodblock, .blueprint: 0
            case .illustration, .oil, .neon, .pixels: 0.32
            }
        guard strength > 0 else { return }
        // Drawn small and scaled up: a large radial gradient costs more than all else together.
        let small = Canvas(width: 96, height: 96, isOpaque: false)
        let dark = stage.scene.style == .vintage ? Colour(0x2E1A08) : Colour(0x05030C)
        small.cover(
            .radial(
                centre: Spot(48, 44), inner: 26, outer: 72,
                [
                    .init(0, dark.opacity(0)), .init(0.5, dark.opacity(strength * 0.3)),
                    .init(1, dark.opacity(strength)),
                ]))
        stage.canvas.draw(small, x: 0, y: 0, width: stage.width, height: stage.height)
    }
}
