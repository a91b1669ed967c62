/// The words for numbers, in the languages that have words in the vocabulary.
extension Vocabulary {
    /// Returns the number that a lower-case word names, at most a thousand; nil for a word that is not a number.
    static func number(_ word: String) -> Int? {
        if let found = numbers[word] { return found }
        guard !word.isEmpty else { return nil }
        var number = 0
        for character in word {
            guard let digit = character.wholeNumberValue, (0...9).contains(digit) else {
                return nil
            }
            number = min(number * 10 + digit, mostCounted)
        }
        return number
    }

    /// Returns what a lower-case word multiplies the number before it by, or one if there is none: "two dozen", "a
    /// pair".
    static func multiple(_ word: String) -> Int? { multiples[word] }

    /// Returns how many to draw for a lower-case word that leaves the number open: "several".
    static func vagueNumber(_ word: String) -> Int? { vagueNumbers[word] }

    /// How many to draw of something in the plural without a number.
    static let few = 3

    static let mostCounted = 1000

    private static let multiples = [
        "pair": 2, "pairs": 2, "couple": 2, "dozen": 12, "dozens": 12, "hundred": 100,
        "hundreds": 100, "thousand": mostCounted, "thousands": mostCounted,
    ]

    private static let vagueNumbers = [
        "few": few, "some": few, "multiple": 4, "several": 5, "many": 9, "numerous": 9,
    ]

    private static let numbers: [String: Int] = {
        var numbers: [String: Int] = [:]
        for (number, words) in [
            (0, "zero"), (1, "one single lone solitary"), (2, "two twin zwei deux dos"),
            (3, "three drei trois tres"), (4, "four vier quatre cuatro"),
            (5, "five fünf cinq cinco"), (6, "six sechs seis"), (7, "seven sieben sept siete"),
            (8, "eight acht huit ocho"), (9, "nine neun neuf nueve"), (10, "ten zehn dix diez"),
            (11, "eleven onze"), (12, "twelve zwölf douze doce"), (13, "thirteen"),
            (14, "fourteen"), (15, "fifteen"), (16, "sixteen"), (17, "seventeen"),
            (18, "eighteen"), (19, "nineteen"), (20, "twenty"), (30, "thirty"), (40, "forty"),
            (50, "fifty"),
        ] {
            for word in set(words) { numbers[word] = number }
        }
        return numbers
    }()
}
