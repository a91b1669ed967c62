import IGSScript

/// Finds what may follow a text: the rest of the newest history entry that begins with it; else, at the
/// start of a row, what is still open; else what the command expects next.
struct Hinter {
    /// The most characters that are shown, and accepted, at a time.
    private static let maximumLength = 1_000

    let vocabulary: Vocabulary
    let history: [String]

    func hint(after text: String) -> Hint? {
        let bytes = text.utf8
        // Most entries differ in the first bytes, and bytes are compared much faster than characters.
        func beginsSo(_ entry: String) -> Bool {
            entry.utf8.starts(with: bytes) && entry.hasPrefix(text) && entry != text
        }
        if let entry = history.last(where: beginsSo) {
            let rest = entry.dropFirst(text.count).prefix(Self.maximumLength)
                .prefix { !$0.isNewline }
            if !rest.isEmpty { return Hint(text: String(rest), canBeTaken: true) }
        }
        if let newline = text.lastIndex(of: "\n"), text[newline...].allSatisfy(\.isWhitespace),
            let open = OpenText(endOf: text)
        {
            return Hint(text: open.explanation, canBeTaken: false)
        }
        let place = OpenStatement(endOf: text)
        // While a word is being typed, nobody knows what it will be.
        guard place.current == nil, !place.isInQuote,
            let call = OpenCall(place.words, vocabulary)
        else { return nil }
        if let type = call.pendingOption?.type {
            return Hint(text: type.placeholder, canBeTaken: false)
        }
        guard let parameter = call.parameter, call.arguments.isEmpty || parameter.arity != .text
        else { return nil }
        return Hint(text: parameter.synopsis, canBeTaken: false)
    }
}
