/// A rise in the land under a subject, so that it stands on something rather than before it.
enum Mound {
    static func paint(at foot: Spot, _ height: Double, on stage: Stage) {
        let canvas = stage.canvas
        let reach = height * 1.15
        let rise = height * 0.035
        let colour = stage.palette.land(0.1)
        canvas.move(foot.x - reach, foot.y + rise * 2.2)
        canvas.curve(
            foot.x - reach * 0.55, foot.y + rise * 1.6, foot.x - reach * 0.5, foot.y - rise * 0.4,
            foot.x, foot.y - rise * 0.4)
        canvas.curve(
            foot.x + reach * 0.5, foot.y - rise * 0.4, foot.x + reach * 0.55, foot.y + rise * 1.6,
            foot.x + reach, foot.y + rise * 2.2)
        canvas.close()
        canvas.fill(
            .vertical(
                foot.y - rise, foot.y + rise * 2.2, colour, colour, colour.opacity(0.6),
                colour.opacity(0)))
        canvas.ellipse(foot.x, foot.y + rise * 0.5, height * 0.5, rise * 0.9)
        canvas.fill(.colour(Colour.black.opacity(stage.scene.isNight ? 0.3 : 0.2)))
    }

    /// Covers the line where the subject meets the ground with grass, or with snow.
    static func paintTufts(at foot: Spot, _ height: Double, on stage: Stage) {
        var generator = stage.scene.generator("tufts \(foot.x)")
        let colour = stage.palette.land(0.1).darker(0.1)
        let reach = height * 0.62
        if stage.scene.season == .winter || stage.scene.weather == .snow {
            for step in 0..<9 {
                let x = foot.x + reach * (Double(step) / 4 - 1)
                stage.canvas.ellipse(
                    x, foot.y + height * 0.045, height * generator.between(0.1, 0.16),
                    height * generator.between(0.025, 0.04))
            }
            return stage.canvas.fill(.colour(stage.palette.land(0.1)))
        }
        for _ in 0..<stage.count(110) {
            let x = foot.x + generator.between(-1, 1) * reach
            let y = foot.y + height * generator.between(0.015, 0.05)
            let length = height * generator.between(0.02, 0.055)
            let width = stage.unit * 0.12
            stage.canvas.polygon([
                Spot(x - width, y), Spot(x + generator.between(-0.5, 0.5) * length, y - length),
                Spot(x + width, y),
            ])
        }
        stage.canvas.fill(.colour(colour))
    }
}
