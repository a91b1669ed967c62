import GRDB

/// The conditions of a query that leave out entries without certain words in their prompt, name or status.
///
/// They are a first sieve: what they let through may lack a word all the same. Letters beyond ASCII have several
/// spellings, of which SQLite knows nothing, and a request is stored with escapes; so entries with such letters pass,
/// and so do all entries if a word has such a letter.
struct WordFilter {
    /// The conditions, of which all must hold.
    private(set) var conditions: [String] = []
    /// The arguments of the conditions.
    private(set) var arguments = StatementArguments()

    init(_ words: [String]) {
        for (index, word) in words.enumerated()
        where word.utf8.allSatisfy(Self.isPlain) && word.utf8.count <= Self.longestPattern {
            let parameter = "word\(index)"
            var pattern = ""
            for character in word {
                if "%_!".contains(character) { pattern.append("!") }
                pattern.append(character)
            }
            let texts = ["request", "name"].flatMap { column in
                ["\(column) LIKE :\(parameter) ESCAPE '!'", "\(column) GLOB '*[^ -~]*'"]
            }
            let states = JobLifecycle.State.allCases
                .filter { $0.status.rawValue.contains(word.lowercased()) }
                .map { "'\($0.rawValue)'" }.joined(separator: ", ")
            conditions.append(
                "(\((texts + ["state IN (\(states))"]).joined(separator: " OR ")))")
            arguments += [parameter: "%\(pattern)%"]
        }
    }

    /// SQLite refuses patterns of more than 50,000 bytes.
    private static let longestPattern = 10_000

    /// Whether a byte stands for the same letter in a word, in a name and in a stored request.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
