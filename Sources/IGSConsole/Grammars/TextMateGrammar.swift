import Foundation

/// The TextMate grammar of `.igs` files, which many editors read. Its expressions mean the same to Oniguruma and ICU.
package enum TextMateGrammar {
    /// A rule of a grammar, as the format defines it.
    private final class Rule: Encodable {
        struct Capture: Encodable {
            let name: String
        }

        var name: String?
        var match: String?
        var begin: String?
        var end: String?
        var include: String?
        var captures: [String: Capture]?
        var patterns: [Rule]?

        init(match: String, _ name: String?, captures: [Int: String] = [:]) {
            self.match = match
            self.name = name
            if !captures.isEmpty {
                self.captures = Dictionary(
                    uniqueKeysWithValues: captures.map { ("\($0)", Capture(name: $1)) })
            }
        }

        init(begin: String, end: String, _ name: String?, patterns: [Rule] = []) {
            self.begin = begin
            self.end = end
            self.name = name
            self.patterns = patterns
        }

        init(include: String) { self.include = "#" + include }
    }

    private struct Grammar: Encodable {
        let name = "igs"
        let scopeName = "source.igs"
        let fileTypes = ["igs"]
        let firstLineMatch = "^#!.*\\bigs\\b"
        let patterns: [Rule]
        let repository: [String: Rule]
    }

    /// The grammar as `igs.tmLanguage.json`.
    package static var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // It only holds strings, which can always be encoded.
        guard let data = try? encoder.encode(grammar) else { return "" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static var grammar: Grammar {
        // The start of a statement, and the start and end of a word.
        let statement = #"(?:^[ \t]*|(?<=[;{])[ \t]+)"#
        let word = #"(?<![^\s\[(=])"#
        let end = #"(?=\s|;|$)"#
        let keywords = GrammarWords.keywords.joined(separator: "|")
        let commands = GrammarWords.commands.map { $0.joined(separator: #"[ \t]+"#) }
            .joined(separator: "|")
        let continuations = GrammarWords.continuations.joined(separator: "|")
        let operators = GrammarWords.operators.joined(separator: "|")
        let values = [Rule(include: "variable"), Rule(include: "escape")]
        let words = ["text", "string", "literal", "option", "job", "variable"].map(
            Rule.init(include:))
        return Grammar(
            patterns: [
                // A line that goes on in the next: what begins there is not a statement.
                Rule(begin: #"\\\n"#, end: #"(?<=\S)(?=\s)"#, nil, patterns: words),
                Rule(
                    match: statement + "(#.*)$", nil, captures: [1: "comment.line.number-sign.igs"]),
                Rule(match: #"(?<=\s)#(?=\s|$).*$"#, "comment.line.number-sign.igs"),
                Rule(
                    match: statement + #"(let|param|for)[ \t]+([A-Za-z_]\w*)"# + #"(?=\s|=|$)"#,
                    nil,
                    captures: [1: "keyword.control.igs", 2: "variable.other.definition.igs"]),
                Rule(
                    match: #"(?<=\})[ \t]*(catch)[ \t]+([A-Za-z_]\w*)"# + end, nil,
                    captures: [
                        1: "keyword.control.continuation.igs", 2: "variable.other.definition.igs",
                    ]),
                Rule(
                    match: "\(statement)(\(keywords))\(end)", nil,
                    captures: [1: "keyword.control.igs"]),
                Rule(
                    match: #"(?<=\})[ \t]*("# + continuations + ")" + end, nil,
                    captures: [1: "keyword.control.continuation.igs"]),
                Rule(
                    match: "\(statement)(\(commands))\(end)", nil,
                    captures: [1: "support.function.igs"]),
                Rule(
                    match: #"(?<=[ \t(])(?:"# + operators
                        + #")(?=[ \t(].*\{[ \t]*$|[ \t(].*\{[ \t])"#,
                    "keyword.operator.igs"),
                Rule(
                    begin: #"(?<![^\s=])\["#, end: #"\]"#, nil,
                    patterns: [
                        Rule(match: #"(?<![^\s])#(?=\s|$).*$"#, "comment.line.number-sign.igs")
                    ]
                        + words),
            ] + words,
            repository: [
                "text": Rule(
                    begin: word + "\"\"\"", end: "\"\"\"", "string.quoted.triple.igs",
                    patterns: values),
                "string": Rule(
                    begin: word + "\"", end: "\"", "string.quoted.double.igs", patterns: values),
                "literal": Rule(match: word + "'[^']*'", "string.quoted.single.igs"),
                "option": Rule(
                    match: word + #"--?[A-Za-z0-9](?:[^\s;$"'=]|=(?!["'$]))*=?"#,
                    "storage.modifier.option.igs"),
                "job": Rule(match: word + #"%[A-Za-z0-9_.-]+"#, "constant.other.job.igs"),
                "variable": Rule(
                    match: #"(?<!\\)\$(?:[A-Za-z_]\w*|\{(?:[^{}]|\{[^{}]*\})*\})"#,
                    "variable.other.igs"),
                "escape": Rule(
                    match: #"\\(?:[nt"\\$]|u\{[0-9A-Fa-f]{1,8}\})"#, "constant.character.escape.igs"
                ),
            ])
    }
}
