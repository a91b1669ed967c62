/// The words of a prompt as a part of a file name: `a red fox in the snow` is `a-red-fox-in-the-snow`.
enum PromptName {
    /// The most bytes of such a text.
    static let maximumByteCount = 60

    /// The name of a prompt that has no letters and no digits.
    static let fallback = "picture"

    /// How much of a prompt is read, in Unicode scalars: far more than the name can hold, unless hardly anything of it is
    /// a letter.
    private static let maximumScalarCount = 4_096

    /// Returns the letters and digits of a prompt, of any script and in lower case, with a dash in the place of
    /// everything between them. It is cut at the end of a word; within a word, between characters, only if that is the
    /// first one.
    ///
    /// Characters that are not shown, such as soft hyphens, joiners and marks for the direction of the text, are left
    /// out: a name looks like what it is.
    static func text(of prompt: String) -> String {
        let beginning = String(prompt.unicodeScalars.prefix(maximumScalarCount)).lowercased()
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in beginning.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint
        {
            if isKept(scalar, after: word.last) {
                word.append(scalar)
            } else if !word.isEmpty {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return joined(words)
    }

    /// Whether a scalar is part of a word. The marks above and below letters belong to them.
    private static func isKept(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber:
            true
        case .nonspacingMark, .spacingMark: last != nil
        default: false
        }
    }

    /// Returns as many words as fit.
    private static func joined(_ words: [String]) -> String {
        guard let first = words.first else { return fallback }
        guard first.utf8.count <= maximumByteCount else {
            let beginning = cut(first)
            return beginning.isEmpty ? fallback : beginning
        }
        var text = first
        for word in words.dropFirst() {
            guard text.utf8.count + 1 + word.utf8.count <= maximumByteCount else { break }
            text += "-" + word
        }
        return text
    }

    /// Returns as many characters of a word as fit.
    private static func cut(_ word: String) -> String {
        var count = 0
        let characters = word.prefix { character in
            count += character.utf8.count
            return count <= maximumByteCount
        }
        return String(characters)
    }
}
