/// A word that the painter knows.
struct KnownWord: Sendable {
    /// How many of the named thing there may be.
    enum Number: Sendable {
        case singular
        case plural
        /// The same in the singular and in the plural: "fish".
        case either
        /// It suggests a thing without naming it, so that it does not say how many there are: "sails", "fishing".
        case none
    }

    let meanings: [Meaning]
    let number: Number
}

extension Vocabulary {
    /// Returns what is known of a lower-case word, in the singular or the plural; nil for a word that the painter does not know.
    static func look(up word: String) -> KnownWord? {
        if let found = words[word] {
            return KnownWord(meanings: found, number: number(of: word))
        }
        for singular in singulars(of: word) {
            guard let found = words[singular] else { continue }
            return KnownWord(
                meanings: found, number: suggestions.contains(singular) ? .none : .plural)
        }
        // The Arabic article is written as a part of its word.
        if word.hasPrefix("ال"), let found = words[String(word.dropFirst(2))] {
            return KnownWord(meanings: found, number: .singular)
        }
        return nil
    }

    /// Returns how many a word names that is in the vocabulary as it is.
    private static func number(of word: String) -> KnownWord.Number {
        if suggestions.contains(word) { return .none }
        if invariants.contains(word) { return .either }
        return collectives.contains(word) ? .plural : .singular
    }

    /// Returns the words that a word may be the plural of.
    private static func singulars(of word: String) -> [String] {
        var singulars = irregular[word].map { [$0] } ?? []
        if word.hasSuffix("s") { singulars.append(String(word.dropLast())) }
        if word.hasSuffix("es") { singulars.append(String(word.dropLast(2))) }
        if word.hasSuffix("ies") { singulars.append(word.dropLast(3) + "y") }
        return singulars
    }

    private static let irregular = [
        "men": "man", "women": "woman", "children": "child", "wolves": "wolf", "snowmen": "snowman",
        "katzen": "katze", "hunde": "hund", "hasen": "hase", "eulen": "eule",
        "häuser": "haus", "bäume": "baum", "schiffe": "schiff", "schlösser": "schloss",
        "burgen": "burg", "brücken": "brücke", "türme": "turm", "blumen": "blume",
        "vögel": "vogel", "drachen": "drache", "raketen": "rakete", "pilze": "pilz",
        "bateaux": "bateau", "châteaux": "château", "chateaux": "chateau", "oiseaux": "oiseau",
    ]

    private static let collectives = set("people geese")

    private static let invariants = set("fish koi carp samurai spacecraft torii bonsai")

    private static let suggestions = set(
        """
        kingdom knight fairytale urban downtown street sail sailing harbour harbor port fishing regatta pirate hafen
        sakura blossom cherry dutch holland kyoto japanese japan china miyajima giza pharaoh tropical island hawaii
        caribbean paradise railway steam launch library reading pine fir spruce wood bowl flock swallow umbrella
        """)

    static func set(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
