/// What a prompt says in words that the painter does not know, as phrases: it is lettered, not painted.
struct StrangeWords {
    /// In the prompt's order, together at most ``mostWords`` words of at most ``longestWord`` characters.
    private(set) var phrases: [String] = []
    /// The phrase being read. A number stays in it until it has counted something that is painted.
    private var phrase: [(text: String, isNumber: Bool)] = []
    private var count = 0

    static let mostWords = 8
    static let longestWord = 24

    /// Adds a word to the phrase being read.
    mutating func append(_ word: some StringProtocol, isNumber: Bool = false) {
        guard count < Self.mostWords, !word.isEmpty else { return }
        count += 1
        let isLong = word.count > Self.longestWord
        phrase.append((isLong ? word.prefix(Self.longestWord - 1) + "…" : String(word), isNumber))
    }

    /// Removes the numbers from the phrase being read.
    mutating func dropNumbers() {
        count -= phrase.count { $0.isNumber }
        phrase.removeAll { $0.isNumber }
    }

    /// Ends the phrase being read; a phrase of nothing but numbers does not count.
    mutating func endPhrase() {
        if phrase.allSatisfy(\.isNumber) { dropNumbers() }
        guard !phrase.isEmpty else { return }
        phrases.append(phrase.map(\.text).joined(separator: " "))
        phrase = []
    }
}
