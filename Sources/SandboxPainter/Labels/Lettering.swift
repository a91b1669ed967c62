import CGraphics

/// The words of a prompt that the painter does not know, lettered by hand: in place of a subject, or above the subject.
enum Lettering {
    private static let family = "DejaVu Serif, Noto Serif, serif"

    static func paint(on stage: Stage) {
        let scene = stage.scene
        guard !scene.words.isEmpty else { return }
        if !scene.subjects.isEmpty {
            let text = fitted(scene.words.joined(separator: " · "), largest: 5.5, height: 13, stage)
            paint(text, at: Spot(stage.width / 2, stage.height * 0.035), on: stage)
        } else {
            let text = fitted(scene.words.joined(separator: "\n"), largest: 17, height: 40, stage)
            let bottom =
                scene.ground == .abstract
                ? stage.height * 0.45 + text.extent.height / 2
                : stage.ground().foot(at: stage.focus) + stage.unit
            paint(text, at: Spot(stage.width / 2, bottom - text.extent.height), on: stage)
        }
    }

    /// Sets the words as large as possible, and cuts what does not fit at the smallest size.
    ///
    /// - Parameters:
    ///   - largest: In hundredths of the frame's extent, as is `height`.
    private static func fitted(
        _ words: String, largest: Double, height: Double, _ stage: Stage
    ) -> Text {
        func text(_ words: String, _ size: Double) -> Text {
            Text(
                words, family: family, size: max(12, stage.unit * size), width: stage.width * 0.88,
                isBold: true, isCentred: true, on: stage.canvas)
        }
        let longest: Substring? = words.split(whereSeparator: \.isWhitespace).max {
            $0.count < $1.count
        }
        var size = largest
        while size > largest * 0.3 {
            let (text, word) = (text(words, size), text(String(longest ?? ""), size))
            // No word is broken.
            if text.extent.height <= stage.unit * height, word.lineCount == 1 { return text }
            size *= 0.88
        }
        let text = text(words, size)
        text.limit(height: stage.unit * height)
        return text
    }

    private static func paint(_ text: Text, at top: Spot, on stage: Stage) {
        var generator = stage.scene.generator("lettering")
        let light = stage.palette.accent(0).mixed(Colour(0xFFFAEE), 0.82)
        let dark = stage.palette.near.darker(0.75)
        let extent = text.extent
        stage.canvas.isolated {
            stage.canvas.translate(top.x, top.y + extent.height / 2)
            stage.canvas.rotate(generator.between(-0.03, 0.03))
            text.draw(
                x: -extent.width / 2, y: -extent.height / 2, light, outline: dark,
                width: stage.unit * 1)
        }
    }
}
