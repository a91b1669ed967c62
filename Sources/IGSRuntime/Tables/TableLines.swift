import IGSScript

/// The lines of a table's file that are not blank.
struct TableLines {
    private(set) var text: TableText
    /// The most bytes that a line may have.
    private let limit: Int

    init(_ text: TableText, limit: Int) {
        self.text = text
        self.limit = limit
    }

    /// Returns the next line that has more than blanks, with its number; `nil` at the end.
    mutating func next() throws(Diagnostic) -> (number: Int, bytes: [UInt8])? {
        while try text.peek() != nil {
            let number = text.line
            var bytes: [UInt8] = []
            while let byte = try text.peek(), !byte.isLineBreak {
                text.takeRun(into: &bytes) { $0.isLineBreak }
                guard bytes.count <= limit else {
                    throw TableMessages.lineTooLong(limit, at: text.place())
                }
            }
            _ = try text.takesLineBreak()
            if bytes.contains(where: { !$0.isBlank }) { return (number, bytes) }
        }
        return nil
    }
}
