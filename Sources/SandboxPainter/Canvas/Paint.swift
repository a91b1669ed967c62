import CGraphics

/// What a shape is filled or stroked with.
enum Paint: Sendable {
    /// A colour at a place of a gradient, from 0 to 1.
    struct Stop: Sendable {
        let place: Double
        let colour: Colour

        init(_ place: Double, _ colour: Colour) {
            self.place = place
            self.colour = colour
        }
    }

    case colour(Colour)
    case linear(from: Spot, to: Spot, [Stop])
    case radial(centre: Spot, inner: Double, outer: Double, [Stop])

    /// Returns a gradient from top to bottom.
    static func vertical(_ top: Double, _ bottom: Double, _ stops: [Stop]) -> Paint {
        .linear(from: Spot(0, top), to: Spot(0, bottom), stops)
    }

    /// Returns a gradient from top to bottom, with its colours evenly spread.
    static func vertical(_ top: Double, _ bottom: Double, _ colours: Colour...) -> Paint {
        .vertical(top, bottom, spread(colours))
    }

    /// Returns light that fades away from a point, softly at both ends.
    static func glow(_ x: Double, _ y: Double, radius: Double, _ colour: Colour) -> Paint {
        let alpha = colour.alpha
        return .radial(
            centre: Spot(x, y), inner: 0, outer: radius,
            [
                Stop(0, colour),
                Stop(0.25, colour.opacity(alpha * 0.55)),
                Stop(0.5, colour.opacity(alpha * 0.24)),
                Stop(0.75, colour.opacity(alpha * 0.07)),
                Stop(1, colour.opacity(0)),
            ])
    }

    /// Makes this the source of later drawing.
    func apply(to context: OpaquePointer) {
        switch self {
        case .colour(let colour):
            cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, colour.alpha)
        case .linear(let start, let end, let stops):
            set(cairo_pattern_create_linear(start.x, start.y, end.x, end.y), stops, on: context)
        case .radial(let centre, let inner, let outer, let stops):
            set(
                cairo_pattern_create_radial(
                    centre.x, centre.y, inner, centre.x, centre.y, outer),
                stops, on: context)
        }
    }
}

extension Paint {
    private static func spread(_ colours: [Colour]) -> [Stop] {
        colours.enumerated().map { index, colour in
            Stop(Double(index) / Double(max(1, colours.count - 1)), colour)
        }
    }

    private func set(_ pattern: OpaquePointer?, _ stops: [Stop], on context: OpaquePointer) {
        for stop in stops {
            let colour = stop.colour
            cairo_pattern_add_color_stop_rgba(
                pattern, stop.place, colour.red, colour.green, colour.blue, colour.alpha)
        }
        cairo_set_source(context, pattern)
        cairo_pattern_destroy(pattern)
    }
}
