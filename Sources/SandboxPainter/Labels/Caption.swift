/// The panel with the prompt, and the sandbox's mark in its last line.
enum Caption {
    private static let family = "DejaVu Serif, Noto Serif, serif"

    /// Paints the panel.
    ///
    /// - Returns: The panel's upper edge, as a y.
    static func paint(prompt: String, on stage: Stage) -> Double {
        let unit = min(stage.width, stage.height) / 100
        let margin = stage.unit * 2.6
        let padding = stage.unit * 1.9
        let width = min(stage.width - margin * 2, stage.unit * 96)
        let text = fitted(prompt, width: width - padding * 2, unit: unit, stage)
        let mark = Text(
            "sandbox", family: "DejaVu Sans, sans", size: max(9, unit * 1.45), width: width,
            isBold: true, on: stage.canvas)
        let note = Text(
            "\(stage.canvas.pixelWidth)×\(stage.canvas.pixelHeight)", family: "DejaVu Sans, sans",
            size: max(9, unit * 1.45), width: width, on: stage.canvas)
        let gap = padding * 0.55
        let height = padding * 1.7 + text.extent.height + gap + mark.extent.height
        let panelWidth = min(
            width, max(text.extent.width + padding * 2, mark.extent.width * 4))
        let top = stage.height - margin - height
        paintPanel(margin, top, panelWidth, height, on: stage)
        let ink = Colour(0xFBF8F2)
        text.draw(x: margin + padding, y: top + padding * 0.85, ink)
        let line = top + padding * 0.85 + text.extent.height + gap
        paintMark(mark, note, x: margin + padding, y: line, on: stage)
        return top
    }

    /// Sets the prompt as large as possible, and cuts what does not fit at the smallest size.
    private static func fitted(
        _ prompt: String, width: Double, unit: Double, _ stage: Stage
    ) -> Text {
        let collapsed = prompt.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let most = stage.height * 0.2
        for size in [3.3, 2.8, 2.4, 2.05] {
            let text = Text(
                collapsed, family: family, size: max(12, unit * size), width: width,
                on: stage.canvas)
            if text.extent.height <= most * (size > 3 ? 0.62 : 1) { return text }
        }
        let text = Text(
            collapsed, family: family, size: max(11, unit * 1.8), width: width, on: stage.canvas)
        text.limit(height: most * 1.15)
        return text
    }

    private static func paintPanel(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, on stage: Stage
    ) {
        let canvas = stage.canvas
        let radius = stage.unit * 1.5
        for step in 1...3 {
            let spread = stage.unit * 0.35 * Double(step)
            canvas.roundedRectangle(
                x - spread, y - spread * 0.5, width + spread * 2, height + spread * 1.8,
                radius: radius + spread)
            canvas.fill(.colour(Colour.black.opacity(0.07)))
        }
        canvas.roundedRectangle(x, y, width, height, radius: radius)
        canvas.fill(.colour(Colour(0x12131C).opacity(0.66)), keepingPath: true)
        canvas.stroke(.colour(Colour.white.opacity(0.2)), width: max(1, stage.unit * 0.1))
    }

    private static func paintMark(
        _ mark: Text, _ note: Text, x: Double, y: Double, on stage: Stage
    ) {
        let height = mark.extent.height
        // A castle of sand, as small as a letter.
        let canvas = stage.canvas
        let sand = Colour(0xF2C879)
        canvas.isolated {
            canvas.translate(x, y + height * 0.9)
            canvas.scale(height, height)
            canvas.polygon([Spot(0, 0), Spot(0.12, -0.5), Spot(0.78, -0.5), Spot(0.9, 0)])
            for tooth in 0..<3 {
                canvas.rectangle(0.13 + Double(tooth) * 0.24, -0.68, 0.14, 0.2)
            }
            canvas.fill(.colour(sand))
        }
        mark.draw(x: x + height * 1.2, y: y, sand)
        note.draw(
            x: x + height * 1.2 + mark.extent.width + height * 0.7, y: y,
            Colour.white.opacity(0.62))
    }
}
