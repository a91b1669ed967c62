/// Collects the bytes and expansions of a word that is more than a stretch of source text.
struct WordBuilder {
    private var segments: [Word.Segment] = []
    private var text: [UInt8] = []
    private var hasExpansion = false
    /// How many segments are inside the quote that the word starts with.
    private var quotedSegments = 0

    mutating func append(_ byte: UInt8) { text.append(byte) }

    mutating func append(_ scalar: Unicode.Scalar) {
        text.append(contentsOf: Array(String(scalar).utf8))
    }

    mutating func append(_ expansion: Expansion) {
        flush()
        hasExpansion = true
        segments.append(.expansion(expansion))
    }

    /// Notes that what was appended so far is inside the quote that the word starts with.
    mutating func endQuote() {
        flush()
        quotedSegments = segments.count
    }

    /// Returns the word that was collected.
    consuming func word(quote: Word.Quote?, range: SourceRange) -> Word {
        flush()
        if hasExpansion {
            return Word(
                .segments(segments), quote: quote, quotedCount: quotedSegments, range: range)
        }
        let texts = segments.map { if case .text(let text) = $0 { text } else { "" } }
        return Word(
            .literal(texts.joined()), quote: quote,
            quotedCount: texts.prefix(quotedSegments).reduce(0) { $0 + $1.utf8.count },
            range: range)
    }

    /// Returns the segments that were collected.
    consuming func finish() -> [Word.Segment] {
        flush()
        return segments
    }

    private mutating func flush() {
        guard !text.isEmpty else { return }
        segments.append(.text(String(decoding: text, as: UTF8.self)))
        text.removeAll(keepingCapacity: true)
    }
}
