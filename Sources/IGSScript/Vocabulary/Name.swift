/// The names that a script gives: to variables, jobs and references.
public enum Name {
    /// The greatest length, in characters.
    public static let maximumLength = 64

    /// Words that job specs use themselves.
    public static let reserved: Set<String> = ["all", "last", "failed"]

    /// Whether a text can name a variable: a letter or `_`, then letters, digits and `_`.
    public static func isVariable(_ text: String) -> Bool {
        isName(text, dash: false)
    }

    /// Returns the name of the variable for a text that names something elsewhere, such as a column of a table: each
    /// character that cannot be part of a variable's name becomes `_`, and a digit at the start gets one before it.
    static func variable(for text: String) -> String {
        var name = ""
        for character in text where name.utf8.count < maximumLength {
            let byte = character.asciiValue ?? 0
            if name.isEmpty, isDigit(byte) { name = "_" }
            name.append(continuesVariable(byte) ? character : "_")
        }
        return name
    }

    /// Whether a text can name a job or a reference: a letter, then letters, digits, `_` and `-`;
    /// none of the ``reserved`` words.
    public static func isLabel(_ text: String) -> Bool {
        isName(text, dash: true) && !text.hasPrefix("_") && !reserved.contains(text)
    }

    /// Returns the rule as a sentence for a diagnostic.
    public static func rule(for what: String) -> String {
        what == "variable"
            ? "a letter a-z or _, then letters, digits and _, at most \(maximumLength)"
            : "a letter a-z, then letters, digits, _ and -, at most \(maximumLength); "
                + "not all, last or failed"
    }

    static func startsVariable(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte == UInt8(ascii: "_")
    }

    static func continuesVariable(_ byte: UInt8) -> Bool {
        startsVariable(byte) || isDigit(byte)
    }

    private static func isName(_ text: String, dash: Bool) -> Bool {
        guard let first = text.utf8.first, startsVariable(first), text.utf8.count <= maximumLength
        else { return false }
        return text.utf8.allSatisfy { continuesVariable($0) || (dash && $0 == UInt8(ascii: "-")) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
