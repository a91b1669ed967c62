/// Breaks text between words, for terminals.
public enum WordWrap {
    /// If further lines would be narrower than this, the terminal breaks them.
    public static let leastRoom = 16

    /// Returns a text with a line break wherever the next word would not fit.
    ///
    /// A word wider than a line is not broken. Blanks at the beginning of a line stay.
    ///
    /// - Parameters:
    ///   - column: The column where the text begins, from 0.
    ///   - indentation: The column where each added line begins.
    ///   - limit: The number of columns.
    public static func wrap(
        _ text: String, from column: Int = 0, indentation: Int, within limit: Int
    ) -> String {
        guard limit - indentation >= leastRoom else { return text }
        let margin = "\n" + String(repeating: " ", count: indentation)
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { lines(of: $0, from: column, indentation, limit).joined(separator: margin) }
            .joined(separator: "\n")
    }

    private static func lines(
        of text: Substring, from column: Int, _ indentation: Int, _ limit: Int
    ) -> [String] {
        var lines: [String] = []
        var line = String(text.prefix { $0 == " " })
        var end = column + line.utf8.count
        var isEmpty = true
        // Several blanks in a row give empty words between them.
        for word in text.dropFirst(line.count).split(
            separator: " ", omittingEmptySubsequences: false)
        {
            let width = DisplayWidth.of(String(word))
            if !isEmpty, !word.isEmpty, end + 1 + width > limit {
                while line.last == " " { line.removeLast() }
                lines.append(line)
                (line, end, isEmpty) = ("", indentation, true)
            }
            line += (isEmpty ? "" : " ") + word
            end += (isEmpty ? 0 : 1) + width
            isEmpty = false
        }
        return lines + [line]
    }
}
