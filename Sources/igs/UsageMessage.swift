/// Messages about arguments that make no sense: what is wrong, and the one form of the call that helps.
enum UsageMessage {
    /// Returns a short form of the argument parser's message, which lists all forms of a call.
    ///
    /// - Parameter message: `Error: …`, perhaps `Help: …`, then `Usage: …` with one form per line, and a pointer to
    ///   more help.
    static func text(_ message: String) -> String {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.hasPrefix(usage) }),
            let end = lines.lastIndex(where: { $0.hasPrefix("  See ") }), end > start + 1
        else { return message }
        let said = lines[..<start]
        let words = Set(
            said.flatMap { $0.split { " '<>".contains($0) } }.filter { $0.hasPrefix("-") })
        let forms = lines[start..<end].map { $0.drop { $0 == " " } }
            .map { $0.hasPrefix(usage) ? $0.dropFirst(usage.count).drop { $0 == " " } : $0 }
        let form = forms.first { form in
            form.split { " [=".contains($0) }.contains(where: words.contains)
        }
        return (said + (form.map { ["\(usage) \($0)"] } ?? []) + lines[end...])
            .joined(separator: "\n")
    }

    private static let usage = "Usage:"
}
