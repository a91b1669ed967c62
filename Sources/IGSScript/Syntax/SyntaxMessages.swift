/// The messages of the lexer and the parser: the catalogue of the identifiers `E01xx`, and the
/// `E02xx` of a command of two words.
enum SyntaxMessages {
    static func notUTF8(byte: UInt8) -> Diagnostic {
        Diagnostic(
            .notUTF8, "byte 0x\(hex(UInt32(byte))) is not UTF-8 text",
            notes: ["scripts are UTF-8; is this a script?"])
    }

    static func nullByte() -> Diagnostic {
        Diagnostic(
            .nullByte, "the text contains a NUL byte",
            notes: ["scripts are UTF-8 text; is this a script?"])
    }

    static func tooLong(byteCount: Int) -> Diagnostic {
        Diagnostic(
            .sourceTooLong, "the source is \(byteCount) bytes long",
            notes: ["at most \(SourceFile.maximumByteCount) bytes (64 MiB) are read"])
    }

    static func unterminatedQuote(_ quote: Word.Quote) -> Diagnostic {
        let notes =
            switch quote {
            case .single:
                [
                    "'…' must end on the line where it begins; write \\' for an apostrophe at the start of a word"
                ]
            case .double: ["\"…\" may span lines, but nothing closes this one"]
            case .multiline: ["\"\"\" opens a text of several lines, which another \"\"\" closes"]
            }
        return Diagnostic(
            .unclosedQuote, "the quote \(quote.mark) is never closed", notes: notes)
    }

    static func badEscape(_ text: String) -> Diagnostic {
        Diagnostic(
            .unknownEscape, "unknown escape '\(text)' in a \"…\" text",
            notes: [#"the escapes are \n \t \" \\ \$ and \u{…} with 1 to 8 hexadecimal digits"#])
    }

    static func unterminatedExpansion() -> Diagnostic {
        Diagnostic(
            .unclosedExpansion, "the expansion ${ is never closed",
            notes: [
                "write ${name}, ${name:-default}, ${job.field}, ${env.NAME}, or \\$ for a dollar"
            ])
    }

    static func badExpansion(_ text: String) -> Diagnostic {
        let name = String(text.drop { $0 == "#" }.prefix { $0 != "[" })
        let isAboutList = name != text && Name.isVariable(name)
        return Diagnostic(
            .badExpansion, "'${\(text)}' is not a valid expansion",
            notes: (isAboutList ? [elementsAdvice(name)] : []) + [
                "write ${name}, ${name:-default}, ${job.field}, ${env.NAME}, or \\$ for a dollar"
            ])
    }

    /// Returns advice on what to do instead of taking an element out of a list by its number.
    static func elementsAdvice(_ name: String) -> String {
        "to go through a list: for element in $\(name) { … }"
    }

    static func commaInList() -> Diagnostic {
        Diagnostic(
            .commaInList, "the comma is part of the word",
            notes: ["blanks separate the words of a list: [dawn noon dusk]"])
    }

    static func expected(_ what: String, after construct: String, got: String?) -> Diagnostic {
        let got = got.map { ", not '\($0)'" } ?? ""
        let words = construct.split { $0 == " " || $0 == "'" }
        let keyword = words.lazy.compactMap { Keyword(rawValue: String($0)) }.first
        return Diagnostic(
            .unexpectedText, "expected \(what) after \(construct)\(got)",
            notes: keyword.map { ["'help \($0.rawValue)' explains it"] } ?? [])
    }

    static func unclosedBlock(_ keyword: String) -> Diagnostic {
        Diagnostic(
            .unclosedBlock, "the block of '\(keyword)' is never closed",
            notes: ["a } as a word of its own closes it"])
    }

    static func nestedTooDeeply(limit: Int) -> Diagnostic {
        Diagnostic(.nestedTooDeeply, "this is nested more than \(limit) levels deep")
    }

    static func unexpectedBrace() -> Diagnostic {
        Diagnostic(
            .unexpectedBrace, "this } closes nothing",
            notes: ["inside a prompt, write \\} for a brace that stands alone"])
    }

    static func badName(_ text: String, of what: String) -> Diagnostic {
        Diagnostic(
            .badName, "'\(text)' cannot be the name of a \(what)",
            notes: (text.contains("(") ? ["parameters follow the name: def name a b { … }"] : [])
                + [Name.rule(for: what)])
    }

    static func unclosedList() -> Diagnostic {
        Diagnostic(.unclosedList, "the list [ is never closed", notes: ["a ] closes it"])
    }

    /// - Parameters:
    ///   - quoting: Makes one value of the words, if that may be what was meant.
    ///   - isSum: Whether they look like a sum or another calculation.
    static func extraWords(
        after construct: String, quoting: Diagnostic.Fix?, isSum: Bool = false
    ) -> Diagnostic {
        Diagnostic(
            .extraWords, "more words than \(construct) takes",
            notes: isSum
                ? ["igs has no arithmetic; 'for n in 1..4 { … }' counts"]
                : quoting == nil ? [] : ["quote a value of several words"], fix: quoting)
    }

    static func indentation() -> Diagnostic {
        Diagnostic(
            .badIndentation,
            "this line of the \"\"\" text is indented less than the closing \"\"\"",
            notes: ["every line must be indented as far as the closing \"\"\", or further"])
    }

    static func statementTooLarge(limit: Int) -> Diagnostic {
        Diagnostic(
            .statementTooLarge, "this statement has more than \(limit) words",
            notes: ["including its blocks; is a quote, a list or a block left open?"])
    }

    static func tooManyExpansions(limit: Int) -> Diagnostic {
        Diagnostic(
            .tooManyExpansions, "this statement has more than \(limit) expansions",
            notes: ["with its blocks"])
    }

    static func nameTaken(_ name: String) -> Diagnostic {
        Diagnostic(
            .nameTaken, "'\(name)' is reserved by igs",
            notes: ["choose another name; 'help \(name)' explains this one"])
    }

    static func parameterTwice(_ name: String) -> Diagnostic {
        Diagnostic(
            .duplicateParameterName, "the parameter '\(name)' is named twice",
            notes: ["each parameter needs its own name"])
    }

    static func strayContinuation(_ word: String) -> Diagnostic {
        Diagnostic(
            .strayContinuation, "'\(word)' cannot begin a statement",
            notes: ["put it on the line of the } before it: } \(word) {"])
    }

    static func formattedTooLong() -> Diagnostic {
        Diagnostic(
            .formattedTooLong, "after formatting, the source would be too long to read",
            notes: ["at most \(SourceFile.maximumByteCount) bytes (64 MiB) are read"])
    }

    static func gluedBrace() -> Diagnostic {
        Diagnostic(
            .gluedBrace, "this { is part of a word, where a block should begin",
            notes: ["put blanks around a { that opens a block"])
    }

    static func gluedKeyword(_ keyword: Keyword, in word: String) -> Diagnostic {
        let mark = word.dropFirst(keyword.rawValue.count).prefix(1)
        return Diagnostic(
            .gluedKeyword, "'\(keyword.rawValue)' and '\(mark)' are one word here",
            notes: ["put a blank between them: \(keyword.rawValue) \(mark)"])
    }

    static func tooManyDefinitions(of what: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .tooManyDefinitions, "this source defines more than \(limit) \(what)",
            notes: ["they stay defined for the whole session; another source may define more"])
    }

    static func tooManyParameters(limit: Int) -> Diagnostic {
        Diagnostic(
            .tooManyParameters, "a script has at most \(limit) parameters, and this is one more")
    }

    /// Reports a first word of two-word commands without a second word that makes it a command.
    static func unknownSubcommand(
        _ word: String?, of command: String, known: [String]
    ) -> Diagnostic {
        let message =
            word.map { "'\(command)' has no '\($0)'" } ?? "'\(command)' needs a second word"
        return Diagnostic(
            .unknownSubcommand, message,
            correction: word.flatMap {
                Correction(of: $0, to: Suggestion.nearest(to: $0, in: known))
            },
            notes: [
                "there are \(known.map { "'\(command) \($0)'" }.joined(separator: ", "))",
                "'help \(command)' explains them",
            ])
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return digits.count < 2 ? "0" + digits : digits
    }
}
