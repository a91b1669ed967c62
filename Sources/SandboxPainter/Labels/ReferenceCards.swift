import CGraphics

/// The references, pinned to the picture like prints: each with its content, or with what is known about
/// it.
enum ReferenceCards {
    /// One reference, decoded if possible.
    struct Card {
        let reference: ReferencePicture
        let picture: Canvas?

        init(_ reference: ReferencePicture) {
            self.reference = reference
            picture =
                if case .bytes(let bytes, let format, _) = reference {
                    ReferenceDecoder.thumbnail(bytes, format: format)
                } else {
                    nil
                }
        }

        /// The colour that stands out in it; nil if none does.
        var colour: Colour? {
            guard let picture else { return nil }
            let small = Canvas(width: 4, height: 4, isOpaque: true)
            small.draw(picture, x: 0, y: 0, width: 4, height: 4, filter: CAIRO_FILTER_GOOD)
            let swatch = Swatch(small)
            let colours = (0..<16).map { index in
                swatch.colour(at: Spot(Double(index % 4) / 4, Double(index / 4) / 4))
            }
            let strongest = colours.max { $0.strength < $1.strength }
            return strongest.flatMap { $0.strength > 0.12 ? $0 : nil }
        }
    }

    static func paint(_ cards: [Card], above bottom: Double, on stage: Stage) {
        guard !cards.isEmpty else { return }
        let margin = stage.unit * 2.8
        let gap = stage.unit * 1.2
        let available = stage.width - margin * 2
        let wanted = stage.unit * (cards.count <= 3 ? 17 : 13.5)
        let perRow = max(1, min(cards.count, Int((available + gap) / (wanted * 0.8 + gap))))
        let rows = (cards.count + perRow - 1) / perRow
        let size = min(wanted, (available + gap) / Double(perRow) - gap)
        for (index, card) in cards.enumerated() {
            let row = index / perRow
            let x = margin + Double(index % perRow) * (size + gap)
            let y = bottom - gap * 1.2 - Double(rows - row) * (size + gap) + gap * 0.4
            paint(card, number: index + 1, Spot(x, y), size, on: stage)
        }
    }

    private static func paint(
        _ card: Card, number: Int, _ corner: Spot, _ size: Double, on stage: Stage
    ) {
        var generator = stage.scene.generator("card \(number)")
        let canvas = stage.canvas
        canvas.isolated {
            canvas.translate(corner.x + size / 2, corner.y + size / 2)
            canvas.rotate(generator.between(-0.045, 0.045))
            canvas.translate(-size / 2, -size / 2)
            for step in 1...4 {
                let spread = size * 0.012 * Double(step)
                canvas.roundedRectangle(
                    -spread, -spread * 0.3, size + spread * 2, size + spread * 2.6, radius: spread)
                canvas.fill(.colour(Colour.black.opacity(0.08)))
            }
            canvas.roundedRectangle(0, 0, size, size, radius: size * 0.03)
            canvas.fill(.vertical(0, size, Colour(0xFFFDF8), Colour(0xEFEAE0)))
            let inset = size * 0.06
            canvas.rectangle(inset, inset, size - inset * 2, size - inset * 2)
            canvas.clip()
            paintContent(card, inset, size - inset * 2, on: canvas)
        }
    }

    private static func paintContent(
        _ card: Card, _ inset: Double, _ size: Double, on canvas: Canvas
    ) {
        switch card.reference {
        case .bytes(let bytes, let format, let sha256):
            if let picture = card.picture {
                // Cropped to the square in the middle.
                let share = size / min(picture.width, picture.height)
                let (width, height) = (picture.width * share, picture.height * share)
                canvas.draw(
                    picture, x: inset + (size - width) / 2, y: inset + (size - height) / 2,
                    width: width, height: height, filter: CAIRO_FILTER_GOOD)
            } else {
                paintNote(
                    "\(format.rawValue.uppercased())\n\(bytes.count / 1000) kB", tint: sha256,
                    inset,
                    size, on: canvas)
            }
        case .link(let url):
            let host = url.split(separator: "/").dropFirst().first.map(String.init) ?? url
            let name = url.split(separator: "/").dropFirst(2).last.map(String.init) ?? ""
            paintNote("link\n\(host)\n\(name)", tint: url, inset, size, on: canvas)
        }
    }

    private static func paintNote(
        _ note: String, tint: String, _ inset: Double, _ size: Double, on canvas: Canvas
    ) {
        var generator = SeededGenerator(seed: tint)
        let colour = Colour(hue: generator.unit(), saturation: 0.45, lightness: 0.5)
        canvas.cover(.vertical(inset, inset + size, colour.lighter(0.25), colour.darker(0.2)))
        var y = inset + size * 0.14
        for (index, line) in note.split(separator: "\n").enumerated() {
            let text = Text(
                String(line), family: "DejaVu Sans, sans", size: size * (index == 0 ? 0.13 : 0.095),
                width: size * 0.86, isBold: index == 0, on: canvas)
            text.limit(height: size * 0.26)
            text.draw(x: inset + size * 0.08, y: y, Colour.white.opacity(index == 0 ? 1 : 0.85))
            y += text.extent.height + size * 0.05
        }
    }
}
