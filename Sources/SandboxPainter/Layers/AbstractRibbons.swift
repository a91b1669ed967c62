import CGraphics
import Glibc

/// Ribbons of light that flow across the frame.
enum AbstractRibbons {
    static func paint(_ colours: AbstractColours, on stage: Stage) {
        var generator = stage.scene.generator("ribbons")
        let canvas = stage.canvas
        canvas.cover(
            .linear(
                from: Spot(0, 0), to: Spot(stage.width, stage.height),
                [
                    .init(0, colours.back.lighter(0.1)), .init(0.5, colours.back),
                    .init(1, colours.back.darker(0.5)),
                ]))
        let light = Spot(stage.width * generator.between(0.25, 0.75), stage.height * 0.35)
        canvas.circle(light.x, light.y, stage.unit * 70)
        canvas.fill(
            .glow(light.x, light.y, radius: stage.unit * 70, colours.colour(0).opacity(0.5)))
        let waves = (0..<4).map { _ in
            (generator.between(0.6, 1.6), generator.between(0, 6.3), generator.between(3, 9))
        }
        for ribbon in 0..<7 {
            let share = Double(ribbon) / 6
            let strands = stage.count(26)
            let base = stage.height * (0.18 + 0.6 * share)
            for strand in 0..<strands {
                let across = Double(strand) / Double(strands)
                var spots: [Spot] = []
                for step in 0...16 {
                    let x = Double(step) / 16
                    var y = base + (across - 0.5) * stage.unit * 16 * (0.35 + x)
                    for (index, wave) in waves.enumerated() {
                        y +=
                            sin(x * 6.3 * wave.0 + wave.1 + share * 2.4 + across * 0.9)
                            * stage.unit * wave.2 / (1 + Double(index) * 0.5)
                    }
                    spots.append(Spot((x * 1.1 - 0.05) * stage.width, y))
                }
                canvas.smoothLine(spots)
                let colour = colours.colour(ribbon).mixed(colours.colour(ribbon + 1), across)
                canvas.stroke(
                    .colour(colour.opacity(0.10 + 0.5 * pow(sin(across * .pi), 3))),
                    width: stage.unit * 0.3)
            }
        }
    }
}
