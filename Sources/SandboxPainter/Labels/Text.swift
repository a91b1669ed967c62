import CGraphics
import Synchronization

/// A piece of text, set by Pango: in any script that has a font, in its own direction.
///
/// It belongs to the canvas it was made for, and to one thread at a time. Only one thread at a time works with fonts:
/// Cairo's font cache, which all threads share, has crashed when several used it at once.
final class Text {
    private let canvas: Canvas
    private let layout: OpaquePointer

    private static let fonts = Mutex(())

    /// Sets a text.
    ///
    /// - Parameters:
    ///   - family: Font families; the first one that is installed is used.
    ///   - size: The em in pixels. `width`: where lines break.
    ///   - isCentred: Whether its lines are centred, instead of beginning below each other.
    init(
        _ text: String, family: String, size: Double, width: Double, isBold: Bool = false,
        isCentred: Bool = false, on canvas: Canvas
    ) {
        self.canvas = canvas
        // The canvas belongs to this thread, which is the one that holds the lock.
        nonisolated(unsafe) let canvas = canvas
        layout = Self.fonts.withLock { _ in
            nonisolated(unsafe) let layout = Self.layout(
                of: text, family: family, size: size, width: width, isBold: isBold, on: canvas)
            if isCentred { pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER) }
            return layout
        }
    }

    private static func layout(
        of text: String, family: String, size: Double, width: Double, isBold: Bool,
        on canvas: Canvas
    ) -> OpaquePointer {
        let layout: OpaquePointer = pango_cairo_create_layout(canvas.context)
        let printable = String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(4000).map { scalar in
                    scalar.properties.generalCategory == .control ? " " : scalar
                }))
        pango_layout_set_text(layout, printable, Int32(printable.utf8.count))
        pango_layout_set_auto_dir(layout, 1)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        let font = pango_font_description_new()
        pango_font_description_set_family(font, family)
        pango_font_description_set_absolute_size(font, size * Double(PANGO_SCALE))
        if isBold { pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD) }
        pango_layout_set_font_description(layout, font)
        pango_font_description_free(font)
        let options = cairo_font_options_create()
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(pango_layout_get_context(layout), options)
        cairo_font_options_destroy(options)
        pango_layout_context_changed(layout)
        pango_layout_set_width(layout, Int32(clamping: Int(width * Double(PANGO_SCALE))))
        return layout
    }

    deinit {
        Self.fonts.withLock { _ in g_object_unref(UnsafeMutableRawPointer(layout)) }
    }

    /// Leaves out lines that do not fit into this height, and shows an ellipsis instead.
    func limit(height: Double) {
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
        pango_layout_set_height(layout, Int32(clamping: Int(height * Double(PANGO_SCALE))))
    }

    /// The width and height of what is set, in pixels.
    var extent: (width: Double, height: Double) {
        var (width, height): (Int32, Int32) = (0, 0)
        Self.fonts.withLock { _ in pango_layout_get_size(layout, &width, &height) }
        return (Double(width) / Double(PANGO_SCALE), Double(height) / Double(PANGO_SCALE))
    }

    /// The number of lines.
    var lineCount: Int { Self.fonts.withLock { _ in Int(pango_layout_get_line_count(layout)) } }

    /// Draws the text with its upper left corner at a point, even if the text runs from the right.
    ///
    /// - Parameters:
    ///   - outline: The colour of a line around the letters, as wide as `width`; nil for none.
    func draw(x: Double, y: Double, _ colour: Colour, outline: Colour? = nil, width: Double = 0) {
        Self.fonts.withLock { _ in
            // The font is released at the end, too.
            cairo_save(canvas.context)
            var (ink, logical) = (PangoRectangle(), PangoRectangle())
            pango_layout_get_extents(layout, &ink, &logical)
            let left = x - Double(logical.x) / Double(PANGO_SCALE)
            pango_cairo_update_layout(canvas.context, layout)
            if let outline {
                canvas.move(left, y)
                pango_cairo_layout_path(canvas.context, layout)
                canvas.stroke(.colour(outline), width: width)
            }
            Paint.colour(colour).apply(to: canvas.context)
            canvas.move(left, y)
            pango_cairo_show_layout(canvas.context, layout)
            cairo_new_path(canvas.context)
            cairo_restore(canvas.context)
        }
    }
}
