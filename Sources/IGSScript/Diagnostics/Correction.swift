/// A text that is wrong, and the text that was probably meant.
public struct Correction: Sendable {
    private let mistake: String
    private let replacement: String
    /// The question that the first note of a diagnostic asks; `nil` if its notes say it already.
    let question: String?

    /// Makes a correction; `nil` if nothing was probably meant.
    ///
    /// - Parameter shown: The replacement as a person should type it, if that is more.
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

    /// The longest place to search, in bytes.
    private static let maximumLength = 1_000

    /// Returns the replacement of the mistake at a place; `nil` unless the place contains the
    /// mistake exactly once, as a word of its own.
    ///
    /// - Parameter isExpansion: Whether the place is that of an expansion. If not, an expansion in
    ///   it may have produced the mistake, and the mistake has to be fixed elsewhere.
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

    /// Whether a name neither begins before a range nor continues after it.
    private func isWord(_ range: Range<Int>, in text: ArraySlice<UInt8>) -> Bool {
        func isName(_ index: Int) -> Bool {
            text.indices.contains(index)
                && (Name.continuesVariable(text[index]) || text[index] == .dash)
        }
        return !isName(range.lowerBound - 1) && !isName(range.upperBound)
    }
}
