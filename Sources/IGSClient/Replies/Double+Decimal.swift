extension Double {
    /// The number in a text of decimal digits, or nil: no hexadecimal, infinity or not-a-number, which Swift would read.
    init?(decimal text: some StringProtocol) {
        guard text.utf8.first?.isDigit == true,
            text.utf8.allSatisfy({ $0.isDigit || ".eE+-".utf8.contains($0) }),
            let number = Double(String(text)), number.isFinite
        else { return nil }
        self = number
    }
}
