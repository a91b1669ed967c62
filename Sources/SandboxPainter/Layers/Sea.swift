import CGraphics
import Glibc

/// Open water that mirrors what stands behind it, with a shore or an islet for subjects that cannot
/// float.
struct Sea: GroundLayer {
    private let shores: [Ridge]
    private let islet: Ridge
    private let waterline: Double
    private let isletCentre: Double
    private let isletReach: Double

    init(for stage: Stage) {
        var generator = stage.scene.generator("sea")
        let unit = stage.unit
        let isMountainous = stage.scene.hasMountains || generator.chance(0.4)
        let rise = stage.scene.hasMountains ? 1.7 : 1
        waterline = stage.horizon
        shores = (0..<2).map { index in
            Ridge(
                base: stage.horizon - unit * (index == 0 ? 4 * rise * rise : -0.5),
                amplitude: unit * (index == 0 ? (isMountainous ? 10 : 6) * rise : 4.5),
                wavelength: unit * (index == 0 ? 48 : 62), roughness: 0.42,
                isSharp: isMountainous && index == 0, seed: generator.next())
        }
        // Many need a coast.
        let isCoast = stage.scene.subjects.contains {
            $0.needsLand && stage.scene.counts[$0] ?? 1 > 1
        }
        isletCentre = isCoast ? stage.width / 2 : stage.focus
        isletReach = isCoast ? max(unit * 26, stage.width * 0.62) : unit * 26
        islet = Ridge(
            base: stage.horizon - unit * 0.2, amplitude: unit * 1.3, wavelength: unit * 16,
            roughness: 0.5, seed: generator.next())
    }

    func foot(at x: Double) -> Double { isletHeight(at: x) + 2 }

    func paintBack(on stage: Stage) {
        let canvas = stage.canvas
        let palette = stage.palette
        for (index, ridge) in shores.enumerated() {
            let colour = palette.land(index == 0 ? 0.95 : 0.7)
            canvas.isolated {
                canvas.rectangle(0, 0, stage.width, waterline)
                canvas.clip()
                ridge.trace(on: canvas, step: stage.unit * 0.5, bottom: waterline)
                canvas.fill(
                    .vertical(
                        ridge.base - ridge.amplitude, waterline, colour,
                        colour.mixed(palette.skyHorizon, 0.45)))
                if index == 0, stage.scene.hasMountains {
                    Summits.paint(of: ridge, index: 0, on: stage)
                }
            }
        }
        if stage.scene.subjects.contains(where: \.needsLand) { paintIslet(on: stage) }
    }

    func paintFront(on stage: Stage) {
        paintWater(on: stage)
        paintMirror(on: stage)
        paintGlitter(on: stage)
        paintRipples(on: stage)
    }

    private func isletHeight(at x: Double) -> Double {
        let away = ((x - isletCentre) / isletReach).clamped(-1, 1)
        let rise = (1 - away * away) * (1 - away * away)
        return waterline + 2 - rise * (waterline - islet.y(at: x) + isletReach * 0.12)
    }

    private func paintIslet(on stage: Stage) {
        let canvas = stage.canvas
        let step = stage.unit * 0.4
        canvas.move(isletCentre - isletReach, waterline + 2)
        for x in stride(from: isletCentre - isletReach, through: isletCentre + isletReach, by: step)
        {
            canvas.line(x, isletHeight(at: x))
        }
        canvas.line(isletCentre + isletReach, waterline + 2)
        canvas.close()
        let colour = stage.palette.land(0.22)
        canvas.fill(.vertical(waterline - stage.unit * 5, waterline, colour, colour.darker(0.25)))
    }

    private func paintWater(on stage: Stage) {
        let palette = stage.palette
        stage.canvas.rectangle(0, waterline, stage.width, stage.height - waterline)
        stage.canvas.fill(
            .vertical(
                waterline, stage.height, palette.skyHorizon.mixed(palette.skyMiddle, 0.35),
                palette.skyMiddle.darker(0.15), palette.skyTop.darker(0.38)))
    }

    /// Draws what stands above the waterline upside down below it, broken into strips that waver.
    private func paintMirror(on stage: Stage) {
        let canvas = stage.canvas
        let shrink = max(1, max(stage.width, stage.height) / 900)
        let depth = stage.height - waterline
        let small = Canvas(
            width: Int(stage.width / shrink), height: Int(depth / shrink), isOpaque: true)
        cairo_surface_flush(canvas.surface)
        small.isolated {
            small.scale(1 / shrink, 1 / shrink)
            // What is mirrored appears a little shorter than it is.
            small.translate(0, waterline * 0.85)
            small.scale(1, -0.85)
            cairo_set_source_surface(small.context, canvas.surface, 0, 0)
            cairo_pattern_set_filter(cairo_get_source(small.context), CAIRO_FILTER_GOOD)
            cairo_pattern_set_extend(cairo_get_source(small.context), CAIRO_EXTEND_PAD)
            cairo_paint(small.context)
        }
        cairo_surface_flush(small.surface)
        var y = 0.0
        var index = 0.0
        while y < depth {
            let share = y / depth
            let thickness = stage.unit * (0.28 + 1.1 * share)
            let shift =
                sin(index * 1.9) * stage.unit * (0.1 + 0.9 * share)
                + sin(index * 0.7) * stage.unit * 0.5 * share
            canvas.isolated {
                canvas.rectangle(0, waterline + y, stage.width, min(thickness, depth - y))
                canvas.clip()
                canvas.translate(shift, waterline)
                canvas.scale(shrink, shrink)
                cairo_set_source_surface(canvas.context, small.surface, 0, 0)
                cairo_pattern_set_extend(cairo_get_source(canvas.context), CAIRO_EXTEND_PAD)
                cairo_paint_with_alpha(canvas.context, 0.62 - 0.5 * share)
            }
            y += thickness
            index += 1
        }
    }

    private func paintGlitter(on stage: Stage) {
        guard [.clear, .cloudy].contains(stage.scene.weather) else { return }
        var generator = stage.scene.generator("glitter")
        let depth = stage.height - waterline
        let light = stage.palette.light.lighter(0.2)
        for _ in 0..<stage.count(260) {
            let share = pow(generator.unit(), 1.6)
            let spread = stage.unit * (3 + 15 * share)
            let x = stage.luminary.x + generator.normal() * spread * 0.6
            let length = stage.unit * (0.5 + 2.6 * share) * generator.between(0.5, 1.2)
            stage.canvas.ellipse(
                x, waterline + 2 + depth * share, length, stage.unit * (0.07 + 0.16 * share))
            stage.canvas.fill(
                .colour(light.opacity(generator.between(0.25, 0.7) * (1 - share * 0.7))))
        }
    }

    private func paintRipples(on stage: Stage) {
        var generator = stage.scene.generator("ripples")
        let depth = stage.height - waterline
        for _ in 0..<stage.count(130) {
            let share = pow(generator.unit(), 0.8)
            let x = generator.between(-0.1, 1.1) * stage.width
            let y = waterline + depth * share
            let length = stage.unit * (2 + 10 * share) * generator.between(0.4, 1)
            let rise = stage.unit * 0.35 * share
            stage.canvas.move(x - length, y)
            stage.canvas.curve(
                x - length * 0.4, y - rise, x + length * 0.4, y + rise, x + length, y)
            let isBright = generator.chance(0.55)
            stage.canvas.stroke(
                .colour(
                    isBright
                        ? stage.palette.skyHorizon.lighter(0.3).opacity(0.26)
                        : stage.palette.skyTop.darker(0.4).opacity(0.22)),
                width: stage.unit * (0.08 + 0.2 * share))
        }
    }
}
