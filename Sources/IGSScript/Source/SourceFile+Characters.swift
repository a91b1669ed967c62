/// Where characters start, of which a byte offset may be in the middle: here, Unicode's scalars.
extension SourceFile {
    /// The offset, or that of the first byte of the character that it stands in.
    func characterStart(atOrBefore offset: Int) -> Int {
        var start = offset
        while start > 0, start > offset - 4, start < bytes.count, bytes[start] & 0xC0 == 0x80 {
            start -= 1
        }
        return start
    }

    /// The offset behind the character that an offset stands in; the end of the source, at most.
    func characterStart(after offset: Int) -> Int {
        var end = min(offset + 1, bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// The text of a range, for a message: not more than its first bytes, where it is long.
    func shortText(in range: SourceRange) -> String {
        let limit = range.lowerBound + 80
        guard limit < range.upperBound else { return text(in: range) }
        return text(in: SourceRange(range.lowerBound, characterStart(atOrBefore: limit)))
    }
}
