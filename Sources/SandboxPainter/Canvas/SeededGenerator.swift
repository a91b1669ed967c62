/// A repeatable stream of random numbers (SplitMix64): the same seed gives the same numbers on every machine.
///
/// The shell has one of its own: the sandbox shares no code with it.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    /// Seeds the stream from a text, through FNV-1a.
    package init(seed text: String) {
        self.init(
            seed: text.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
                (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            })
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Returns the next number in 0..<1.
    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Returns the next number between two bounds.
    package mutating func between(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * unit()
    }

    /// Returns the next number of a normal distribution around 0 with deviation 1, within ±6.
    package mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }

    /// Returns one of the elements, or the one that many places after it, cyclically; nil if there are none.
    package mutating func pick<Element>(_ elements: [Element], turn: Int = 0) -> Element? {
        guard !elements.isEmpty else { return nil }
        let place = Int(next() % UInt64(elements.count))
        return elements[(place + turn % elements.count) % elements.count]
    }

    /// Returns true with this probability.
    package mutating func chance(_ probability: Double) -> Bool { unit() < probability }
}
