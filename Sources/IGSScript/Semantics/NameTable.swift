/// Values by name. It is made for the handful that a script has, and works for any number.
///
/// Searching a few short names is much faster than hashing one; if there are more, an index finds their places. Names
/// are ASCII, so those of different lengths differ. The generic code here is inlined into the modules that use it.
public struct NameTable<Value> {
    @usableFromInline var names: [String] = []
    @usableFromInline var values: [Value] = []
    /// The places of the names; empty while there are few.
    @usableFromInline var places: [String: Int] = [:]

    /// The greatest number of names to search without an index.
    @usableFromInline static var few: Int { 16 }

    /// Makes an empty table.
    @inlinable public init() {}

    /// Makes a table of pairs; if a name repeats, its last value counts.
    public init(_ pairs: some Sequence<(key: String, value: Value)>) {
        for (name, value) in pairs { self[name] = value }
    }

    /// The number of names.
    @inlinable public var count: Int { names.count }

    /// The value of a name; `nil` if it has none.
    @inlinable public subscript(name: String) -> Value? {
        get {
            guard let place = place(of: name) else { return nil }
            return values[place]
        }
        set {
            guard let value = newValue else {
                remove(name)
                return
            }
            if let place = place(of: name) {
                values[place] = value
            } else {
                append(name, value)
            }
        }
    }

    /// Gives a name a value.
    ///
    /// - Returns: The value that it had before.
    @inlinable public mutating func updateValue(_ value: Value, for name: String) -> Value? {
        guard let place = place(of: name) else {
            append(name, value)
            return nil
        }
        let old = values[place]
        values[place] = value
        return old
    }

    @usableFromInline func place(of name: String) -> Int? {
        guard names.count <= Self.few else { return places[name] }
        let length = name.utf8.count
        for place in names.indices
        where names[place].utf8.count == length && names[place] == name {
            return place
        }
        return nil
    }

    @usableFromInline mutating func append(_ name: String, _ value: Value) {
        names.append(name)
        values.append(value)
        if names.count == Self.few + 1 {
            index()
        } else if names.count > Self.few {
            places[name] = names.count - 1
        }
    }

    @usableFromInline mutating func remove(_ name: String) {
        guard let place = place(of: name) else { return }
        names.remove(at: place)
        values.remove(at: place)
        index()
    }

    /// Removes all names.
    public mutating func removeAll() { self = NameTable() }

    /// The names in the order in which they were added.
    public var allNames: [String] { names }

    private mutating func index() {
        places = [:]
        guard names.count > Self.few else { return }
        for (place, name) in names.enumerated() { places[name] = place }
    }
}

extension NameTable: Sequence {
    /// Returns an iterator over the names with their values, in the order in which the names were added.
    public func makeIterator() -> some IteratorProtocol<(key: String, value: Value)> {
        zip(names, values).lazy.map { (key: $0, value: $1) }.makeIterator()
    }
}

extension NameTable: Equatable where Value: Equatable {}

extension NameTable: Sendable where Value: Sendable {}
