/// A prompt with its groups: a sequence of texts and choices.
struct PromptPattern: Sendable {
    private indirect enum Part: Sendable {
        case text(String)
        case group([PromptPattern], count: Int)
    }

    private var parts: [Part] = []
    /// The number of combinations, at most `Int.max`.
    private(set) var count = 1

    mutating func append(_ text: String) {
        if !text.isEmpty { parts.append(.text(text)) }
    }

    mutating func append(_ alternatives: [PromptPattern]) {
        let sum = alternatives.reduce(0) { sum, pattern in
            let (result, overflow) = sum.addingReportingOverflow(pattern.count)
            return overflow ? .max : result
        }
        let (product, overflow) = count.multipliedReportingOverflow(by: sum)
        parts.append(.group(alternatives, count: sum))
        count = overflow ? .max : product
    }

    mutating func append(_ other: PromptPattern) {
        let (product, overflow) = count.multipliedReportingOverflow(by: other.count)
        parts += other.parts
        count = overflow ? .max : product
    }

    /// Appends the texts of a combination, the last one first.
    func append(_ index: Int, to pieces: inout [String]) {
        var index = index
        for part in parts.reversed() {
            switch part {
            case .text(let text): pieces.append(text)
            case .group(let alternatives, let count):
                var rest = index % count
                index /= count
                for alternative in alternatives {
                    if rest < alternative.count {
                        alternative.append(rest, to: &pieces)
                        break
                    }
                    rest -= alternative.count
                }
            }
        }
    }
}
