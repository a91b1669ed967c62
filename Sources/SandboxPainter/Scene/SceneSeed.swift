/// What decides everything that a scene leaves to chance.
struct SceneSeed: Hashable, Sendable {
    /// The prompt, and what else the picture depends on.
    let text: String
    /// Which of the pictures of identical requests it is, from 1.
    let variant: Int

    /// The seed of the first variant: whatever the variants take turns at begins with its choice.
    var first: SceneSeed { SceneSeed(text: text, variant: 1) }

    /// The number of variants before this one.
    var turn: Int { max(0, variant &- 1) }

    /// Returns a stream of random numbers for one part of the picture, which no other part disturbs.
    func generator(_ part: String) -> SeededGenerator {
        SeededGenerator(seed: variant == 1 ? "\(part)\n\(text)" : "\(part), \(variant)\n\(text)")
    }
}
