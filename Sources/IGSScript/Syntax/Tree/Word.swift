/// One word of a command: text and expansions, in order.
///
/// A word remembers its quotes: a quoted word is never an option, and a prompt of several words
/// keeps the quotes that were typed.
public struct Word: Sendable {
    /// A kind of quote.
    public enum Quote: Sendable {
        /// `'…'`: everything in it is literal.
        case single
        /// `"…"`: escapes and expansions.
        case double
        /// `"""…"""`: as `"…"`, over several lines, indentation stripped.
        case multiline

        /// The mark that opens and closes it.
        public var mark: String {
            switch self {
            case .single: "'"
            case .double: "\""
            case .multiline: "\"\"\""
            }
        }
    }

    /// A part of a word.
    public enum Segment: Sendable {
        /// Text that stands for itself.
        case text(String)
        /// Something to be replaced by a value.
        case expansion(Expansion)
    }

    /// What the word consists of.
    public enum Content: Sendable {
        /// Text alone: the common case, which costs one string.
        case literal(String)
        /// Text and expansions.
        case segments([Segment])
    }

    /// The text and the expansions.
    public let content: Content
    /// The quote that the word starts with; `nil` for a bare word.
    public let quote: Quote?
    private let quoted: UInt32
    /// Its place, quotes included.
    public let range: SourceRange

    init(_ content: Content, quote: Quote? = nil, quotedCount: Int = 0, range: SourceRange) {
        self.content = content
        self.quote = quote
        quoted = UInt32(clamping: quotedCount)
        self.range = range
    }

    /// How much of the content is inside its quote: segments, or UTF-8 bytes of a literal.
    public var quotedCount: Int { Int(quoted) }

    /// The text of a word without expansions; `nil` if it has to be computed.
    public var literal: String? {
        if case .literal(let text) = content { text } else { nil }
    }

    /// The text of an unquoted word without expansions: only such a word can be a keyword or an
    /// option.
    public var bare: String? { quote == nil ? literal : nil }

    /// Whether it is a bare word that names jobs: `%day`, `%$name`.
    var namesJobs: Bool {
        guard quote == nil, range.count > 1 else { return false }
        switch content {
        case .literal(let text): return text.utf8.first == .percent
        case .segments(let segments):
            guard case .text(let text) = segments.first else { return false }
            return text.utf8.first == .percent
        }
    }

    /// Whether it stands for itself: it has no expansion, and cannot be an option.
    var isPlain: Bool {
        guard case .literal(let text) = content else { return false }
        return text.utf8.first != .dash || quote != nil
    }

    /// The expansions in the word, in order.
    public var expansions: [Expansion] {
        guard case .segments(let segments) = content else { return [] }
        return segments.compactMap {
            if case .expansion(let expansion) = $0 { expansion } else { nil }
        }
    }
}

/// `$name`, `${name}`, `${name:-default}`, `${job.field}` or `${env.NAME}`.
public struct Expansion: Sendable {
    /// What an expansion refers to.
    public enum Subject: Sendable, Hashable {
        /// A variable.
        case variable(String)
        /// A field of a job.
        case field(job: String, field: String)
        /// A variable of the process's environment.
        case environment(String)
    }

    /// What the expansion refers to.
    public let subject: Subject
    /// What to use if there is no such variable.
    public let fallback: [Word.Segment]?
    /// Its place, `$` included.
    public let range: SourceRange
}
