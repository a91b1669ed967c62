/// Why a text cannot be a service's address.
public struct ServiceURLError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Code: Hashable, Sendable {
        /// The text is not an http(s) URL.
        case notURL
        /// Plain http to another machine.
        case notHTTPS
        /// The URL contains a user name or a password.
        case userInfo
        /// The URL contains a query or a fragment.
        case queryOrFragment
        /// The host or the port is not valid.
        case badHost
        /// The path ends with an endpoint of the API, or with its version; igs adds these itself.
        case endpoint(String)
    }

    /// What is wrong.
    public let code: Code
    /// The text.
    public let subject: String

    /// Creates an error.
    public init(code: Code, subject: String) {
        self.code = code
        self.subject = subject
    }
}
