/// Why an exchange with a server failed.
public struct TransportError: Error, Sendable {
    /// What happened.
    public enum Code: Hashable, Sendable {
        /// The host's name has no address.
        case unresolved
        /// The host has an address that is out of the request's reach.
        case outOfReach
        /// No connection was made: refused, unreachable, or no answer.
        case notConnected
        /// The server's certificate cannot be trusted.
        case untrusted
        /// The two sides could not agree on the connection's encryption.
        case notEncrypted
        /// The server was silent for too long, or the whole exchange took too long.
        case timedOut
        /// The connection broke, or what came over it was not HTTP.
        case broken
        /// The request's body could not be read to its end: the server has only a part of it.
        case body
        /// The request cannot be sent as it is: its URL or a header is wrong.
        case badRequest
        /// The surrounding task was cancelled, or the transport shut down.
        case cancelled
    }

    /// What happened.
    public let code: Code
    /// Whether the server may have the whole request. If in doubt, it may.
    public let mayHaveArrived: Bool
    /// What the system said, for people; may be empty.
    public let message: String
    /// The error beneath.
    public let underlying: (any Error)?

    /// Creates an error.
    public init(
        code: Code, mayHaveArrived: Bool, message: String = "", underlying: (any Error)? = nil
    ) {
        self.code = code
        self.mayHaveArrived = mayHaveArrived
        self.message = message
        self.underlying = underlying
    }
}
