/// A generator of random numbers that always gives the same ones for the same seed (SplitMix64).
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Creates a generator.
    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A generator of its own, which depends on this one's seed alone.
    mutating func fork() -> SeededRandom { SeededRandom(seed: next()) }

    /// Whether something of this probability happens.
    mutating func chance(_ probability: Double) -> Bool {
        probability > 0 && Double(next() >> 11) * 0x1p-53 < probability
    }

    /// One of several, or nil where there is none.
    mutating func pick<Element>(_ choices: [Element]) -> Element? {
        choices.randomElement(using: &self)
    }
}
