package import IGSScript

/// The variables of a session: those of its scripts, and those of the calls of `def`s that are
/// running.
package struct Environment: Sendable {
    /// The most that all variables hold together, in bytes: 64 MiB.
    static let maximumSize = 64 << 20

    /// The variables that scripts and the prompt share.
    private var shared = NameTable<Value>()
    /// The variables of the calls that are running, the outermost first.
    private var calls: [NameTable<Value>] = []
    /// What all of them hold, in bytes, about.
    private var size = 0
    /// The variables of the process's environment that scripts may read.
    package let process: [String: String]

    package init(process: [String: String] = [:]) {
        self.process = process
    }

    /// The variable of a name: the call's own, else the shared one.
    package subscript(name: String) -> Value? {
        if let call = calls.last, let value = call[name] { return value }
        return shared[name]
    }

    /// Gives a variable a value: the call's own, where one is running.
    ///
    /// - Throws: ``Diagnostic`` where all variables together would hold too much.
    package mutating func set(_ name: String, to value: Value) throws(Diagnostic) {
        let old =
            calls.isEmpty
            ? shared.updateValue(value, for: name)
            : calls[calls.count - 1].updateValue(value, for: name)
        size += value.size - (old?.size ?? 0)
        if size > Self.maximumSize { throw Self.variablesTooLarge(Self.maximumSize) }
    }

    /// How many calls are running.
    var callDepth: Int { calls.count }

    /// Begins a call, whose variables are its own.
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
    /// What a variable of this value takes, in bytes, about.
    var size: Int {
        switch self {
        case .string(let text): text.utf8.count + 64
        case .list(let elements): elements.reduce(64) { $0 + $1.utf8.count + 16 }
        }
    }
}
