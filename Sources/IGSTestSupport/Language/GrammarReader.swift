/// Reads rules in the notation that the article on the grammar explains.
struct GrammarReader {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var names: [String] = []

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// Returns the names of the rules, and what they derive.
    mutating func rules() throws(GrammarError) -> (names: [String], rules: [Grammar.Pattern]) {
        var rules: [Int: Grammar.Pattern] = [:]
        skipBlanks()
        while position < scalars.count {
            let name = self.name()
            skipBlanks()
            guard !name.isEmpty, skip("::=") else { throw error("expected a rule") }
            guard rules.updateValue(try choice(), forKey: index(of: name)) == nil else {
                throw error("\(name) has two rules")
            }
        }
        let patterns = names.indices.compactMap { rules[$0] }
        guard patterns.count == names.count else {
            let missing = names.indices.filter { rules[$0] == nil }.map { names[$0] }
            throw GrammarError(message: "there are no rules for \(missing)")
        }
        return (names, patterns)
    }

    private mutating func index(of name: String) -> Int {
        if let index = names.firstIndex(of: name) { return index }
        names.append(name)
        return names.count - 1
    }

    private mutating func choice() throws(GrammarError) -> Grammar.Pattern {
        var parts = [try sequence()]
        while skip("|") { parts.append(try sequence()) }
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence() throws(GrammarError) -> Grammar.Pattern {
        var parts: [Grammar.Pattern] = []
        skipBlanks()
        while position < scalars.count, current != "|", current != ")", !isAtRule {
            parts.append(try repeated())
            skipBlanks()
        }
        guard !parts.isEmpty else { throw error("expected a part of a rule") }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func repeated() throws(GrammarError) -> Grammar.Pattern {
        if skip("&") { return .ahead(try primary(), isExpected: true) }
        if skip("!") { return .ahead(try primary(), isExpected: false) }
        let part = try primary()
        if skip("?") { return .optional(part) }
        if skip("*") { return .many(part, atLeast: 0) }
        if skip("+") { return .many(part, atLeast: 1) }
        return part
    }

    private mutating func primary() throws(GrammarError) -> Grammar.Pattern {
        switch current {
        case "(":
            position += 1
            let inner = try choice()
            guard skip(")") else { throw error("expected )") }
            return inner
        case "'", "\"":
            let mark = current
            position += 1
            return .text(Array(try text(upTo: mark)))
        case "<":
            position += 1
            // A sentence may run over two lines.
            let words = String(String.UnicodeScalarView(try text(upTo: ">")))
                .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard let wording = Grammar.Wording(rawValue: words) else {
                throw error("nobody knows what '\(words)' means")
            }
            return .wording(wording)
        case "[":
            position += 1
            return .oneOf(try scalarClass())
        case "#":
            let scalar = try self.scalar()
            return .text([scalar])
        default:
            let name = self.name()
            guard !name.isEmpty else { throw error("expected a name") }
            return .rule(index(of: name))
        }
    }

    private mutating func scalarClass() throws(GrammarError) -> Grammar.ScalarClass {
        let isNegated = current == "^"
        if isNegated { position += 1 }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while current != "]" {
            let first = try scalar()
            if current == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
                position += 1
                let last = try scalar()
                guard first <= last else { throw error("a range is upside down") }
                ranges.append(first...last)
            } else {
                ranges.append(first...first)
            }
        }
        position += 1
        return Grammar.ScalarClass(ranges: ranges, isNegated: isNegated)
    }

    /// Reads one character, or `#x` and its number.
    private mutating func scalar() throws(GrammarError) -> Unicode.Scalar {
        guard position < scalars.count else { throw error("expected a character") }
        let first = scalars[position]
        position += 1
        guard first == "#", current == "x" else { return first }
        position += 1
        var digits = ""
        while current.properties.isASCIIHexDigit {
            digits.unicodeScalars.append(current)
            position += 1
        }
        guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else {
            throw error("expected the number of a character")
        }
        return scalar
    }

    private mutating func text(
        upTo mark: Unicode.Scalar
    ) throws(GrammarError) -> ArraySlice<Unicode.Scalar> {
        let start = position
        while position < scalars.count, current != mark { position += 1 }
        guard position < scalars.count else { throw error("expected \(mark)") }
        defer { position += 1 }
        return scalars[start..<position]
    }

    private mutating func name() -> String {
        let start = position
        while current.properties.isAlphabetic { position += 1 }
        return String(String.UnicodeScalarView(scalars[start..<position]))
    }

    private var isAtRule: Bool {
        var copy = self
        guard !copy.name().isEmpty else { return false }
        copy.skipBlanks()
        return copy.skip("::=")
    }

    private mutating func skip(_ text: String) -> Bool {
        guard scalars[position...].starts(with: text.unicodeScalars) else { return false }
        position += text.unicodeScalars.count
        return true
    }

    private mutating func skipBlanks() {
        while position < scalars.count, current.properties.isWhitespace { position += 1 }
    }

    private var current: Unicode.Scalar {
        position < scalars.count ? scalars[position] : "\0"
    }

    private func error(_ message: String) -> GrammarError {
        let rest = String(String.UnicodeScalarView(scalars[position...].prefix(40)))
        return GrammarError(message: "\(message) at '\(rest)'")
    }
}
