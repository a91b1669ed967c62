/// Makes everything in a text visible that a terminal would act upon, or would hide, in Swift's notation: `\u{1B}`.
///
/// An option's value, a path or a word in a plan of faults could otherwise move the cursor, change the title, or
/// reverse the displayed text. igs does the same; the two programs share no code but a hash.
enum VisibleText {
    /// Returns the text in a form that is safe for a terminal. Newlines and tabs stay.
    static func of(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isActive) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            if isActive(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u{\(digits.count < 2 ? "0" : "")\(digits)}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\n" || scalar == "\t" { return false }
        // The joiners, which emoji and several scripts need, are formats, too.
        if scalar == "\u{200C}" || scalar == "\u{200D}" { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}
