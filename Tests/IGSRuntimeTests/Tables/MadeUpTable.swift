import IGSRandom

/// Makes up the text of a table, which is valid or has a mistake somewhere.
struct MadeUpTable {
    private var numbers: SeededRandom
    private(set) var text = ""

    private static let parts = [
        "a", "B", "7", "_", " ", "é", "水", "😀", "row", "'", ",", ";", "\t", "\"", "\n", "\r\n",
        "\r",
    ]
    private static let lineBreaks = ["\n", "\r\n", "\r"]

    init(seed: UInt64) {
        numbers = SeededRandom(seed: seed)
    }

    private mutating func pick(_ texts: [String]) -> String { numbers.pick(texts) ?? "" }

    /// Returns up to a number of parts in a row.
    private mutating func soup(_ most: Int) -> String {
        (0..<numbers.next(below: most + 1)).map { _ in pick(Self.parts) }.joined()
    }

    // MARK: Separated cells

    /// Makes parts in no order.
    mutating func makeSoup() {
        if numbers.chance(0.1) { text = "\u{FEFF}" }
        text += soup(30)
    }

    /// Makes a header and rows, with a mistake in every second table.
    mutating func makeRows(separator: String?) {
        let separator = separator ?? pick([",", ";", "\t"])
        let lineBreak = pick(Self.lineBreaks)
        let width = 1 + numbers.next(below: 4)
        let mistakes = numbers.chance(0.5) ? 0.06 : 0
        if numbers.chance(0.1) { text = "\u{FEFF}" }
        if numbers.chance(0.1) { text += lineBreak }
        let headers = (0..<width).map { index in
            numbers.chance(mistakes / 4) ? soup(2) : "\(soup(1))c\(index)\(soup(1))"
        }
        // The header has to show the separator.
        appendRow(headers, separator, lineBreak, mistakes: 0, quotes: width > 1 ? 1 : 0.5)
        for _ in 0..<numbers.next(below: 6) {
            let cells = (0..<width).map { _ in soup(5) }
            appendRow(cells, separator, lineBreak, mistakes: mistakes, quotes: 0.5)
        }
        if numbers.chance(0.3), text.hasSuffix(lineBreak) { text.removeLast() }
    }

    private mutating func appendRow(
        _ cells: [String], _ separator: String, _ lineBreak: String, mistakes: Double,
        quotes: Double
    ) {
        if numbers.chance(0.1) { text += lineBreak }
        var cells = cells
        if numbers.chance(mistakes) { cells.append(soup(2)) }
        if numbers.chance(mistakes) { cells.removeLast() }
        let written = cells.map { cell in
            let isPlain =
                !cell.hasPrefix("\"") && !cell.contains(separator)
                && !cell.unicodeScalars.contains { $0 == "\n" || $0 == "\r" }
            if isPlain, !numbers.chance(quotes) { return cell }
            let doubled = numbers.chance(mistakes) ? cell : cell.replacing("\"", with: "\"\"")
            return "\"\(doubled)\"" + (numbers.chance(mistakes) ? soup(1) : "")
        }
        text += written.joined(separator: separator) + lineBreak
    }

    // MARK: Objects

    /// Makes lines with objects, with a mistake in every second table.
    mutating func makeObjects() {
        let mistakes = numbers.chance(0.5) ? 0.04 : 0
        for _ in 0..<numbers.next(below: 5) {
            let keys = ["a", "b", "c d", "é", "x"].filter { _ in numbers.chance(0.5) }
            var fields = keys.map { "\(blank)\(string($0))\(blank):\(blank)\(value(mistakes))" }
            if numbers.chance(mistakes) { fields.append(pick(["", "\"a\":1", "a", "\"row\":1"])) }
            text += "\(blank){\(fields.joined(separator: ","))\(blank)}\(blank)"
            if numbers.chance(mistakes) { text += pick(["}", "{}", "1", ","]) }
            text += pick(Self.lineBreaks) + pick(["", "", "\n", " \t\r\n"])
        }
    }

    private var blank: String { mutating get { pick(["", "", " ", "\t "]) } }

    private mutating func value(_ mistakes: Double) -> String {
        if numbers.chance(mistakes) {
            return pick([
                "01", "1.", ".5", "-", "+1", "1e", "NaN", "Infinity", "tru", "[]", "{}", "\"",
                "'a'",
                "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"",
                "\"\u{1}\"", "\"\\",
            ])
        }
        switch numbers.next(below: 4) {
        case 0: return pick(["true", "false", "null"])
        case 1: return pick(["0", "-0", "10", "1.50", "-2.5e-7", "1E+400", "12345678901234567890"])
        default: return string(pick(Self.parts) + pick(Self.parts))
        }
    }

    /// Returns a text in quotes, with escapes where they are needed, and some where not.
    private mutating func string(_ text: String) -> String {
        let characters = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": return "\\\""
            case "\n": return "\\n"
            case "\r": return "\\r"
            case "\t": return pick(["\\t", "\\u0009"])
            default:
                guard numbers.chance(0.2) else { return String(scalar) }
                return String(scalar).utf16.map { unit in
                    let digits = String(unit, radix: 16, uppercase: numbers.chance(0.5))
                    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }.joined()
            }
        }
        return "\"\(characters.joined())\""
    }
}
