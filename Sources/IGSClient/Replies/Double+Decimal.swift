extension Double {
    /// Reads decimal digits; nil for any other text, and for hexadecimal, infinity and not-a-number, which Swift would
    /// read.
    init?(decimal text: some StringProtocol) {
        guard text.utf8.first?.isDigit == true,
            text.utf8.allSatisfy({ $0.isDigit || ".eE+-".utf8.contains($0) }),
            let number = Double(String(text)), number.isFinite
        else { return nil }
        self = number
    }
}
