import CGraphics
import Glibc

/// A planet: banded, shaded on the side away from the light, with or without a ring.
enum CelestialBody {
    static func paint(
        at centre: Spot, radius: Double, isRinged: Bool, colour: Colour, on stage: Stage
    ) {
        var generator = stage.scene.generator("planet \(radius)")
        let canvas = stage.canvas
        canvas.isolated {
            canvas.translate(centre.x, centre.y)
            canvas.rotate(-0.32)
            if isRinged { paintRing(radius, colour, isBack: true, on: canvas) }
            canvas.isolated {
                canvas.circle(0, 0, radius)
                canvas.clip()
                canvas.cover(.vertical(-radius, radius, colour.lighter(0.25), colour.darker(0.2)))
                for _ in 0..<12 {
                    let y = generator.between(-1, 1) * radius
                    canvas.ellipse(0, y, radius * 1.4, radius * generator.between(0.02, 0.12))
                    let isLight = generator.chance(0.5)
                    canvas.fill(
                        .colour((isLight ? colour.lighter(0.5) : colour.darker(0.4)).opacity(0.3)))
                }
                canvas.cover(
                    .radial(
                        centre: Spot(-radius * 0.45, -radius * 0.35), inner: radius * 0.35,
                        outer: radius * 1.6,
                        [
                            .init(0, Colour.black.opacity(0)),
                            .init(0.6, Colour.black.opacity(0.5)),
                            .init(1, Colour.black.opacity(0.9)),
                        ]))
            }
            if isRinged { paintRing(radius, colour, isBack: false, on: canvas) }
        }
    }

    private static func paintRing(
        _ radius: Double, _ colour: Colour, isBack: Bool, on canvas: Canvas
    ) {
        for band in 0..<5 {
            canvas.isolated {
                canvas.scale(1, 0.26)
                canvas.arc(
                    0, 0, radius * (1.45 + 0.14 * Double(band)), from: isBack ? .pi : 0,
                    to: isBack ? 2 * .pi : .pi)
                canvas.stroke(
                    .colour(colour.lighter(0.55).opacity(0.75 - 0.13 * Double(band))),
                    width: radius * 0.1)
            }
        }
    }
}
