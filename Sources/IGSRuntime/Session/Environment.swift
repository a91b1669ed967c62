package import IGSScript

/// The variables of a run. (Scopes of a `def` come with it.)
package struct Environment: Sendable {
    /// The variables by name.
    package private(set) var variables: [String: Value] = [:]
    /// The variables of the process's environment that scripts may read.
    package let process: [String: String]

    package init(process: [String: String] = [:]) {
        self.process = process
    }

    package subscript(name: String) -> Value? {
        get { variables[name] }
        set { variables[name] = newValue }
    }
}
