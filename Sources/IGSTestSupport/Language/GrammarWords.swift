package import IGSScript

/// Decides what the grammar says in words, without the parser.
package struct GrammarWords: Sendable {
    /// The names of commands: one word each, or two.
    let commands: [[[Unicode.Scalar]]]
    private let taken: [[Unicode.Scalar]]

    /// Creates them from the commands of a vocabulary.
    package init(_ vocabulary: Vocabulary) {
        commands = vocabulary.signatures.filter { Keyword(rawValue: $0.name) == nil }.map {
            $0.words.map { Array($0.unicodeScalars) }
        }
        let keywords = Keyword.allCases.map(\.rawValue) + ["else", "catch"]
        taken = keywords.map { Array($0.unicodeScalars) } + commands.map { $0[0] }
    }

    /// Returns where the text that a wording describes, from an offset on, may end.
    func ends(
        of wording: Grammar.Wording, in text: [Unicode.Scalar], at offset: Int, rule start: Int,
        _ place: GrammarMatcher.Surroundings
    ) -> [Int] {
        switch wording {
        case .commandName: commands.flatMap { ends(of: $0, in: text, at: offset) }
        case .taken: taken.filter(text[offset...].starts).map { offset + $0.count }
        case .insideBlock: place.isInBlock ? [offset] : []
        case .insideParentheses: place.isInParentheses ? [offset] : []
        case .ofSomeLength: offset - start <= 64 ? [offset] : []
        case .distinctParameters: areDistinct(text[start..<offset]) ? [offset] : []
        case .indented: isIndented(text[start..<offset]) ? [offset] : []
        }
    }

    private func ends(
        of words: [[Unicode.Scalar]], in text: [Unicode.Scalar], at offset: Int
    ) -> [Int] {
        var end = offset
        for (index, word) in words.enumerated() {
            let start = end
            if index > 0 { skipGap(in: text, &end) }
            guard index == 0 || end > start, text[end...].starts(with: word) else { return [] }
            end += word.count
        }
        return [end]
    }

    private func skipGap(in text: [Unicode.Scalar], _ offset: inout Int) {
        while offset < text.count {
            if text[offset] == " " || text[offset] == "\t" {
                offset += 1
            } else if text[offset...].starts(with: ["\\", "\n"]) {
                offset += 2
            } else if text[offset...].starts(with: ["\\", "\r", "\n"]) {
                offset += 3
            } else {
                return
            }
        }
    }

    /// Whether the words between the name of a definition and its block are all different.
    private func areDistinct(_ definition: ArraySlice<Unicode.Scalar>) -> Bool {
        var seen: Set<String> = []
        let text = String(String.UnicodeScalarView(definition))
        let words = text.split { $0.isWhitespace || $0 == "\\" }
        for word in words.dropFirst(2) {
            if word.hasPrefix("{") { return true }
            guard seen.insert(String(word)).inserted else { return false }
        }
        return true
    }

    /// Whether the lines of a `"""` text have the indentation of its end.
    private func isIndented(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        var content = Array(text.dropFirst(3))
        // The first `"""` that no backslash escapes is the one at the end.
        var offset = 0
        while offset < content.count - 3 {
            if content[offset...].starts(with: ["\"", "\"", "\""]) { return false }
            offset += content[offset] == "\\" ? 2 : 1
        }
        guard offset == content.count - 3 else { return false }
        content.removeLast(3)
        var lines = content.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1, isBlank(dropReturn(lines[0])), let indentation = lines.popLast(),
            isBlank(indentation)
        else { return true }
        return lines.dropFirst().allSatisfy {
            $0.starts(with: indentation) || isBlank(dropReturn($0))
        }
    }

    private func isBlank(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
        line.allSatisfy { $0 == " " || $0 == "\t" }
    }

    private func dropReturn(_ line: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        line.last == "\r" ? line.dropLast() : line
    }
}
