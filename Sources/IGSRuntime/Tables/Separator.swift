import IGSScript

/// What stands between the cells of a row.
enum Separator {
    static let tab = UInt8(ascii: "\t")
    /// What separates the cells of a `.csv` file; of two that are as frequent, the first counts.
    static let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), tab]

    /// Returns the candidate that occurs most often in the header of a `.csv` file, outside quotes.
    static func inHeader(of text: consuming TableText) throws(Diagnostic) -> UInt8 {
        var counts = [0, 0, 0]
        var isQuoted = false
        // A quote means something only at the start of a cell, and in one that began with a quote.
        var isCellStart = true
        while try text.takesLineBreak() {}
        while let byte = try text.take() {
            if isQuoted {
                // A doubled quote closes the cell and opens it again.
                if byte == .quote { isQuoted = false }
                isCellStart = byte == .quote
            } else if byte == .quote, isCellStart {
                isQuoted = true
            } else if byte.isLineBreak {
                break
            } else {
                let candidate = candidates.firstIndex(of: byte)
                if let candidate { counts[candidate] += 1 }
                isCellStart = candidate != nil
            }
        }
        let most = counts.max() ?? 0
        return zip(candidates, counts).first { $1 == most }?.0 ?? candidates[0]
    }

    /// Returns how messages name a separator.
    static func text(_ separator: UInt8) -> String {
        separator == tab ? "a tab" : "'\(Character(Unicode.Scalar(separator)))'"
    }
}
