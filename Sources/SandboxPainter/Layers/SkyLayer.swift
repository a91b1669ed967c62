import CGraphics
import Glibc

/// The sky with everything that shines in it.
///
/// Soft things are drawn small and scaled up: on large pictures that is several times as fast, and looks the same.
enum SkyLayer {
    static func paint(on stage: Stage) {
        let shrink = max(1, max(stage.width, stage.height) / 1100)
        let small = Canvas(
            width: Int(stage.width / shrink), height: Int(stage.height / shrink), isOpaque: true)
        small.scale(small.width / stage.width, small.height / stage.height)
        paintGradient(on: small, of: stage)
        paintGlow(on: small, of: stage)
        if stage.scene.extras.contains(.stars) { MilkyWay.paint(on: small, of: stage) }
        if stage.scene.extras.contains(.aurora) { paintAurora(on: small, of: stage) }
        stage.canvas.draw(small, x: 0, y: 0, width: stage.width, height: stage.height)
        if stage.scene.extras.contains(.stars)
            || stage.scene.isNight && stage.scene.weather == .clear
        {
            StarLayer.paint(on: stage)
        }
        LuminaryLayer.paint(on: stage)
        if stage.scene.extras.contains(.rainbow) { paintRainbow(on: stage) }
        CloudLayer.paint(on: stage)
    }

    private static func paintGradient(on canvas: Canvas, of stage: Stage) {
        let palette = stage.palette
        canvas.rectangle(0, 0, stage.width, stage.height)
        canvas.fill(
            .vertical(
                0, stage.horizon * 1.04,
                [
                    .init(0, palette.skyTop),
                    .init(0.3, palette.skyTop.mixed(palette.skyMiddle, 0.5)),
                    .init(0.62, palette.skyMiddle),
                    .init(0.84, palette.skyMiddle.mixed(palette.skyHorizon, 0.62)),
                    .init(1, palette.skyHorizon),
                ]))
    }

    private static func paintGlow(on canvas: Canvas, of stage: Stage) {
        guard stage.scene.style != .neon,
            stage.scene.weather == .clear || stage.scene.weather == .cloudy
        else { return }
        let light = stage.luminary
        let strength: Double = stage.scene.isNight ? 0.32 : 0.75
        let radius = stage.unit * (stage.scene.isNight ? 42 : 78)
        canvas.rectangle(light.x - radius, light.y - radius, radius * 2, radius * 2)
        canvas.fill(
            .glow(light.x, light.y, radius: radius, stage.palette.light.opacity(strength)))
    }

    private static func paintAurora(on canvas: Canvas, of stage: Stage) {
        var generator = stage.scene.generator("aurora")
        canvas.isolated {
            canvas.blend(CAIRO_OPERATOR_SCREEN)
            for band in 0..<3 {
                let ridge = Ridge(
                    base: stage.height * generator.between(0.2, 0.4),
                    amplitude: stage.height * 0.12, wavelength: stage.width * 0.6,
                    roughness: 0.4, seed: generator.next())
                let hue = [0.42, 0.38, 0.78][band]
                let reach = stage.height * generator.between(0.18, 0.3)
                let step = stage.unit * 0.8
                var x = 0.0
                while x < stage.width {
                    let y = ridge.y(at: x)
                    let strength = Ridge.noise(x / (stage.unit * 3), ridge.seed) * 0.5 + 0.1
                    let colour = Colour(hue: hue, saturation: 0.85, lightness: 0.55)
                    canvas.rectangle(x, y - reach, step * 1.05, reach * 1.25)
                    canvas.fill(
                        .vertical(
                            y - reach, y + reach * 0.25,
                            [
                                .init(0, colour.opacity(0)),
                                .init(0.75, colour.opacity(strength)),
                                .init(1, colour.opacity(0)),
                            ]))
                    x += step
                }
            }
        }
    }

    private static func paintRainbow(on stage: Stage) {
        let radius = stage.unit * 52
        let centre = Spot(stage.width - stage.luminary.x, stage.horizon + stage.unit * 12)
        for band in 0..<14 {
            let hue = 0.0 + 0.78 * Double(band) / 13
            stage.canvas.arc(
                centre.x, centre.y, radius - Double(band) * stage.unit * 0.42, from: .pi,
                to: 2 * .pi)
            stage.canvas.stroke(
                .colour(Colour(hue: hue, saturation: 0.85, lightness: 0.62).opacity(0.3)),
                width: stage.unit * 0.8)
        }
    }
}
