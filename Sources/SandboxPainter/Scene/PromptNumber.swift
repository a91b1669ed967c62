/// The last number in a prompt that still waits for what it counts: the next plural of its part of the sentence.
struct PromptNumber {
    /// nil if none waits.
    private(set) var value: Int?
    /// Whether the prompt leaves the number open: "several".
    private(set) var isVague = false

    /// Takes a lower-case word, if it is a number or a part of one.
    ///
    /// - Returns: Whether it is.
    mutating func take(_ word: String) -> Bool {
        let vague = Vocabulary.vagueNumber(word)
        if let multiple = Vocabulary.multiple(word) {
            value = min((value ?? 1) * multiple, Vocabulary.mostCounted)
        } else if let number = Vocabulary.number(word) ?? vague {
            let isAdded = (value ?? 0) >= 20 && (1...9).contains(number)  // "twenty-two"
            value = min((isAdded ? value ?? 0 : 0) + number, Vocabulary.mostCounted)
        } else {
            return false
        }
        isVague = vague != nil
        return true
    }

    /// Forgets the number: it has counted something, or nothing will come that it could count.
    mutating func clear() { self = PromptNumber() }
}
