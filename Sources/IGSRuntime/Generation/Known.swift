/// A value that is known, or that only the run can compute.
enum Known<Value: Sendable>: Sendable {
    case known(Value)
    case open

    /// A value; `nil` stands for one that is open.
    init(_ value: Value?) { self = value.map(Self.known) ?? .open }

    /// `nil` where it is open.
    var value: Value? { if case .known(let value) = self { value } else { nil } }

    /// The same, of a value that there may not be.
    var optional: Known<Value?> { value.map { .known($0) } ?? .open }
}
