import CGraphics

/// A surface to draw on, with Cairo's operations in the words that the layers use. Coordinates are pixels, and y
/// points down.
///
/// It belongs to one thread at a time.
final class Canvas {
    let width: Double
    let height: Double
    let context: OpaquePointer
    let surface: OpaquePointer

    /// Makes an empty canvas.
    ///
    /// - Parameter isOpaque: whether it starts black and stays opaque, rather than transparent.
    init(width: Int, height: Int, isOpaque: Bool) {
        self.width = Double(width)
        self.height = Double(height)
        surface = cairo_image_surface_create(
            isOpaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
        context = cairo_create(surface)
    }

    /// Draws on a surface that was made elsewhere, and takes ownership of it.
    init(adopting surface: OpaquePointer) {
        self.surface = surface
        width = Double(cairo_image_surface_get_width(surface))
        height = Double(cairo_image_surface_get_height(surface))
        context = cairo_create(surface)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    var pixelWidth: Int { Int(cairo_image_surface_get_width(surface)) }
    var pixelHeight: Int { Int(cairo_image_surface_get_height(surface)) }

    /// Draws with a state of its own: the body's changes to the transformation, clip and blending end with it.
    func isolated(_ body: () -> Void) {
        cairo_save(context)
        body()
        cairo_restore(context)
    }

    /// Draws everything in the body as one layer with the given opacity.
    func layer(opacity: Double, _ body: () -> Void) {
        cairo_push_group(context)
        body()
        cairo_pop_group_to_source(context)
        cairo_paint_with_alpha(context, opacity)
    }

    func translate(_ x: Double, _ y: Double) { cairo_translate(context, x, y) }
    func scale(_ x: Double, _ y: Double) { cairo_scale(context, x, y) }
    func rotate(_ angle: Double) { cairo_rotate(context, angle) }
    func blend(_ blending: cairo_operator_t) { cairo_set_operator(context, blending) }

    /// Limits drawing to the current path.
    func clip() { cairo_clip(context) }

    /// Fills the current path.
    func fill(_ paint: Paint, keepingPath: Bool = false) {
        paint.apply(to: context)
        if keepingPath { cairo_fill_preserve(context) } else { cairo_fill(context) }
    }

    /// Strokes the current path with round ends and joins. The width is in current units.
    func stroke(_ paint: Paint, width: Double, keepingPath: Bool = false) {
        paint.apply(to: context)
        cairo_set_line_width(context, width)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        if keepingPath { cairo_stroke_preserve(context) } else { cairo_stroke(context) }
    }

    /// Covers everything within the clip.
    func cover(_ paint: Paint) {
        paint.apply(to: context)
        cairo_paint(context)
    }

    /// Draws another canvas into a rectangle.
    func draw(
        _ other: Canvas, x: Double, y: Double, width: Double, height: Double, opacity: Double = 1,
        filter: cairo_filter_t = CAIRO_FILTER_BILINEAR
    ) {
        isolated {
            translate(x, y)
            scale(width / other.width, height / other.height)
            cairo_set_source_surface(context, other.surface, 0, 0)
            cairo_pattern_set_filter(cairo_get_source(context), filter)
            cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
            cairo_rectangle(context, 0, 0, other.width, other.height)
            if opacity < 1 {
                cairo_clip(context)
                cairo_paint_with_alpha(context, opacity)
            } else {
                cairo_fill(context)
            }
        }
    }
}
