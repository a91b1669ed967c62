/// The prompts of jobs that one `gen` made together, in the form that makes them once more: a prompt and `-n`, or
/// choices in braces and `--expand`.
package struct PromptSeries: Sendable {
    /// The prompt that stands for all of them.
    let prompt: String
    /// Whether it has choices, so that it needs `--expand`.
    let expands: Bool
    /// How many times each prompt was asked for, with `-n`.
    let copies: Int

    /// Finds the form that makes some prompts.
    ///
    /// - Parameter prompts: The prompts in the order of the jobs.
    /// - Returns: `nil` for one prompt alone, and for prompts that no single `gen` makes in this order.
    package init?(_ prompts: [String]) {
        guard let first = prompts.first, prompts.count > 1 else { return nil }
        let copies = prompts.prefix { $0 == first }.count
        guard prompts.count % copies == 0 else { return nil }
        let different = stride(from: 0, to: prompts.count, by: copies).map { prompts[$0] }
        let isRegular = prompts.enumerated().allSatisfy { $1 == different[$0 / copies] }
        guard isRegular else { return nil }
        expands = different.count > 1
        guard let prompt = expands ? Self.pattern(of: different) : first else { return nil }
        self.prompt = prompt
        self.copies = copies
    }

    /// Returns the prompt that has these variations: the parts that they share, and a choice
    /// between the rest.
    private static func pattern(of prompts: [String]) -> String? {
        let words = prompts.map { $0.split(separator: " ", omittingEmptySubsequences: false) }
        let shortest = words.map(\.count).min() ?? 0
        func isShared(_ word: ([Substring]) -> Substring) -> Bool {
            Set(words.map(word)).count == 1
        }
        var start = 0
        while start < shortest, isShared({ $0[start] }) { start += 1 }
        var end = 0
        while start + end < shortest, isShared({ $0[$0.count - 1 - end] }) { end += 1 }
        // An empty choice would leave two spaces, or one at an end.
        if start + end == shortest { if start > 0 { start -= 1 } else { end -= 1 } }
        let choices = words.map { words in
            escaped(words[start..<(words.count - end)].joined(separator: " "))
        }
        let head = words[0].prefix(start).map { escaped(String($0)) }
        let tail = words[0].suffix(end).map { escaped(String($0)) }
        let pattern = (head + ["{" + choices.joined(separator: "|") + "}"] + tail)
            .joined(separator: " ")
        return (try? PromptVariations(pattern).all()) == prompts ? pattern : nil
    }

    /// Returns a text with escapes, so that nothing in it is a choice.
    private static func escaped(_ text: String) -> String {
        String(text.flatMap { "{|}\\".contains($0) ? ["\\", $0] : [$0] })
    }
}
