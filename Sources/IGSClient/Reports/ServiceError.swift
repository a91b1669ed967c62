/// Why the service did not do what it was asked: one of a closed set of kinds, and the service's own words.
public struct ServiceError: Error, Sendable {
    /// What went wrong, as far as it decides what to do next.
    public let kind: Kind
    /// What was asked.
    public let operation: Operation
    /// The service's own words, or the system's if no reply came; for a redirect its target. May be empty.
    ///
    /// This is text from outside: do not print it unfiltered.
    public let message: String
    /// The reply's HTTP status; nil if no reply came.
    public let httpStatus: Int?
    /// The code in the reply's body (`statusCode`, `code` or `error.code`), as text; nil if there was none.
    public let code: String?
    /// The safety review's categories, in its order; empty if it named none.
    public let categories: [String]
    /// The request id that support asks for, if the reply named one.
    public let requestID: String?
    /// How long the service asks us to wait, at most a day; only for a throttled or unavailable service.
    public let retryAfter: Duration?
    /// The error beneath, if there is one: a `ReferenceError`, or what a download's receiver threw.
    public let underlying: (any Error)?

    /// Creates an error.
    public init(
        kind: Kind, operation: Operation, message: String = "", httpStatus: Int? = nil,
        code: String? = nil, categories: [String] = [], requestID: String? = nil,
        retryAfter: Duration? = nil, underlying: (any Error)? = nil
    ) {
        self.kind = kind
        self.operation = operation
        self.message = message
        self.httpStatus = httpStatus
        self.code = code
        self.categories = categories
        self.requestID = requestID
        self.retryAfter = retryAfter
        self.underlying = underlying
    }
}

extension ServiceError {
    /// What was asked of the service.
    public enum Operation: String, CaseIterable, Codable, Sendable {
        case submit, query, balance, download
    }

    /// The closed set of kinds (Protocol, "Errors").
    public enum Kind: String, CaseIterable, Codable, Sendable {
        /// The key is missing or wrong.
        case unauthorized
        /// The account has no credits. Never retried automatically.
        case noCredits
        /// The safety review refused. Never retried automatically.
        case rejected
        /// The service does not know this task. For a query by our own id it means that the submission was not
        /// accepted.
        case noSuchTask
        /// Not accepted, for another reason that lies in the request.
        case notAccepted
        /// Not accepted: too many requests. Wait as long as the service asks, then try again.
        case throttled
        /// The request provably never reached the service whole: no address, no connection.
        case unsent
        /// The request was not sent: the server's certificate cannot be trusted.
        case untrusted
        /// The service says that the task failed; only in ``TaskReport/failure``.
        case taskFailed
        /// The task is done and there is no picture; only in ``TaskReport/failure``.
        case missingResult
        /// Only for a submission: it may have been accepted, and charged. Query by our own id; never send it again
        /// unasked.
        case ambiguous
        /// For anything but a submission: no usable reply this time. Try again.
        case transient
        /// The reply does not come from the service; it is, for example, an HTML page. Try again, but doubt the
        /// address. For a submission, it is as uncertain as after `ambiguous` whether it was accepted.
        case unreadable
        /// The server at this address is not the service: nothing that came from it had the form of the service's
        /// replies.
        case noService
        /// The reply is about another task than the query. Try again.
        case otherTask
        /// The service redirects to another address, and igs does not follow it; nothing was accepted.
        case redirected
        /// The picture's address is not one that may be fetched.
        case badAddress
        /// More bytes than the limit.
        case tooLarge
        /// A reference could not be sent whole, so that nothing was accepted; `underlying` is a `ReferenceError`.
        case badReference
        /// The dialect does not have this question.
        case unsupported
        /// The download's receiver threw; `underlying` is what it threw.
        case receiver
        /// Our side gave up. For a submission: before anything was sent.
        case cancelled
    }
}
