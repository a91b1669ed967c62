/// Turns diagnostics into text for people.
///
///     error[E0201]: unknown command 'gne'
///      --> poster.igs:3:1
///       |
///     3 | gne a castle
///       | ^^^
///       = did you mean 'gen'?
///
/// What was typed at the prompt stands above the message already, and is not shown again.
public struct Renderer: Sendable {
    private let isColoured: Bool
    private let visible: @Sendable (String) -> String

    /// The most columns of a source line that are shown.
    private static let maximumExcerpt = 120

    /// Makes a renderer.
    ///
    /// - Parameter visible: Makes text from outside harmless for where it is shown: messages, names
    ///   and lines of source may hold anything.
    public init(
        isColoured: Bool, visible: @escaping @Sendable (String) -> String = { $0 }
    ) {
        self.isColoured = isColoured
        self.visible = visible
    }

    /// The text of a diagnostic, without a newline at its end.
    public func render(_ diagnostic: Diagnostic) -> String {
        var lines = [headline(diagnostic)]
        if let location = diagnostic.location, location.file.origin != .prompt {
            lines += excerpt(location, mark: colour(of: diagnostic.severity))
            let gutter = gutter(location)
            lines += diagnostic.notes.map { "\(gutter) \(faint("=")) \(visible($0))" }
        } else {
            lines += diagnostic.notes.map { "  \(visible($0))" }
        }
        return lines.joined(separator: "\n")
    }
}

private extension Renderer {
    func headline(_ diagnostic: Diagnostic) -> String {
        let id = diagnostic.id.map { "[\($0)]" } ?? ""
        let label = paint(diagnostic.severity.rawValue + id, colour(of: diagnostic.severity))
        return "\(label): \(visible(diagnostic.message))"
    }

    func gutter(_ location: SourceLocation) -> String {
        String(repeating: " ", count: String(location.start.line).count)
    }

    func excerpt(_ location: SourceLocation, mark: String) -> [String] {
        let file = location.file
        let start = location.start
        let gutter = gutter(location)
        let line = file.rangeOfLine(start.line)
        let faultEnd = min(
            max(location.range.upperBound, location.range.lowerBound), line.upperBound)
        let before = visible(file.text(in: SourceRange(line.lowerBound, location.range.lowerBound)))
        let fault = visible(file.text(in: SourceRange(location.range.lowerBound, faultEnd)))
        let after = visible(file.text(in: SourceRange(faultEnd, line.upperBound)))

        // A long line is cut around the place, so that a screen holds it.
        let shownBefore = tail(before, columns: Self.maximumExcerpt / 2)
        let shownFault = head(fault, columns: Self.maximumExcerpt)
        let room = Self.maximumExcerpt - DisplayWidth.of(shownBefore) - DisplayWidth.of(shownFault)
        let text = shownBefore + shownFault + head(after, columns: max(0, room))

        let indentation = shownBefore.map { character in
            character == "\t" ? "\t" : String(repeating: " ", count: DisplayWidth.of(character))
        }.joined()
        let carets = String(repeating: "^", count: max(1, DisplayWidth.of(shownFault)))
        let number = String(start.line)
        return [
            "\(gutter)\(faint("-->")) \(visible(file.name)):\(start.line):\(start.column)",
            "\(gutter) \(faint("|"))",
            "\(number) \(faint("|")) \(text)",
            "\(gutter) \(faint("|")) \(indentation)\(paint(carets, mark))",
        ]
    }

    func head(_ text: String, columns: Int) -> String {
        cut(text, columns) { String($0) } ?? text
    }

    func tail(_ text: String, columns: Int) -> String {
        cut(text.reversed(), columns) { String($0.reversed()) } ?? text
    }

    /// As many characters as fit, with an ellipsis; `nil` where all of them do.
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
