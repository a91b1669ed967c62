/// What a prompt says in words that the painter does not know, in phrases: it is lettered rather than painted.
struct StrangeWords {
    /// In the prompt's order, together at most ``mostWords`` words of at most ``longestWord`` characters.
    private(set) var phrases: [String] = []
    /// What is being read. A number stands in it until it has counted something that is painted.
    private var phrase: [(text: String, isNumber: Bool)] = []
    private var count = 0

    static let mostWords = 8
    static let longestWord = 24

    /// Adds a word to the phrase that is being read.
    mutating func append(_ word: some StringProtocol, isNumber: Bool = false) {
        guard count < Self.mostWords, !word.isEmpty else { return }
        count += 1
        let isLong = word.count > Self.longestWord
        phrase.append((isLong ? word.prefix(Self.longestWord - 1) + "…" : String(word), isNumber))
    }

    /// Takes the numbers out of the phrase that is being read.
    mutating func dropNumbers() {
        count -= phrase.count { $0.isNumber }
        phrase.removeAll { $0.isNumber }
    }

    /// Ends the phrase that is being read; one of nothing but numbers is none.
    mutating func endPhrase() {
        if phrase.allSatisfy(\.isNumber) { dropNumbers() }
        guard !phrase.isEmpty else { return }
        phrases.append(phrase.map(\.text).joined(separator: " "))
        phrase = []
    }
}
