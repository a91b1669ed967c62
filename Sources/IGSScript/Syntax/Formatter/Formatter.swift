/// Lays out a source in the one canonical way.
///
/// The meaning of a script never changes: every word keeps the characters that were typed, including
/// quotes and escapes, and every comment keeps its place. Formatting a formatted source changes
/// nothing.
///
/// - Each statement has its own line; a `;` between two becomes a line ending. Blocks are indented by
///   four spaces, and always have lines of their own: `{` ends the line of the head, `} else {` and
///   `} catch name {` each take one line.
/// - One blank separates words. `let name = value` and `param` have blanks around their `=`,
///   `with name=value` has none; comparisons have blanks around their operator.
/// - A line that a backslash continues, or a break inside parentheses, stays one: what follows is
///   indented by eight spaces. Lines are never broken elsewhere.
/// - A list stays on one line if it was typed on one. Otherwise it is put on one line if it has no
///   comment and ends within a hundred columns; if not, each element gets its own line.
/// - A comment on a line of its own is indented like what follows; a comment after something stands
///   two blanks after it.
/// - Of several empty lines in a row, one is kept; none is kept at the start or end of a file, block
///   or list.
/// - A `"""` text with lines of its own is indented by four spaces more than its statement. Of other
///   quotes, only line endings change.
/// - Lines end with a line feed, including the last one; there is no byte order mark.
///
/// A word gets a backslash if it needs one to stay the same word: `print a;;` becomes `print a\;`.
public struct Formatter {
    /// The result of formatting a source.
    public struct Outcome: Sendable {
        /// The source in its canonical layout; `nil` if it has errors.
        public let bytes: [UInt8]?
        /// What is wrong with the source, in its order.
        public let diagnostics: [Diagnostic]
    }

    /// The number of columns within which a list is put on one line.
    public static let lineLength = 100

    /// The columns by which a block is indented.
    static let indentation = 4
    /// The columns by which a line that continues a statement is indented.
    static let continuation = 8

    /// The source, read up to what is laid out.
    var source: Lexer
    var output: FormattedText
    /// How many blocks are open.
    var depth = 0
    /// How many parentheses of a condition are open.
    var openParentheses = 0

    private init(_ file: SourceFile) {
        source = Lexer(file)
        output = FormattedText(capacity: file.bytes.count)
    }

    /// Lays out a source.
    ///
    /// The source is read statement by statement: apart from its text and the result, only its
    /// largest statement takes memory.
    ///
    /// - Parameter vocabulary: Distinguishes commands and keywords from the names of a script's own
    ///   commands.
    public static func format(_ file: SourceFile, vocabulary: Vocabulary) -> Outcome {
        var parser = Parser(file, vocabulary: vocabulary)
        var formatter = Formatter(file)
        var isFirst = true
        while let statement = parser.next() {
            // After an error, the rest is read only to find others.
            guard parser.diagnostics.isEmpty else { continue }
            formatter.statement(statement, isFirst: isFirst)
            isFirst = false
        }
        guard parser.diagnostics.isEmpty else {
            return Outcome(bytes: nil, diagnostics: parser.diagnostics)
        }
        formatter.filling(isFirst: isFirst, .statements)
        guard let bytes = formatter.output.finish() else {
            let start = SourceLocation(file, SourceRange(0, 0))
            return Outcome(
                bytes: nil, diagnostics: [SyntaxMessages.formattedTooLong().located(at: start)])
        }
        return Outcome(bytes: bytes, diagnostics: [])
    }
}

// MARK: - Between statements and elements

extension Formatter {
    /// What is being separated.
    enum Filling {
        /// Statements: a `#` at the start of one begins a comment, whatever follows.
        case statements
        /// The elements of a list.
        case elements
    }

    /// The indentation of a line of the innermost block.
    var blockIndentation: Int { depth * Self.indentation }

    /// Lays out a statement and what precedes it.
    mutating func statement(_ statement: Statement, isFirst: Bool) {
        let hasSpace = filling(isFirst: isFirst, .statements)
        output.startLine(blockIndentation, afterEmptyLine: hasSpace)
        // At the start of a source it would be taken for a byte order mark, were it not the second
        // one.
        if output.isEmpty, source.cursor.isAtByteOrderMark {
            output.write(Cursor.byteOrderMark[...])
        }
        write(statement)
    }

    /// Lays out the comments up to the next statement or element.
    ///
    /// - Parameters:
    ///   - isFirst: Whether nothing precedes it in its file, block or list.
    ///   - indentation: The indentation of a comment on its own line; `nil` for that of the block.
    /// - Returns: Whether an empty line precedes what follows.
    @discardableResult
    mutating func filling(
        isFirst: Bool, _ filling: Filling, indentation: Int? = nil
    ) -> Bool {
        var isFirst = isFirst
        let opens = isFirst
        var lineEndings = 0
        while true {
            source.skipBlanks()
            if let next = source.cursor.offsetAfterNewline(at: source.position) {
                source.position = next
                lineEndings += 1
            } else if source.current == .hash, isAtComment(filling) {
                let isAlone =
                    lineEndings > 0 || output.isEmpty
                    // After a `;`, a text may be a comment that would not be one after a word.
                    || !(opens || source.cursor.isCommentWord(at: source.position))
                if isAlone {
                    output.startLine(
                        indentation ?? blockIndentation,
                        afterEmptyLine: lineEndings > 1 && !isFirst)
                    isFirst = false
                }
                comment(isTrailing: !isAlone)
                lineEndings = 0
            } else if filling == .statements, source.cursor.isAtTerminator {
                source.position += 1
            } else {
                return lineEndings > 1 && !isFirst
            }
        }
    }

    private func isAtComment(_ filling: Filling) -> Bool {
        filling == .statements || source.cursor.isCommentWord(at: source.position)
    }

    /// Copies the comment that starts here, without the blanks at its end.
    mutating func comment(isTrailing: Bool) {
        let start = source.position
        source.skipComment()
        var end = source.position
        while end > start, source.bytes[end - 1].isBlank || source.bytes[end - 1] == .carriageReturn
        {
            end -= 1
        }
        if isTrailing { output.write("  ") }
        output.write(source.bytes[start..<end])
    }
}
