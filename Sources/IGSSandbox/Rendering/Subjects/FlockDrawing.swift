import Glibc

/// Birds in the sky: two strokes each.
enum FlockDrawing {
    static func paint(on stage: Stage) {
        var generator = stage.scene.generator("birds")
        let colour = stage.palette.near.darker(0.4).opacity(0.8)
        let centre = Spot(
            stage.width - stage.focus, stage.horizon * generator.between(0.3, 0.5))
        for _ in 0..<Int(generator.between(9, 16)) {
            let x = centre.x + generator.normal() * stage.unit * 12
            let y = centre.y + generator.normal() * stage.unit * 5
            let size = stage.unit * generator.between(0.9, 2.4)
            let lift = generator.between(0.25, 0.6)
            stage.canvas.move(x - size, y - size * lift)
            stage.canvas.curve(
                x - size * 0.5, y - size * 0.75, x - size * 0.15, y - size * 0.3, x, y)
            stage.canvas.curve(
                x + size * 0.15, y - size * 0.3, x + size * 0.5, y - size * 0.75, x + size,
                y - size * lift)
            stage.canvas.stroke(.colour(colour), width: size * 0.14)
        }
    }
}
