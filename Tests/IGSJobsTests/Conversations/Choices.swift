/// Choices made by bytes: the same bytes make the same, and when they end everything is the first of its kind.
struct Choices {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
    }

    var isEmpty: Bool { bytes.isEmpty }

    mutating func pick<T>(_ things: [T]) -> T {
        things[Int(bytes.popFirst() ?? 0) % things.count]
    }

    /// Happens about once in so many times.
    mutating func once(in count: Int) -> Bool { pick(Array(0..<count)) == count - 1 }
}
