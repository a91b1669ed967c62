package import IGSScript

/// The variables of a session: the variables of its scripts, and of the calls of `def`s that are
/// running.
package struct Environment: Sendable {
    /// The most that all variables hold together, in bytes: 64 MiB.
    static let maximumSize = 64 << 20

    /// The variables that scripts and the prompt share.
    private var shared = NameTable<Value>()
    /// The variables of the calls that are running, the outermost first.
    private var calls: [NameTable<Value>] = []
    /// The approximate size of all of them, in bytes.
    private var size = 0
    /// The variables of the process's environment that scripts may read.
    package let process: [String: String]

    package init(process: [String: String] = [:]) {
        self.process = process
    }

    /// The variable with a name: the call's own, or else the shared one.
    package subscript(name: String) -> Value? {
        if let call = calls.last, let value = call[name] { return value }
        return shared[name]
    }

    /// Gives a variable a value: the innermost call's own variable, if a call is running.
    ///
    /// - Throws: ``Diagnostic`` if all variables together would be too large.
    package mutating func set(_ name: String, to value: Value) throws(Diagnostic) {
        let old =
            calls.isEmpty
            ? shared.updateValue(value, for: name)
            : calls[calls.count - 1].updateValue(value, for: name)
        size += value.size - (old?.size ?? 0)
        if size > Self.maximumSize { throw Self.variablesTooLarge(Self.maximumSize) }
    }

    /// Removes a variable in scope; does nothing if there is none.
    mutating func remove(_ name: String) {
        guard let value = self[name] else { return }
        size -= value.size
        if calls.last?[name] != nil {
            calls[calls.count - 1][name] = nil
        } else {
            shared[name] = nil
        }
    }

    /// How many calls are running.
    var callDepth: Int { calls.count }

    /// Begins a call, which has its own variables.
    mutating func beginCall() { calls.append(NameTable()) }

    /// Ends the innermost call.
    mutating func endCall() {
        guard let call = calls.popLast() else { return }
        for (_, value) in call { size -= value.size }
    }

    /// The variables in scope.
    package var variables: [String: Value] {
        var variables: [String: Value] = [:]
        for (name, value) in shared { variables[name] = value }
        for (name, value) in calls.last ?? NameTable() { variables[name] = value }
        return variables
    }
}

private extension Environment {
    static func variablesTooLarge(_ limit: Int) -> Diagnostic {
        Diagnostic(
            .variablesTooLarge, "the variables hold more than \(limit >> 20) MiB",
            notes: ["does one grow in a loop?"])
    }
}

private extension Value {
    /// The approximate size of a variable with this value, in bytes.
    var size: Int {
        switch self {
        case .string(let text): text.utf8.count + 64
        case .list(let elements): elements.reduce(64) { $0 + $1.utf8.count + 16 }
        case .job: 64
        }
    }
}
