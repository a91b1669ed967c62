/// The statement in which a text ends: completion and hints at the cursor are based on it.
///
/// It is read by the same lexer as a script. Of a condition or a list it knows only the words.
package struct OpenStatement {
    /// The complete words before the last.
    package private(set) var words: [Word] = []
    /// The word that is being written; nil if a new one begins.
    package private(set) var current: Word?
    /// Where that word begins: at the end of the text if it is a new one.
    package private(set) var start = 0
    /// Whether the text ends inside a quote.
    package private(set) var isInQuote = false

    /// Examines the end of `text`.
    package init(endOf text: String) {
        var lexer = Lexer(SourceFile(name: "prompt", origin: .prompt, text: text))
        lexer.skipToStatement()
        while !lexer.isAtEnd, !lexer.isStopped {
            if lexer.cursor.isAtStatementEnd() {
                words = []
                lexer.skipToStatement()
                continue
            }
            let isBlockMark = lexer.cursor.isAtBlock || lexer.cursor.isLone(.closeBrace)
            let word = lexer.word()
            // A word without bytes would be read for ever.
            guard word.range.count > 0 else { break }
            if lexer.isAtEnd { current = word } else { words.append(word) }
            if isBlockMark, !lexer.isAtEnd {
                words = []
                lexer.skipToStatement()
            } else {
                lexer.skipBlanks()
            }
        }
        isInQuote = lexer.endsInQuote
        start = current?.range.lowerBound ?? text.utf8.count
    }
}
