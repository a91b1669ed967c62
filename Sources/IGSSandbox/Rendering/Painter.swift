import CGraphics

/// Paints the picture of a task: the same for the same prompt, variant, parameters and references, in exactly the pixels asked for.
package enum Painter {
    /// - Parameters:
    ///   - variant: which of the pictures of identical requests to paint, from 1.
    ///   - references: the task's references, in its order.
    /// - Returns: a PNG file, or nil where memory is short.
    package static func png(
        prompt: String, variant: Int = 1, size: PixelSize, quality: Quality,
        references: [ReferencePicture]
    ) -> [UInt8]? {
        let canvas = Canvas(width: size.width, height: size.height, isOpaque: true)
        paint(
            prompt: prompt, variant: variant, quality: quality, references: references, on: canvas)
        return PNGEncoder.encode(canvas)
    }

    static func paint(
        prompt: String, variant: Int, quality: Quality, references: [ReferencePicture],
        on canvas: Canvas
    ) {
        var scene = SceneReader.scene(
            prompt: prompt, variant: variant,
            salt: references.map(\.identity).joined(separator: " "))
        let cards = references.map(ReferenceCards.Card.init)
        if scene.colours.isEmpty, let colour = cards.lazy.compactMap(\.colour).first {
            scene.colours = [colour]
        }
        paint(scene, prompt: prompt, quality: quality, cards: cards, on: canvas)
    }

    static func paint(
        _ scene: Scene, prompt: String, quality: Quality, cards: [ReferenceCards.Card],
        on canvas: Canvas
    ) {
        let palette = Palette(for: scene)
        StyleLayer.paint(scene, on: canvas) { target in
            let stage = Stage(canvas: target, scene: scene, palette: palette, quality: quality)
            paintScene(stage)
            return stage
        }
        let stage = Stage(canvas: canvas, scene: scene, palette: palette, quality: quality)
        Labels.paint(prompt: prompt, cards: cards, on: stage)
    }

    private static func paintScene(_ stage: Stage) {
        let ground = stage.ground()
        if ground.hasSky {
            SkyLayer.paint(on: stage)
            if stage.scene.extras.contains(.fireworks) { FireworksLayer.paint(on: stage) }
        }
        ground.paintBack(on: stage)
        SubjectLayer.paintStanding(on: stage, ground: ground)
        SubjectLayer.paintFlying(on: stage, ground: ground)
        ground.paintFront(on: stage)
        SubjectLayer.paintFloating(on: stage, ground: ground)
        WeatherLayer.paint(on: stage)
    }
}
