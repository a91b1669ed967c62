/// A word that makes the sandbox do something when it stands in a prompt, as payment services have card numbers for tests.
package enum Trigger: String, CaseIterable, Sendable {
    /// Refuses the prompt in the safety review. The next word names the categories.
    case reject = "sandbox:reject"
    /// Refuses the task as if the account had no credits left.
    case noCredits = "sandbox:no-credits"

    /// Returns whether a word of a prompt is this trigger, whatever its case and the punctuation around it.
    func matches(_ word: some StringProtocol) -> Bool {
        let bare = word.drop { !$0.isLetter }.lowercased()
        return bare == rawValue
            || bare.hasPrefix(rawValue)
                && !(bare.dropFirst(rawValue.count).first.map { $0.isLetter || $0 == "-" } ?? false)
    }

    /// Returns whether the trigger stands in a prompt.
    func stands(in prompt: String) -> Bool {
        prompt.split(whereSeparator: \.isWhitespace).contains { matches($0) }
    }
}
