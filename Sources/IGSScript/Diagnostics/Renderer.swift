/// Turns diagnostics into text for people.
///
///     error[E0201]: unknown command 'gne'
///      --> poster.igs:3:1
///       |
///     3 | gne a castle
///       | ^^^
///       = did you mean 'gen'?
///       = fix: replace 'gne' with 'gen'
///
/// Carets mark what is at fault on its first line. Text that was typed at the prompt is visible above the message
/// already, and is not shown again.
public struct Renderer: Sendable {
    private let isColoured: Bool
    private let columns: @Sendable () -> Int?
    private let visible: @Sendable (String) -> String

    /// The most columns of a source line to show.
    private static let maximumExcerpt = 120
    /// The most bytes to examine on either side of a place: far more than are shown, since a column may take many of
    /// them.
    private static let window = 2_048
    /// The most scalars of a message or a note to show.
    private static let maximumMessage = 1_000

    /// Makes a renderer.
    ///
    /// - Parameters:
    ///   - columns: The columns of the terminal; messages and notes are wrapped between words to fit. `nil`: nothing is
    ///     wrapped.
    ///   - visible: Makes text from outside harmless where it is shown: messages, names and lines of source may contain
    ///     anything.
    public init(
        isColoured: Bool, columns: @escaping @Sendable () -> Int? = { nil },
        visible: @escaping @Sendable (String) -> String = { $0 }
    ) {
        self.isColoured = isColoured
        self.columns = columns
        self.visible = visible
    }

    /// Returns the text of a diagnostic, without a newline at its end.
    public func render(_ diagnostic: Diagnostic) -> String {
        var lines = [headline(diagnostic)]
        if let location = diagnostic.location, location.file.origin != .prompt {
            lines += excerpt(location, mark: colour(of: diagnostic.severity))
            let gutter = gutter(location)
            let start = gutter.utf8.count + 3
            lines += remarks(on: diagnostic).map {
                "\(gutter) \(faint("=")) " + wrapped($0, from: start, indentation: start + 2)
            }
        } else {
            lines += remarks(on: diagnostic).map { "  " + wrapped($0, from: 2, indentation: 4) }
        }
        return lines.joined(separator: "\n")
    }
}

private extension Renderer {
    func headline(_ diagnostic: Diagnostic) -> String {
        let id = diagnostic.shownID.map { "[\($0)]" } ?? ""
        let label = diagnostic.severity.rawValue + id
        return paint(label, colour(of: diagnostic.severity)) + ": "
            + wrapped(brief(diagnostic.message), from: label.utf8.count + 2, indentation: 2)
    }

    func wrapped(_ text: String, from column: Int, indentation: Int) -> String {
        guard let columns = columns() else { return text }
        return WordWrap.wrap(text, from: column, indentation: indentation, within: columns)
    }

    /// Shortens a message, which may name a text of any length.
    func brief(_ text: String) -> String {
        guard text.utf8.count > Self.maximumMessage else { return visible(text) }
        return visible(String(text.unicodeScalars.prefix(Self.maximumMessage)) + "…")
    }

    func remarks(on diagnostic: Diagnostic) -> [String] {
        diagnostic.notes.map(brief)
            + [diagnostic.fix.map { fix($0, diagnostic.location) }].compactMap(\.self)
    }

    func gutter(_ location: SourceLocation) -> String {
        String(repeating: " ", count: String(location.start.line).count)
    }

    func excerpt(_ location: SourceLocation, mark: String) -> [String] {
        let start = location.start
        let gutter = gutter(location)
        let (text, indentation, width) = line(of: location)
        let carets = String(repeating: "^", count: max(1, width))
        return [
            "\(gutter)\(faint("-->")) \(visible(location.file.name)):\(start.line):\(start.column)",
            "\(gutter) \(faint("|"))",
            "\(start.line) \(faint("|"))" + (text.isEmpty ? "" : " \(text)"),
            "\(gutter) \(faint("|")) \(String(repeating: " ", count: indentation))"
                + paint(carets, mark),
        ]
    }

    /// Returns the line of a place, cut around it if the line is too long for a screen; and the columns before the
    /// place, and those that the place takes on this line.
    func line(of location: SourceLocation) -> (text: String, indentation: Int, width: Int) {
        let file = location.file
        let line = file.rangeOfLine(location.start.line)
        let lower = min(location.range.lowerBound, line.upperBound)
        let upper = min(max(location.range.upperBound, lower), line.upperBound)
        // Only as much of the line is examined as could be shown.
        let windowStart = file.characterStart(atOrBefore: max(line.lowerBound, lower - Self.window))
        let faultEnd = file.characterStart(atOrBefore: min(upper, lower + Self.window))
        let windowEnd = file.characterStart(
            atOrBefore: min(line.upperBound, faultEnd + Self.window))

        let before = tail(
            shown(file, windowStart, lower), columns: Self.maximumExcerpt / 2,
            isCut: windowStart > line.lowerBound)
        let whole = shown(file, lower, faultEnd)
        let fault = head(whole, columns: Self.maximumExcerpt, isCut: faultEnd < upper)
        let (indentation, width) = (DisplayWidth.of(before), DisplayWidth.of(fault))
        let after = head(
            shown(file, faultEnd, windowEnd),
            columns: max(0, Self.maximumExcerpt - indentation - width),
            isCut: windowEnd < line.upperBound)
        return (before + fault + (fault == whole ? after : ""), indentation, width)
    }

    /// Returns source text as it is shown: harmless, and with blanks for tabs, so that the carets line up whatever the
    /// terminal's tab stops.
    func shown(_ file: SourceFile, _ lower: Int, _ upper: Int) -> String {
        var text = ""
        for scalar in visible(file.text(in: SourceRange(lower, upper))).unicodeScalars {
            if scalar == "\t" { text += "    " } else { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    /// Returns the fix in words.
    func fix(_ fix: Diagnostic.Fix, _ location: SourceLocation?) -> String {
        let new = quoted(fix.replacement)
        guard let location else { return "fix: \(new)" }
        let file = location.file
        let limit = min(fix.range.upperBound, fix.range.lowerBound + Self.window)
        let old = quoted(file.text(in: SourceRange(fix.range.lowerBound, limit)))
        let action =
            if fix.range.count == 0 {
                "insert \(new)"
            } else if fix.replacement.isEmpty {
                "remove \(old)"
            } else {
                "replace \(old) with \(new)"
            }
        let place = file.position(of: fix.range.lowerBound)
        // Words within the carets are easy to find; the place of an insertion is not.
        let isElsewhere =
            fix.range.count == 0
            ? fix.range.lowerBound != location.range.lowerBound
            : fix.range.lowerBound < location.range.lowerBound
                || fix.range.upperBound > location.range.upperBound
        return "fix: " + action
            + (isElsewhere && file.origin != .prompt ? " at \(place.line):\(place.column)" : "")
    }

    /// Returns a text in quotes, on one line, as much of it as a line has room for.
    func quoted(_ text: String) -> String {
        let line = text.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\\n")
        return "'\(visible(head(line, columns: Self.maximumExcerpt / 2, isCut: false)))'"
    }

    /// Returns the first columns of a text, with an ellipsis if more of it was cut.
    func head(_ text: String, columns: Int, isCut: Bool) -> String {
        cut(text, columns) { String($0) } ?? (isCut ? text + "…" : text)
    }

    /// Returns the last columns of a text, with an ellipsis if more of it was cut.
    func tail(_ text: String, columns: Int, isCut: Bool) -> String {
        cut(text.reversed(), columns) { String($0.reversed()) } ?? (isCut ? "…" + text : text)
    }

    /// Returns as many characters as fit, with an ellipsis; `nil` if all of them do.
    func cut(
        _ characters: some Sequence<Character>, _ columns: Int, _ text: ([Character]) -> String
    ) -> String? {
        var taken: [Character] = []
        var width = 0
        for character in characters {
            width += max(1, DisplayWidth.of(character))
            if width > columns {
                return text(taken.dropLast() + ["…"])
            }
            taken.append(character)
        }
        return nil
    }

    func colour(of severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: "1;31"
        case .warning: "1;33"
        case .note: "1;36"
        }
    }

    func faint(_ text: String) -> String { paint(text, "2") }

    func paint(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
