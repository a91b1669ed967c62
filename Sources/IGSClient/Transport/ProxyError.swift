/// A proxy address that cannot be used. The error does not contain the address: it may hold a
/// password.
public struct ProxyError: Error, Hashable, Sendable {
    /// The variable that holds the address.
    public let variable: String

    /// Creates an error.
    public init(variable: String) {
        self.variable = variable
    }
}
