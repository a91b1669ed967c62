import Glibc

/// Birds in the sky, a flock or as many as the prompt says: two strokes each.
enum FlockDrawing {
    static func paint(on stage: Stage) {
        var generator = stage.scene.generator("birds")
        let colour = stage.palette.near.darker(0.4).opacity(0.8)
        let centre = Spot(
            stage.width - stage.focus, stage.horizon * generator.between(0.3, 0.5))
        let count = stage.scene.birdCount
        for bird in 0..<(count ?? Int(generator.between(9, 16))) {
            var x = centre.x + generator.normal() * stage.unit * 12
            let y = centre.y + generator.normal() * stage.unit * 5
            var size = stage.unit * generator.between(0.9, 2.4)
            if let count {
                // Birds that are counted keep apart.
                let cell = stage.width * 0.8 / Double(count)
                x = stage.width * 0.1 + cell * (Double(bird) + generator.between(0.4, 0.6))
                size = min(size * 1.6, cell * 0.35)
            }
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
