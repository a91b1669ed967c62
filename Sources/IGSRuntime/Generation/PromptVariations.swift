import IGSRandom

/// The prompts that one with groups stands for: `a {red|blue} {cat|dog}` for four.
///
/// Groups nest; an alternative may be empty; a group without `|` is text, braces included. A
/// backslash makes a brace, a bar or a backslash after it text. The combinations are numbered, the
/// first group counting slowest, and made only when asked for: there may be more than fit anywhere.
package struct PromptVariations: Sendable {
    /// The most combinations that are made.
    package static let maximumCount = 1_000
    /// The most bytes that they may have together.
    static let maximumByteCount = 16 << 20
    /// How deep groups may nest.
    static let maximumDepth = 200
    /// How many groups and alternatives a prompt may have.
    static let maximumPartCount = 10_000

    private let pattern: PromptPattern
    private let byteCount: Int

    /// The number of combinations, those of the same text each counted; `Int.max` where they are as
    /// many, or more.
    package var count: Int { pattern.count }

    /// Reads a prompt.
    ///
    /// - Throws: ``PromptVariationsError`` where the braces do not match or nest too deep.
    package init(_ prompt: String) throws(PromptVariationsError) {
        pattern = try PromptPatternReader.read(prompt)
        byteCount = prompt.utf8.count
    }

    /// All combinations in order, those of the same text once.
    ///
    /// - Throws: ``PromptVariationsError`` where there are more than ``maximumCount``.
    package func all() throws(PromptVariationsError) -> [String] {
        guard count <= Self.maximumCount else { throw .tooMany(count) }
        try checkLength(of: count)
        var seen: Set<String> = []
        return (0..<count).map(text(at:)).filter { seen.insert($0).inserted }
    }

    /// Some different combinations at random, in order: as many as asked for, or all where there
    /// are fewer.
    ///
    /// The same seed picks the same ones of the same prompt.
    ///
    /// - Throws: ``PromptVariationsError`` where there are too many to be numbered.
    package func pick(_ wanted: Int, seed: UInt64) throws(PromptVariationsError) -> [String] {
        guard count < .max else { throw .tooMany(count) }
        try checkLength(of: min(wanted, count))
        var generator = SeededRandom(seed: seed)
        var picked: [(index: Int, text: String)] = []
        var seen: Set<String> = []
        // A shuffle that keeps only what it has moved; where nearly all texts are the same it ends
        // before it has seen them all.
        var moved: [Int: Int] = [:]
        for position in 0..<min(count, 100 * Self.maximumCount) {
            if picked.count >= wanted { break }
            let other = position + generator.next(below: count - position)
            let index = moved[other] ?? other
            moved[other] = moved[position] ?? position
            let text = text(at: index)
            if seen.insert(text).inserted { picked.append((index, text)) }
        }
        return picked.sorted { $0.index < $1.index }.map(\.text)
    }

    /// The combination of a number, from 0 to below ``count``.
    func text(at index: Int) -> String {
        var pieces: [String] = []
        pattern.append(index, to: &pieces)
        return pieces.reversed().joined()
    }

    private func checkLength(of number: Int) throws(PromptVariationsError) {
        let (bytes, overflow) = byteCount.multipliedReportingOverflow(by: number)
        guard !overflow, bytes <= Self.maximumByteCount else { throw .tooLong }
    }
}

/// Why a prompt has no variations that could be made.
package enum PromptVariationsError: Error, Equatable {
    /// A `{` without its `}`.
    case unclosedGroup
    /// A `}` without its `{`.
    case unopenedGroup
    /// Groups nest deeper than ``PromptVariations/maximumDepth``.
    case tooDeep
    /// There are more groups and alternatives than ``PromptVariations/maximumPartCount``.
    case tooManyParts
    /// So many combinations; `Int.max` where they cannot be numbered.
    case tooMany(Int)
    /// The combinations have more than ``PromptVariations/maximumByteCount``.
    case tooLong
}
