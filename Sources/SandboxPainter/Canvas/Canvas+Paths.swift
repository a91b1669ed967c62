import CGraphics

/// A point on a canvas, in current units.
struct Spot: Hashable, Sendable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

extension Canvas {
    func move(_ x: Double, _ y: Double) { cairo_move_to(context, x, y) }
    func line(_ x: Double, _ y: Double) { cairo_line_to(context, x, y) }
    func close() { cairo_close_path(context) }

    func curve(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ x: Double, _ y: Double
    ) {
        cairo_curve_to(context, x1, y1, x2, y2, x, y)
    }

    func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        cairo_rectangle(context, x, y, width, height)
    }

    func circle(_ x: Double, _ y: Double, _ radius: Double) {
        cairo_new_sub_path(context)
        cairo_arc(context, x, y, radius, 0, 2 * .pi)
        cairo_close_path(context)
    }

    func ellipse(_ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double) {
        isolated {
            translate(x, y)
            scale(radiusX, radiusY)
            circle(0, 0, 1)
        }
    }

    /// Adds a part of a circle, from one angle clockwise to another.
    func arc(_ x: Double, _ y: Double, _ radius: Double, from start: Double, to end: Double) {
        cairo_arc(context, x, y, radius, start, end)
    }

    func roundedRectangle(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, radius: Double
    ) {
        let radius = min(radius, width / 2, height / 2)
        cairo_new_sub_path(context)
        arc(x + width - radius, y + radius, radius, from: -.pi / 2, to: 0)
        arc(x + width - radius, y + height - radius, radius, from: 0, to: .pi / 2)
        arc(x + radius, y + height - radius, radius, from: .pi / 2, to: .pi)
        arc(x + radius, y + radius, radius, from: .pi, to: 1.5 * .pi)
        close()
    }

    func polygon(_ spots: [Spot]) {
        guard let first = spots.first else { return }
        move(first.x, first.y)
        for spot in spots.dropFirst() { line(spot.x, spot.y) }
        close()
    }

    /// Adds a smooth line through the spots (Catmull-Rom), beginning a new path at the first.
    func smoothLine(_ spots: [Spot], continuing: Bool = false) {
        guard let first = spots.first else { return }
        if continuing { line(first.x, first.y) } else { move(first.x, first.y) }
        for index in spots.indices.dropLast() {
            let here = spots[index]
            let there = spots[index + 1]
            let before = index > 0 ? spots[index - 1] : here
            let after = index + 2 < spots.count ? spots[index + 2] : there
            curve(
                here.x + (there.x - before.x) / 6, here.y + (there.y - before.y) / 6,
                there.x - (after.x - here.x) / 6, there.y - (after.y - here.y) / 6,
                there.x, there.y)
        }
    }

    /// Adds a smooth closed shape through the spots.
    func blob(_ spots: [Spot]) {
        guard spots.count > 2 else { return }
        let count = spots.count
        move(spots[0].x, spots[0].y)
        for index in 0..<count {
            let before = spots[(index + count - 1) % count]
            let here = spots[index]
            let there = spots[(index + 1) % count]
            let after = spots[(index + 2) % count]
            curve(
                here.x + (there.x - before.x) / 6, here.y + (there.y - before.y) / 6,
                there.x - (after.x - here.x) / 6, there.y - (after.y - here.y) / 6,
                there.x, there.y)
        }
        close()
    }
}
