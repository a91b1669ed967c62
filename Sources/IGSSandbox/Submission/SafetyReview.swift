/// The review that a prompt must pass before its task is accepted: a short list of words that stands for the service's
/// own, unpublished review.
///
/// The fault `reject` refuses any prompt, so that a refusal can be shown without writing anything objectionable.
package enum SafetyReview {
    /// Returns the categories that a prompt violates, in alphabetical order; none if it passes.
    package static func violations(in prompt: String) -> [String] {
        let words = words(of: prompt)
        return phrases.filter { _, phrases in phrases.contains { words.contains($0) } }
            .map(\.key).sorted()
    }

    /// The phrases that are searched for, by category. Words are lower case, between single spaces.
    private static let phrases: [String: [String]] = [
        "violence": [
            "gore", "gory", "beheading", "beheaded", "decapitated", "dismembered", "massacre",
            "torture", "mutilated", "graphic violence", "blood bath", "bloodbath",
        ].map { " \($0) " },
        "sexual": ["nude", "nudity", "porn", "pornographic", "explicit sex", "hentai"]
            .map { " \($0) " },
        "hate": ["swastika", "nazi salute", "ethnic cleansing", "white power"].map { " \($0) " },
        "self-harm": ["suicide", "self harm", "cutting myself"].map { " \($0) " },
        "illicit": ["pipe bomb", "nerve agent", "cook meth"].map { " \($0) " },
    ]

    private static func words(of prompt: String) -> String {
        let words = prompt.lowercased().split { !$0.isLetter && !$0.isNumber }
        return " " + words.joined(separator: " ") + " "
    }
}
