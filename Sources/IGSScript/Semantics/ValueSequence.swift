/// The values that a `for` goes through, one after the other: a range needs no memory for them.
public enum ValueSequence: Sequence, Sendable {
    /// The elements of a list.
    case elements([String])
    /// Numbers.
    case numbers(Range<Int>)

    /// How many there are.
    public var count: Int {
        switch self {
        case .elements(let elements): elements.count
        case .numbers(let range): range.count
        }
    }

    /// Iterates over the values.
    public struct Iterator: IteratorProtocol {
        fileprivate let values: ValueSequence
        fileprivate var position: Int
        fileprivate let end: Int

        /// Returns the next value.
        public mutating func next() -> String? {
            guard position < end else { return nil }
            defer { position += 1 }
            return switch values {
            case .elements(let elements): elements[position]
            case .numbers: String(position)
            }
        }
    }

    /// Returns an iterator that starts with the first value.
    public func makeIterator() -> Iterator {
        switch self {
        case .elements(let elements): Iterator(values: self, position: 0, end: elements.count)
        case .numbers(let range):
            Iterator(values: self, position: range.lowerBound, end: range.upperBound)
        }
    }
}

extension Expression {
    /// Returns the values that the expression stands for in a scope, one by one; `nil` if they
    /// still have to be computed.
    ///
    /// - Throws: ``Diagnostic`` as ``value(in:)`` does.
    public func sequence(in scope: some ValueScope) throws(Diagnostic) -> ValueSequence? {
        if case .range(let first, let last, _) = self {
            return try Self.numbers(first, last, in: scope).map(ValueSequence.numbers)
        }
        return try value(in: scope).map { .elements($0.elements) }
    }

    /// The greatest number of elements that a range may have.
    public static var maximumRangeCount: Int { 1_000_000 }

    /// Returns the numbers of a range; `nil` if they still have to be computed.
    static func numbers(
        _ first: Word, _ last: Word, in scope: some ValueScope
    ) throws(Diagnostic) -> Range<Int>? {
        let isWritten = first.literal != nil && last.literal != nil
        guard let first = try bound(first, in: scope), let last = try bound(last, in: scope) else {
            return nil
        }
        guard first <= last else {
            // `1..$count` may well be empty; nobody writes a range that is always empty.
            if isWritten { throw CheckMessages.emptyRange(first, last) }
            return 0..<0
        }
        let count = last.subtractingReportingOverflow(first)
        guard !count.overflow, count.partialValue < maximumRangeCount, last < .max else {
            throw CheckMessages.rangeTooLong("\(first)..\(last)", limit: maximumRangeCount)
        }
        return first..<(last + 1)
    }

    private static func bound(_ word: Word, in scope: some ValueScope) throws(Diagnostic) -> Int? {
        guard let text = try word.argument(in: scope).value else { return nil }
        guard let number = Int(text) else { throw CheckMessages.badRangeEnd(text) }
        return number
    }
}
