import IGSRuntime
import IGSScript

/// What a text leaves open at its end, the innermost if there are several: the following lines
/// belong to it.
struct OpenText: Equatable {
    /// What opened it, as it is typed: `"`, `[`, `for {`.
    let opener: String
    /// What closes it.
    let closer: String
    /// The line that it was opened in, from 1.
    let line: Int

    /// Finds what is open; nil if nothing is.
    init?(endOf text: String) {
        guard let file = PromptInput(text).parts().last?.file else { return nil }
        let outcome = Parser.parse(file, vocabulary: CommandTable.vocabulary)
        guard outcome.isIncomplete else { return nil }
        let open = outcome.diagnostics.compactMap { Self.opening($0, in: file) }
            .max { $0.range.lowerBound < $1.range.lowerBound }
        var place = file.bytes.count
        if let open {
            (opener, closer) = (open.opener, open.closer)
            place = open.range.lowerBound
        } else if file.bytes.last == UInt8(ascii: "\\") {
            (opener, closer) = ("\\", "the next line")
        } else {
            (opener, closer) = ("(", ")")
            place = file.bytes.lastIndex(of: UInt8(ascii: "(")) ?? place
        }
        line = file.bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1
    }

    /// Returns what a diagnostic says is open, and where it was opened; nil if it says something
    /// else.
    private static func opening(
        _ diagnostic: Diagnostic, in file: SourceFile
    ) -> (opener: String, closer: String, range: SourceRange)? {
        guard let range = diagnostic.location?.range else { return nil }
        let text = file.text(in: range)
        switch diagnostic.id {
        // The quote ' ends at the end of its line.
        case .unclosedQuote where text != "'": return (text, text, range)
        case .unclosedBlock: return (text + " {", "}", range)
        case .unclosedList: return ("[", "]", range)
        default: return nil
        }
    }

    /// What is open and how to end it, in half a line.
    var explanation: String {
        "\(opener) from line \(line) is open; \(closer) closes it, Ctrl-C drops it"
    }

    /// The prompt for a line that continues it, if nothing more than a prompt can be shown.
    var prompt: String { "\(opener) from line \(line) \(Prompt.continuation)" }

    /// What a word inside it means.
    private var meaningOfWords: String {
        switch closer {
        case "}": "waits for the end of the block"
        case "]": "is a word of the list"
        case ")": "is a word of the condition"
        default: "is text"
        }
    }

    /// Returns what to say about a text whose last line is only `exit` or `help`, which would run
    /// if nothing were open; nil for any other text.
    static func remark(on text: String) -> Diagnostic? {
        guard let newline = text.lastIndex(of: "\n") else { return nil }
        let word = text[newline...].trimmingBlanks
        guard CommandTable.waysOut.contains(word), let open = OpenText(endOf: text) else {
            return nil
        }
        return Diagnostic(.note, "'\(word)' \(open.meaningOfWords): \(open.explanation)")
    }
}

private extension Substring {
    /// The text without the blanks around it.
    var trimmingBlanks: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
