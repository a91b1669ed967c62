extension Lexer {
    /// The depth to which defaults may nest: `${a:-${b:-…}}`.
    private static let maximumDepth = 50

    /// Reads what starts with the `$` at the position; a `$` that starts nothing is text.
    mutating func readExpansion(into builder: inout WordBuilder, depth: Int = 0) {
        let start = position
        let next = byte(position + 1)
        if Name.startsVariable(next) {
            position += 1
            let name = readName { Name.continuesVariable($0) }
            append(.variable(name), nil, from: start, into: &builder)
        } else if next == .openBrace {
            position += 2
            readBraced(from: start, depth: depth, into: &builder)
        } else {
            builder.append(.dollar)
            position += 1
        }
    }

    private mutating func readBraced(from start: Int, depth: Int, into builder: inout WordBuilder) {
        guard let subject = readSubject(), current == .closeBrace || startsFallback else {
            reportBadExpansion(from: start)
            return
        }
        var fallback: [Word.Segment]?
        if startsFallback {
            position += 2
            guard depth < Self.maximumDepth else {
                report(
                    SyntaxMessages.nestedTooDeeply(limit: Self.maximumDepth),
                    SourceRange(start, position))
                stop()
                return
            }
            fallback = readFallback(depth: depth)
        }
        guard current == .closeBrace else {
            report(SyntaxMessages.unterminatedExpansion(), SourceRange(start, start + 2))
            return
        }
        position += 1
        append(subject, fallback, from: start, into: &builder)
    }

    private var startsFallback: Bool {
        current == .colon && byte(position + 1) == .dash
    }

    private mutating func readSubject() -> Expansion.Subject? {
        let name = readName { Name.continuesVariable($0) || $0 == .dash }
        guard !name.isEmpty else { return nil }
        guard current == .dot else { return Name.isVariable(name) ? .variable(name) : nil }
        position += 1
        let field = readName { Name.continuesVariable($0) }
        guard !field.isEmpty else { return nil }
        return name == "env" ? .environment(field) : .field(job: name, field: field)
    }

    private mutating func readFallback(depth: Int) -> [Word.Segment] {
        var builder = WordBuilder()
        while position < bytes.count, current != .closeBrace, current != .newline {
            if current == .dollar {
                readExpansion(into: &builder, depth: depth + 1)
            } else {
                if current == .backslash, byte(position + 1).isEscapable { position += 1 }
                builder.append(current)
                position += 1
            }
        }
        return builder.finish()
    }

    private mutating func reportBadExpansion(from start: Int) {
        var end = start + 2
        while end < bytes.count, bytes[end] != .closeBrace, bytes[end] != .newline { end += 1 }
        if byte(end) == .closeBrace, end < bytes.count {
            let text = file.text(in: SourceRange(start + 2, end))
            report(SyntaxMessages.badExpansion(text), SourceRange(start, end + 1))
            position = end + 1
        } else {
            report(SyntaxMessages.unterminatedExpansion(), SourceRange(start, start + 2))
            position = end
        }
    }

    private mutating func readName(while continues: (UInt8) -> Bool) -> String {
        let start = position
        while position < bytes.count, continues(bytes[position]) { position += 1 }
        return file.text(in: SourceRange(start, position))
    }

    private mutating func append(
        _ subject: Expansion.Subject, _ fallback: [Word.Segment]?, from start: Int,
        into builder: inout WordBuilder
    ) {
        let range = SourceRange(start, position)
        expansionCount += 1
        if expansionCount > Parser.maximumExpansionCount {
            report(SyntaxMessages.tooManyExpansions(limit: Parser.maximumExpansionCount), range)
            stop()
        }
        builder.append(Expansion(subject: subject, fallback: fallback, range: range))
    }
}
