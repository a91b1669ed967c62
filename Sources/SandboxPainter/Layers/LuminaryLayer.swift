import CGraphics
import Glibc

/// The sun or the moon.
enum LuminaryLayer {
    static func paint(on stage: Stage) {
        let scene = stage.scene
        guard scene.ground != .space else { return }
        let isVeiled = [.rain, .storm, .snow, .fog].contains(scene.weather)
        guard !isVeiled || scene.extras.contains(.sun) || scene.extras.contains(.moon) else {
            return
        }
        if scene.style == .neon, !scene.extras.contains(.moon) {
            paintStripedSun(on: stage)
        } else if scene.isNight || scene.extras.contains(.moon) {
            paintMoon(on: stage)
        } else {
            paintSun(on: stage)
        }
    }

    private static func paintSun(on stage: Stage) {
        let isLow = stage.scene.hour != .day
        let isFlat = stage.scene.style == .woodblock
        let radius = stage.unit * (isFlat ? 11 : isLow ? 8.5 : 5.5)
        let (x, y) = (stage.luminary.x, stage.luminary.y)
        if !isFlat {
            stage.canvas.circle(x, y, radius * 3)
            stage.canvas.fill(
                .glow(x, y, radius: radius * 3, stage.palette.light.opacity(0.55)))
        }
        stage.canvas.circle(x, y, radius)
        if isFlat {
            stage.canvas.fill(.colour(stage.palette.light))
        } else {
            stage.canvas.fill(
                .vertical(
                    y - radius, y + radius, stage.palette.light.lighter(0.35),
                    stage.palette.light.mixed(stage.palette.skyHorizon, isLow ? 0.35 : 0)))
        }
    }

    private static func paintMoon(on stage: Stage) {
        var generator = stage.scene.generator("moon")
        let canvas = stage.canvas
        let radius = stage.unit * (stage.scene.extras.contains(.moon) ? 9 : 6)
        let (x, y) = (stage.luminary.x, stage.luminary.y)
        let light = stage.palette.light
        canvas.circle(x, y, radius * 2.6)
        canvas.fill(.glow(x, y, radius: radius * 2.6, light.opacity(0.5)))
        let isCrescent = generator.chance(0.3)
        if isCrescent {
            canvas.arc(x, y, radius, from: -0.4 * .pi, to: 0.9 * .pi)
            canvas.curve(
                x - radius * 0.3, y + radius * 0.85, x + radius * 0.55, y + radius * 0.3,
                x + radius * cos(-0.4 * .pi), y + radius * sin(-0.4 * .pi))
            canvas.close()
            canvas.fill(.colour(light))
            return
        }
        canvas.circle(x, y, radius)
        canvas.fill(
            .radial(
                centre: Spot(x - radius * 0.2, y - radius * 0.2), inner: 0, outer: radius * 1.3,
                [.init(0, light.lighter(0.3)), .init(1, light.darker(0.14))]))
        canvas.isolated {
            canvas.circle(x, y, radius)
            canvas.clip()
            for _ in 0..<9 {
                let size = radius * generator.between(0.08, 0.34)
                canvas.ellipse(
                    x + generator.between(-0.8, 0.8) * radius,
                    y + generator.between(-0.8, 0.8) * radius, size, size * 0.9)
                canvas.fill(.colour(stage.palette.skyMiddle.opacity(0.16)))
            }
        }
    }

    /// The sun of the eighties: a gradient cut by widening stripes.
    private static func paintStripedSun(on stage: Stage) {
        let radius = stage.unit * 20
        let x = stage.width / 2
        let y = stage.horizon - radius * 0.55
        let canvas = stage.canvas
        canvas.circle(x, y, radius * 1.9)
        canvas.fill(.glow(x, y, radius: radius * 1.9, stage.palette.skyHorizon.opacity(0.7)))
        canvas.isolated {
            var top = y - radius
            var gap = radius * 0.02
            while top < y + radius {
                let band = max(radius * 0.16 - gap * 0.4, radius * 0.06)
                let isUpper = top < y - radius * 0.2
                canvas.rectangle(x - radius, top, radius * 2, isUpper ? radius * 0.8 : band)
                top += isUpper ? radius * 0.8 + gap : band + gap
                gap += radius * 0.018
            }
            canvas.clip()
            canvas.circle(x, y, radius)
            canvas.fill(
                .vertical(
                    y - radius, y + radius, Colour(0xFFE66D), Colour(0xFF6F91), Colour(0xD61C8C))
            )
        }
    }
}
