/// Why the service did not do what it was asked: one of a closed set of kinds, and the service's own words.
public struct ServiceError: Error, Sendable {
    /// What went wrong, as far as it decides what to do next.
    public let kind: Kind
    /// What was asked.
    public let operation: Operation
    /// The service's own words, or the system's where no reply came; of a redirect its target. May be empty.
    ///
    /// Text from outside: not to be printed unfiltered.
    public let message: String
    /// The reply's HTTP status; nil where no reply came.
    public let httpStatus: Int?
    /// The code in the reply's body (`statusCode`, `code` or `error.code`), as text; nil where there was none.
    public let code: String?
    /// The safety review's categories, in its order; empty where it named none.
    public let categories: [String]
    /// The request id that support asks for, where the reply named one.
    public let requestID: String?
    /// How long the service asks to wait, at most a day; only with a throttled or unavailable service.
    public let retryAfter: Duration?
    /// The error beneath, where one was: a `ReferenceError`, or what a download's receiver threw.
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
        /// The account has no credits. Never to be retried by itself.
        case noCredits
        /// The safety review refused. Never to be retried by itself.
        case rejected
        /// The service knows no such task. From a query by our own id it means that the submission was not accepted.
        case noSuchTask
        /// Not accepted, for another reason that lies in the request.
        case notAccepted
        /// Not accepted: too many requests. Wait as told, then again.
        case throttled
        /// The request provably never reached the service whole: no address, no connection.
        case unsent
        /// The request was not sent: the server's certificate is not to be trusted.
        case untrusted
        /// The task failed, says the service; only in ``TaskReport/failure``.
        case taskFailed
        /// The task is done and there is no picture; only in ``TaskReport/failure``.
        case missingResult
        /// Of a submission only: it may have been accepted, and charged. Ask by our own id; never send again unasked.
        case ambiguous
        /// Of anything but a submission: no usable reply this time. Try again.
        case transient
        /// The reply is none of the service's, such as a page of HTML. Try again, with doubts about the address; of a
        /// submission it is as open as after `ambiguous` whether it was accepted.
        case unreadable
        /// What answers is not the service: nothing that came from its address had the form of the service's replies.
        case noService
        /// The reply is about another task than was asked for. Try again.
        case otherTask
        /// The service points elsewhere, and is not followed there; nothing was accepted.
        case redirected
        /// The picture's address is none that may be fetched.
        case badAddress
        /// More bytes than the limit.
        case tooLarge
        /// A reference could not be sent whole, so that nothing was accepted; `underlying` is a `ReferenceError`.
        case badReference
        /// The dialect has no such question.
        case unsupported
        /// The download's receiver threw; `underlying` is what it threw.
        case receiver
        /// Our side gave up. Of a submission: before anything was sent.
        case cancelled
    }
}
