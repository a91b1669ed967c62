/// A line of the prompt that asks what a command does, instead of running it: `gen ?`, `ref add?`.
package enum HelpQuestion {
    /// The topic of the help that a line asks for; `nil` where it asks for none.
    ///
    /// Only a `?` right behind the command asks: `gen what is this ?` is a prompt.
    package static func topic(askedForBy line: String) -> [String]? {
        guard line.utf8.count <= 80, let end = line.lastIndex(where: { !$0.isWhitespace }),
            line[end] == "?"
        else { return nil }
        let words = line[..<end].split { $0 == " " || $0 == "\t" }.map(String.init)
        return HelpPages.page(for: words) == nil ? nil : words
    }
}
