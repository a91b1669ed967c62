/// Paints pictures: the same for the same request, in exactly the pixels asked for.
package enum Painter {
    /// Returns the picture's file; nil if memory is short.
    package static func picture(_ request: PictureRequest) -> [UInt8]? {
        let canvas = Canvas(
            width: request.size.width, height: request.size.height,
            isOpaque: request.format == .png)
        paint(request, on: canvas)
        return switch request.format {
        case .png: PNGEncoder.encode(canvas)
        case .jpeg: JPEGEncoder.encode(canvas)
        case .webp: WebPEncoder.encode(canvas)
        }
    }

    private static func paint(_ request: PictureRequest, on canvas: Canvas) {
        var scene = SceneReader.scene(
            prompt: request.prompt, variant: request.variant,
            salt: request.references.map(\.identity).joined(separator: " "))
        let cards = request.references.map(ReferenceCards.Card.init)
        if scene.colours.isEmpty, let colour = cards.lazy.compactMap(\.colour).first {
            scene.colours = [colour]
        }
        paint(scene, prompt: request.prompt, detail: request.detail, cards: cards, on: canvas)
    }

    static func paint(
        _ scene: Scene, prompt: String, detail: PictureRequest.Detail,
        cards: [ReferenceCards.Card], on canvas: Canvas
    ) {
        let palette = Palette(for: scene)
        StyleLayer.paint(scene, on: canvas) { target in
            let stage = Stage(canvas: target, scene: scene, palette: palette, detail: detail)
            paintScene(stage)
            return stage
        }
        let stage = Stage(canvas: canvas, scene: scene, palette: palette, detail: detail)
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
