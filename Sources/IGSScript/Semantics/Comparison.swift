extension Condition.Operator {
    /// Whether the comparison of two texts holds: as numbers if both are decimal numbers, else as
    /// texts, by their Unicode scalars.
    public func holds(_ left: String, _ right: String) -> Bool {
        switch self {
        case .equal: Self.order(left, right) == 0
        case .notEqual: Self.order(left, right) != 0
        case .less: Self.order(left, right) < 0
        case .lessOrEqual: Self.order(left, right) <= 0
        case .greater: Self.order(left, right) > 0
        case .greaterOrEqual: Self.order(left, right) >= 0
        case .contains: Self.isPart(Array(right.utf8), of: Array(left.utf8))
        }
    }

    private static func isPart(_ part: [UInt8], of text: [UInt8]) -> Bool {
        part.isEmpty || text.indices.contains { text[$0...].starts(with: part) }
    }

    /// Returns a number below 0 if the left comes first, above 0 if the right does, and 0 if they
    /// are equal.
    private static func order(_ left: String, _ right: String) -> Int {
        if let left = Int(digits: left), let right = Int(digits: right) { return left - right }
        if let left = DecimalText(left), let right = DecimalText(right) {
            return left.order(to: right)
        }
        return order(left.utf8, right.utf8)
    }

    /// Returns the order by UTF-8, which is that of the scalars.
    fileprivate static func order(
        _ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>
    ) -> Int {
        var right = right.makeIterator()
        for byte in left {
            guard let other = right.next() else { return 1 }
            if byte != other { return byte < other ? -1 : 1 }
        }
        return right.next() == nil ? 0 : -1
    }
}

private extension Int {
    /// Reads the number that a few digits stand for: most comparisons are of these.
    init?(digits text: String) {
        let digits = text.utf8
        guard (1...15).contains(digits.count) else { return nil }
        self = 0
        for digit in digits {
            guard digit.isDigit else { return nil }
            self = self * 10 + Int(digit - UInt8(ascii: "0"))
        }
    }
}

/// A decimal number of any length, as it is written: `-12.50`. Comparing it rounds nothing.
private struct DecimalText {
    private let isNegative: Bool
    /// The digits before the point, without leading zeros.
    private let whole: Substring.UTF8View
    /// The digits after the point; trailing zeros do not count.
    private let fraction: Substring.UTF8View

    init?(_ text: String) {
        var rest = text[...].utf8
        let hasMinus = rest.first == UInt8(ascii: "-")
        if hasMinus || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: \.isDigit)
        var fraction = rest.dropFirst(whole.count)
        if fraction.first == UInt8(ascii: ".") {
            fraction = fraction.dropFirst()
            guard !fraction.isEmpty else { return nil }
        }
        guard !whole.isEmpty, fraction.allSatisfy(\.isDigit) else { return nil }
        let zero = UInt8(ascii: "0")
        self.whole = whole.drop { $0 == zero }
        while fraction.last == zero { fraction = fraction.dropLast() }
        self.fraction = fraction
        isNegative = hasMinus && !(self.whole.isEmpty && fraction.isEmpty)
    }

    func order(to other: DecimalText) -> Int {
        if isNegative != other.isNegative { return isNegative ? -1 : 1 }
        let order = orderOfMagnitude(to: other)
        return isNegative ? -order : order
    }

    private func orderOfMagnitude(to other: DecimalText) -> Int {
        if whole.count != other.whole.count { return whole.count < other.whole.count ? -1 : 1 }
        let order = Condition.Operator.order(whole, other.whole)
        return order != 0 ? order : Condition.Operator.order(fraction, other.fraction)
    }
}
