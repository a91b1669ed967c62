/// What a line editor asks about the text being edited.
///
/// It asks on the editor's thread, between two keys: the answers must be quick.
struct EditingAids: Sendable {
    /// Whether Enter ends the text, because nothing in it is left open.
    var isComplete: @Sendable (String) -> Bool = { _ in true }
    /// Returns what the word at the end of a text can be completed to.
    var complete: @Sendable (String) -> Completion = {
        Completion(start: $0.utf8.count, candidates: [])
    }
    /// Returns what may follow a text.
    var hint: @Sendable (String) -> Hint? = { _ in nil }
    /// Returns what to show, as a line of its own, when Enter continues a text; nil for nothing.
    var remark: @Sendable (String) -> String? = { _ in nil }
    /// Returns the last word of a line, as it was typed; nil if it has none.
    var lastWord: @Sendable (String) -> String? = { _ in nil }
    /// Returns the parts of a text that have a style.
    var spans: @Sendable (String) -> [StyledSpan] = { _ in [] }
    /// The prompt of the rows after the first.
    var continuation = ""
}

/// What may follow the text being edited; it shows in grey.
struct Hint: Sendable, Equatable {
    let text: String
    /// Whether it can be accepted; if not, it only says what is expected.
    let canBeTaken: Bool
}

/// A part of the text being edited that has a style.
struct StyledSpan: Sendable, Equatable {
    enum Style: String, Sendable {
        case command = "1;34"
        case string = "32"
        case variable = "36"
        case job = "35"
        case option = "33"
        case comment = "3;90"
        case error = "31"
        case hint = "90"

        /// The escape sequence that switches it on.
        var sequence: String { "\u{1B}[\(rawValue)m" }
    }

    /// The range, in bytes of the text.
    let range: Range<Int>
    let style: Style
}
