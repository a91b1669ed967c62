/// Makes ids of tasks.
enum TaskIdentifier {
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// Returns a new id in the style of the service's: `task_` and a ULID (48 bits of time, 80 random
    /// ones).
    ///
    /// - Parameter now: Seconds since 1970.
    static func random(now: Double) -> String {
        let milliseconds = UInt64(min(max(now * 1000, 0), 0x1p48 - 1))
        let time = (0..<10).reversed().map { place in
            digits[Int(milliseconds >> (5 * UInt64(place))) & 31]
        }
        let random = (0..<16).map { _ in digits[Int.random(in: 0..<32)] }
        return "task_" + String(time + random)
    }

    /// Returns a new id that is a number, which every JSON reader can hold.
    static func randomNumber() -> String { String(Int.random(in: 1 << 40..<1 << 53)) }
}
