/// A band of mist across the frame.
enum Mist {
    /// Paints the band.
    ///
    /// - Parameter strength: The opacity at the thickest part.
    static func paint(at y: Double, thickness: Double, on stage: Stage, strength: Double) {
        let colour = stage.palette.skyHorizon
        stage.canvas.rectangle(0, y - thickness, stage.width, thickness * 2)
        stage.canvas.fill(
            .vertical(
                y - thickness, y + thickness,
                [
                    .init(0, colour.opacity(0)), .init(0.5, colour.opacity(strength)),
                    .init(1, colour.opacity(0)),
                ]))
    }
}
