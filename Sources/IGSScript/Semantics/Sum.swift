/// The sum of two decimal numbers, as they are written: `let n += 0.10`.
enum Sum {
    /// The most digits that a number may have before or after its point.
    static let maximumDigitCount = 9

    /// Returns the sum as text: exact, with as many digits after the point as the longer of the two.
    ///
    /// - Throws: ``Diagnostic`` if one of them is not a number, or has too many digits.
    static func of(_ name: String, _ left: String, _ right: String) throws(Diagnostic) -> String {
        guard let first = Decimal(left) else { throw CheckMessages.notNumber(left, in: name) }
        guard let second = Decimal(right) else { throw CheckMessages.notNumber(right, in: nil) }
        return first.adding(second)
    }

    /// A number in units of its last digit.
    private struct Decimal {
        let units: Int
        let fractionCount: Int

        init?(_ text: String) {
            let unsigned = text.first == "-" ? text.dropFirst() : text[...]
            let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count),
                parts.allSatisfy({ part in
                    (1...maximumDigitCount).contains(part.utf8.count)
                        && part.utf8.allSatisfy(\.isDigit)
                }), let units = Int(parts.joined())
            else { return nil }
            self.units = text.first == "-" ? -units : units
            fractionCount = parts.count == 2 ? parts[1].utf8.count : 0
        }

        func adding(_ other: Decimal) -> String {
            let count = max(fractionCount, other.fractionCount)
            let sum = units(of: count) + other.units(of: count)
            let digits = String(sum.magnitude)
            let padded = String(repeating: "0", count: max(0, count + 1 - digits.count)) + digits
            let whole = padded.dropLast(count)
            return (sum < 0 ? "-" : "") + whole + (count > 0 ? "." + padded.suffix(count) : "")
        }

        private func units(of count: Int) -> Int {
            (fractionCount..<count).reduce(units) { units, _ in units * 10 }
        }
    }
}

extension BindingStatement {
    /// Returns the variable's value after the statement.
    ///
    /// - Parameter value: The statement's value.
    /// - Parameter old: The variable's value before it.
    /// - Throws: ``Diagnostic`` if the two cannot be added.
    public func result(of value: Value, after old: Value) throws(Diagnostic) -> Value {
        guard adds else { return value }
        if case .job(let number) = old {
            throw CheckMessages.notNumber("%\(number)", in: variable.name)
        }
        return .string(try Sum.of(variable.name, old.text, value.text))
    }
}
