/// A fault that a prompt calls for, as payment services have card numbers for tests: `sandbox:WORD [ARGUMENTS]`, or
/// `sandbox:WHERE:WORD [ARGUMENTS]` if it should not happen at its first place.
///
/// It is for the task that has the prompt. At `submit` it happens at every submission of it, elsewhere at the task's
/// first exchange only, unless `each N`, `each N-M`, `done N`, `done N-M` or `within SECONDS` follows, as in a plan.
struct FaultTrigger: Sendable {
    static let prefix = "sandbox:"

    let place: FaultPlace
    let fault: Fault
    let arguments: FaultArguments
    /// All must hold.
    let conditions: [FaultCondition]

    /// Returns the triggers in a prompt, in their order. Words that do not name a fault are ignored.
    static func all(in prompt: String) -> [FaultTrigger] {
        guard hasPrefix(in: prompt) else { return [] }
        let words = prompt.split(whereSeparator: \.isWhitespace).map(bare)
        return words.indices.compactMap { index in
            FaultTrigger(words[index], followedBy: words[(index + 1)...])
        }
    }

    func applies(to occasion: FaultOccasion) -> Bool {
        conditions.allSatisfy { $0.holds(for: occasion) }
    }

    private init?(_ word: String, followedBy others: ArraySlice<String>) {
        guard word.hasPrefix(Self.prefix) else { return nil }
        let names = word.dropFirst(Self.prefix.count).split(
            separator: ":", omittingEmptySubsequences: false)
        guard let name = names.last, names.count <= 2, let fault = FaultCatalogue.fault(name) else {
            return nil
        }
        let place = names.count == 2 ? FaultPlace(rawValue: String(names[0])) : fault.places.first
        guard let place, fault.places.contains(place) else { return nil }
        var arguments = FaultArguments(for: fault)
        var conditions: [FaultCondition] = []
        var rest = others
        while let word = rest.popFirst() {
            if let condition = FaultCondition(word, rest.first) {
                conditions.append(condition)
                rest = rest.dropFirst()
            } else if !conditions.isEmpty || !arguments.take(word) {
                break
            }
        }
        // When a prompt is known, its request has already arrived.
        if case .cutRequest = fault.effect(arguments) { return nil }
        self.place = place
        self.fault = fault
        self.arguments = arguments
        self.conditions =
            conditions.isEmpty && place != .submit ? [.numbersOfTask(1...1)] : conditions
    }

    /// Whether a prompt can have a trigger at all: a quick look, as most have none.
    private static func hasPrefix(in prompt: String) -> Bool {
        let wanted = Array(prefix.utf8)
        var matched = 0
        for byte in prompt.utf8 {
            let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
            // Its first letter occurs in it only once, so that a mismatch can only begin it anew.
            matched = lower == wanted[matched] ? matched + 1 : lower == wanted[0] ? 1 : 0
            if matched == wanted.count { return true }
        }
        return false
    }

    /// Returns a word in lower case, without the punctuation around it.
    private static func bare(_ word: Substring) -> String {
        var word = word.drop { !$0.isLetter && !$0.isNumber }
        while let last = word.last, !last.isLetter, !last.isNumber { word.removeLast() }
        return word.lowercased()
    }
}
