public import IGSClient

/// Why a job has no picture, or what troubled it last: data, not wording.
public struct JobFailure: Error, Hashable, Codable, Sendable {
    /// What went wrong.
    public let kind: Kind
    /// The words of the service or of the system; may be empty. Not to be printed unfiltered.
    public let message: String
    /// The safety review's categories; empty where it named none.
    public let categories: [String]
    /// The code in the service's reply, as text; nil where there was none.
    public let code: String?
    /// For how many seconds the service wants to be left alone; nil where it did not say.
    public let retryAfter: Double?

    /// Creates a failure.
    public init(
        kind: Kind, message: String = "", categories: [String] = [], code: String? = nil,
        retryAfter: Double? = nil
    ) {
        self.kind = kind
        self.message = message
        self.categories = categories
        self.code = code
        self.retryAfter = retryAfter
    }

    /// The service's error as the reason of a job.
    public init(_ error: ServiceError) {
        self.init(
            kind: Kind(error.kind), message: error.message, categories: error.categories,
            code: error.code ?? error.httpStatus.map(String.init),
            retryAfter: error.retryAfter?.inSeconds)
    }
}

extension JobFailure {
    /// A service error's kind, or one of our own.
    public struct Kind: RawRepresentable, Hashable, Codable, Sendable {
        /// The kind's stable word, as it stands in the ledger.
        public let rawValue: String

        /// Creates a kind from its word.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The kind of a service error.
        public init(_ kind: ServiceError.Kind) {
            self.rawValue = kind.rawValue
        }

        /// The service error's kind, or nil where the kind is one of our own.
        public var service: ServiceError.Kind? { ServiceError.Kind(rawValue: rawValue) }

        /// Not done within the job's time-out; the task goes on at the service.
        public static let timedOut = Kind(rawValue: "timedOut")
        /// The service cancelled the task.
        public static let taskCancelled = Kind(rawValue: "taskCancelled")
        /// The service no longer has the task, or its picture.
        public static let expired = Kind(rawValue: "expired")
        /// What was fetched, repeatedly, is no whole picture.
        public static let damagedImage = Kind(rawValue: "damagedImage")
        /// The picture could not be written here.
        public static let storage = Kind(rawValue: "storage")
        /// The ledger could not be written, so the job was not driven on.
        public static let ledger = Kind(rawValue: "ledger")
        /// There was no way to reach any service: it was not started, or there is no key.
        public static let connection = Kind(rawValue: "connection")
        /// The session that was sending ended before the reply was recorded.
        public static let interrupted = Kind(rawValue: "interrupted")
    }
}
