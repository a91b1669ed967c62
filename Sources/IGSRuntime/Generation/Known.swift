/// A value that is known, or that only the run can compute.
enum Known<Value: Sendable>: Sendable {
    case known(Value)
    case open

    /// Makes a known value, or an open one from `nil`.
    init(_ value: Value?) { self = value.map(Self.known) ?? .open }

    /// The value; `nil` if it is open.
    var value: Value? { if case .known(let value) = self { value } else { nil } }

    /// The same, as a value that may also be absent.
    var optional: Known<Value?> { value.map { .known($0) } ?? .open }
}
