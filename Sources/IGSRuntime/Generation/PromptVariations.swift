import IGSRandom

/// The prompts that a prompt with groups stands for: `a {red|blue} {cat|dog}` stands for four.
///
/// Groups nest. An alternative may be empty. A group without `|` is text, braces included. A
/// backslash before a brace, a bar or a backslash makes it text. The combinations are numbered, and
/// the first group counts slowest. They are made only when they are asked for, because there may be
/// more than fit anywhere.
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

    /// The number of combinations, including those with the same text; `Int.max` if there are as
    /// many or more.
    package var count: Int { pattern.count }

    /// Reads a prompt.
    ///
    /// - Throws: ``PromptVariationsError`` if the braces do not match, or nest too deep.
    package init(_ prompt: String) throws(PromptVariationsError) {
        pattern = try PromptPatternReader.read(prompt)
        byteCount = prompt.utf8.count
    }

    /// Returns all combinations in order, but each text only once.
    ///
    /// - Throws: ``PromptVariationsError`` if there are more than ``maximumCount``.
    package func all() throws(PromptVariationsError) -> [String] {
        guard count <= Self.maximumCount else { throw .tooMany(count) }
        try checkLength(of: count)
        var seen: Set<String> = []
        return (0..<count).map(text(at:)).filter { seen.insert($0).inserted }
    }

    /// Returns some different combinations, picked at random, in order: as many as asked for, or
    /// all of them if there are fewer.
    ///
    /// For the same prompt, the same seed picks the same ones.
    ///
    /// - Throws: ``PromptVariationsError`` if there are too many to number.
    package func pick(_ wanted: Int, seed: UInt64) throws(PromptVariationsError) -> [String] {
        guard count < .max else { throw .tooMany(count) }
        try checkLength(of: min(wanted, count))
        var generator = SeededRandom(seed: seed)
        var picked: [(index: Int, text: String)] = []
        var seen: Set<String> = []
        // A shuffle that keeps only what it has moved. If nearly all texts are the same, it ends
        // before it has seen all of them.
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

    /// Returns the combination with a number, from 0 to below ``count``.
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

/// Why the variations of a prompt cannot be made.
package enum PromptVariationsError: Error, Equatable {
    /// A `{` without its `}`.
    case unclosedGroup
    /// A `}` without its `{`.
    case unopenedGroup
    /// Groups nest deeper than ``PromptVariations/maximumDepth``.
    case tooDeep
    /// There are more groups and alternatives than ``PromptVariations/maximumPartCount``.
    case tooManyParts
    /// There are this many combinations; `Int.max` if there are too many to number.
    case tooMany(Int)
    /// The combinations have more bytes than ``PromptVariations/maximumByteCount``.
    case tooLong
}
