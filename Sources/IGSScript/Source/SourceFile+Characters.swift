/// Finds where characters start, since a byte offset may be in the middle of one: here, characters
/// are Unicode's scalars.
extension SourceFile {
    /// Returns the offset, or that of the first byte of the character that it is in.
    func characterStart(atOrBefore offset: Int) -> Int {
        var start = offset
        while start > 0, start > offset - 4, start < bytes.count, bytes[start] & 0xC0 == 0x80 {
            start -= 1
        }
        return start
    }

    /// Returns the offset after the character that an offset is in; at most the end of the source.
    func characterStart(after offset: Int) -> Int {
        var end = min(offset + 1, bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// Returns the text of a range, for a message: only its first bytes if it is long.
    func shortText(in range: SourceRange) -> String {
        let limit = range.lowerBound + 80
        guard limit < range.upperBound else { return text(in: range) }
        return text(in: SourceRange(range.lowerBound, characterStart(atOrBefore: limit)))
    }
}
