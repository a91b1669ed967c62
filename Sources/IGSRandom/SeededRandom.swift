/// A repeatable stream of random numbers (SplitMix64): the same seed gives the same numbers on every machine and
/// in every version of igs, because people keep seeds in scripts.
///
/// The standard library's generators promise neither. Nor do its methods for picking and shuffling: for anything that a
/// user's seed decides, use ``next(below:)``.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Returns the next number that is not negative and less than a bound; 0 for a bound below 1.
    package mutating func next(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
    }

    /// Returns a new generator, which depends on this one's seed alone.
    package mutating func fork() -> SeededRandom { SeededRandom(seed: next()) }

    /// Whether something happens that has this probability.
    package mutating func chance(_ probability: Double) -> Bool {
        probability > 0 && Double(next() >> 11) * 0x1p-53 < probability
    }

    /// Returns one of the choices; nil if there are none.
    package mutating func pick<Element>(_ choices: [Element]) -> Element? {
        choices.randomElement(using: &self)
    }
}
