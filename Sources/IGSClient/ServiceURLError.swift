/// Why a text cannot be a service's address.
public struct ServiceURLError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Code: Hashable, Sendable {
        /// The text is no http(s) URL.
        case notURL
        /// Plain http to another machine.
        case notHTTPS
        /// A user name or a password stands in the URL.
        case userInfo
        /// A query or a fragment stands in the URL.
        case queryOrFragment
        /// The host or the port is none.
        case badHost
        /// The path ends with an endpoint of the API, or with its version, which igs adds itself.
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
