/// A text that is wrong, and the one that was probably meant by it.
public struct Correction: Sendable {
    private let mistake: String
    private let replacement: String
    /// What the first note of a diagnostic asks; `nil` where its notes say it already.
    let question: String?

    /// Makes a correction; `nil` where nothing was probably meant.
    ///
    /// - Parameter shown: The replacement as a person is to type it, where that is more.
    public init?(of mistake: String, to replacement: String?, shownAs shown: String? = nil) {
        guard let replacement, replacement != mistake else { return nil }
        self.mistake = mistake
        self.replacement = replacement
        question = "did you mean '\(shown ?? replacement)'?"
    }

    /// Makes a correction that a diagnostic's notes explain.
    init(of mistake: String, to replacement: String) {
        self.mistake = mistake
        self.replacement = replacement
        question = nil
    }

    /// The longest place that is searched, in bytes.
    private static let maximumLength = 1_000

    /// The replacement of the mistake at a place; `nil` where it does not stand there exactly once,
    /// as a word of its own.
    ///
    /// - Parameter isExpansion: Whether the place is that of an expansion. Otherwise one in it may
    ///   have given the mistake, and then it is to be mended elsewhere.
    func fix(in location: SourceLocation, isExpansion: Bool) -> Diagnostic.Fix? {
        let (file, range) = (location.file, location.range)
        let (text, mistake) = (file.bytes[range.lowerBound..<range.upperBound], Array(mistake.utf8))
        guard !mistake.isEmpty, text.count <= Self.maximumLength,
            isExpansion || !text.contains(.dollar)
        else { return nil }
        let starts = text.indices.filter {
            text[$0...].starts(with: mistake) && isWord($0..<$0 + mistake.count, in: text)
        }
        guard let start = starts.first, starts.count == 1 else { return nil }
        return Diagnostic.Fix(
            range: SourceRange(start, start + mistake.count), replacement: replacement)
    }

    /// Whether a name neither begins before a range nor goes on behind it.
    private func isWord(_ range: Range<Int>, in text: ArraySlice<UInt8>) -> Bool {
        func isName(_ index: Int) -> Bool {
            text.indices.contains(index)
                && (Name.continuesVariable(text[index]) || text[index] == .dash)
        }
        return !isName(range.lowerBound - 1) && !isName(range.upperBound)
    }
}
