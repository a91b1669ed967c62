/// Text that nobody can guess, from the system's generator.
enum RandomText {
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")

    /// Returns that many digits of Crockford's base 32, in lower case: five random bits each.
    static func base32(_ count: Int) -> String {
        String((0..<count).map { _ in digits[Int.random(in: 0..<digits.count)] })
    }
}
