/// What a line of output must be: a text, in which `{{…}}` holds a regular expression.
///
/// Blanks at the ends of both lines do not count, since editors remove them.
struct LinePattern: Sendable {
    /// Why a text is not a pattern.
    enum Problem: Error {
        /// A `{{` without its `}}`.
        case unclosed
        /// This is not a regular expression.
        case badExpression(String)
    }

    private enum Form {
        case text(String)
        /// The source of an expression that is known to be valid.
        case expression(String)
    }

    /// The text as it was written.
    let text: String
    private let form: Form

    /// Reads a pattern.
    init(_ text: String) throws(Problem) {
        self.text = text
        let pieces = text.split(separator: "{{", omittingEmptySubsequences: false)
        guard pieces.count > 1 else {
            form = .text(Self.trimmed(text))
            return
        }
        var source = Self.escaped(pieces[0])
        for piece in pieces.dropFirst() {
            guard let end = piece.firstRange(of: "}}") else { throw .unclosed }
            // A brace that follows belongs to the expression: `{{a{2}}}`.
            let isInExpression = piece[end.upperBound...].first == "}"
            let close = isInExpression ? piece.index(after: end.lowerBound) : end.lowerBound
            let expression = piece[..<close]
            guard Self.compile(String(expression)) != nil else {
                throw .badExpression(String(expression))
            }
            source += "(?:\(expression))" + Self.escaped(piece[close...].dropFirst(2))
        }
        let trimmed = Self.trimmed(source)
        guard Self.compile(trimmed) != nil else { throw .badExpression(text) }
        form = .expression(trimmed)
    }

    /// Whether the pattern matches a line.
    func matches(_ line: String) -> Bool {
        let line = Self.trimmed(line)
        switch form {
        // Canonical equivalence would accept more than the same output.
        case .text(let text): return line.utf8.elementsEqual(text.utf8)
        case .expression(let source):
            return Self.compile(source).map { line.wholeMatch(of: $0) != nil } ?? false
        }
    }

    private static func compile(_ source: String) -> Regex<AnyRegexOutput>? {
        (try? Regex(source))?.matchingSemantics(.unicodeScalar)
    }

    /// Returns an expression that matches a text and nothing else.
    private static func escaped(_ text: Substring) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            let isPlain =
                !scalar.isASCII || scalar.properties.isAlphabetic
                || ("0"..."9").contains(scalar) || scalar == " "
            if !isPlain { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
    }

    private static func trimmed(_ text: String) -> String {
        let end = text.utf8.lastIndex { !" \t\r".utf8.contains($0) }
        return end.map { String(text[...$0]) } ?? ""
    }
}
