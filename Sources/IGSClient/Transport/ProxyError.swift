/// A proxy's address that cannot be used. What it holds is not told: it may be a password.
public struct ProxyError: Error, Hashable, Sendable {
    /// The variable that holds it.
    public let variable: String

    /// Creates an error.
    public init(variable: String) {
        self.variable = variable
    }
}
