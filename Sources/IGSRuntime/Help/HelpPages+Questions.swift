/// Lines of the prompt that ask what a command does instead of running it: `gen ?`, `ref add?`.
extension HelpPages {
    /// Returns the help topic that a line asks for; `nil` if it does not ask for one.
    ///
    /// Only a `?` directly after the command asks: `gen what is this ?` is a prompt.
    package func topic(askedForBy line: String) -> [String]? {
        guard line.utf8.count <= 80, let end = line.lastIndex(where: { !$0.isWhitespace }),
            line[end] == "?"
        else { return nil }
        let words = line[..<end].split { $0 == " " || $0 == "\t" }.map(String.init)
        return page(for: words) == nil ? nil : words
    }
}
