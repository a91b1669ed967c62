public import IGSClient

/// Why a job has no picture, or what its last problem was: data, not wording.
public struct JobFailure: Error, Hashable, Codable, Sendable {
    /// What went wrong.
    public let kind: Kind
    /// The words of whoever noticed it: see ``speaker``. May be empty. Filter them before printing.
    public let message: String
    /// Whose words ``message`` are.
    public let speaker: Speaker
    /// The safety review's categories; empty if it named none.
    public let categories: [String]
    /// The code in the service's reply, as text; nil if there was none.
    public let code: String?
    /// For how many seconds the service wants to be left alone; nil if it did not say.
    public let retryAfter: Double?
    /// The file of the store with the bytes that came in place of a picture; nil if none came.
    public let keptBytes: String?

    /// Whether the failure was reported about this very task. An error in reply to a query may concern the query alone,
    /// and a status without a task's id may concern the service.
    public let namesTask: Bool

    /// Creates a failure.
    public init(
        kind: Kind, message: String = "", speaker: Speaker = .igs, categories: [String] = [],
        code: String? = nil, retryAfter: Double? = nil, keptBytes: String? = nil,
        namesTask: Bool = true
    ) {
        self.kind = kind
        self.message = message
        self.speaker = speaker
        self.categories = categories
        self.code = code
        self.retryAfter = retryAfter
        self.keptBytes = keptBytes
        self.namesTask = namesTask
    }

    /// Creates the failure of a job from the service's error.
    public init(_ error: ServiceError) {
        self.init(error, namesTask: error.operation != .query)
    }

    private init(_ error: ServiceError, namesTask: Bool) {
        self.init(
            kind: Kind(error.kind), message: error.message, speaker: Speaker(of: error),
            categories: error.categories, code: error.code ?? error.httpStatus.map(String.init),
            retryAfter: error.retryAfter?.inSeconds, namesTask: namesTask)
    }

    /// Creates the failure of a task that the service reports as ended without a picture.
    init(of report: TaskReport) {
        let ended: (kind: Kind, isKnown: Bool) =
            switch report.status {
            case .cancelled: (.taskCancelled, true)
            case .expired: (.expired, true)
            case .completed: (Kind(.missingResult), false)
            case .queued, .running, .failed: (Kind(.taskFailed), false)
            }
        if let error = report.failure, !ended.isKnown {
            self.init(error, namesTask: report.namesTask)
        } else {
            self.init(
                kind: ended.kind, message: report.failure?.message ?? "",
                speaker: report.failure == nil && !ended.isKnown ? .igs : .service,
                namesTask: report.namesTask)
        }
    }

    /// Creates the failure of a job for which something else was fetched in place of a picture.
    init(_ defect: ImageDefect) {
        self.init(kind: .damagedImage, message: defect.description, keptBytes: defect.keptBytes)
    }

    /// Returns the failure of a job whose time is up. It includes the job's last problem.
    static func timedOut(after trouble: JobFailure?) -> JobFailure {
        JobFailure(
            kind: .timedOut, message: trouble?.message ?? "", speaker: trouble?.speaker ?? .igs,
            code: trouble?.code)
    }

    /// Whether the service itself reported that this task failed.
    public var isServicesVerdict: Bool {
        namesTask
            && (kind == .taskCancelled
                || [.taskFailed, .rejected, .noCredits].contains(kind.service))
    }
}

extension JobFailure {
    /// Who can say why a job has no picture.
    public enum Speaker: String, Codable, Sendable {
        /// The service, in a reply.
        case service
        /// The operating system, about a connection or a file.
        case system
        /// igs, which found the problem.
        case igs

        init(of error: ServiceError) {
            self =
                switch error.kind {
                case .badAddress, .tooLarge, .badReference, .unsupported, .otherTask, .redirected:
                    .igs
                case .unreadable where error.operation == .download: .igs
                case _ where error.httpStatus == nil: .system
                default: .service
                }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case kind, message, speaker, categories, code, retryAfter, keptBytes, namesTask
    }

    /// Reads a failure as the ledger has it. igs 0.1 did not record the speaker: a failure with a code came from a
    /// reply.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try fields.decode(Kind.self, forKey: .kind)
        let code = try fields.decodeIfPresent(String.self, forKey: .code)
        let old: Speaker = kind.service == nil ? .igs : code == nil ? .system : .service
        self.init(
            kind: kind, message: try fields.decode(String.self, forKey: .message),
            speaker: try fields.decodeIfPresent(Speaker.self, forKey: .speaker) ?? old,
            categories: try fields.decode([String].self, forKey: .categories), code: code,
            retryAfter: try fields.decodeIfPresent(Double.self, forKey: .retryAfter),
            keptBytes: try fields.decodeIfPresent(String.self, forKey: .keptBytes),
            namesTask: try fields.decodeIfPresent(Bool.self, forKey: .namesTask) ?? true)
    }
}

extension JobFailure {
    /// The kind of a service error, or a kind of our own.
    public struct Kind: RawRepresentable, Hashable, Codable, Sendable {
        /// The kind's stable word, as the ledger has it.
        public let rawValue: String

        /// Creates a kind from its word.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// Creates the kind of a service error.
        public init(_ kind: ServiceError.Kind) {
            self.rawValue = kind.rawValue
        }

        /// The service error's kind, or nil if the kind is one of our own.
        public var service: ServiceError.Kind? { ServiceError.Kind(rawValue: rawValue) }

        /// Not done within the job's time-out; the task continues at the service.
        public static let timedOut = Kind(rawValue: "timedOut")
        /// The service cancelled the task.
        public static let taskCancelled = Kind(rawValue: "taskCancelled")
        /// The service no longer has the task, or its picture.
        public static let expired = Kind(rawValue: "expired")
        /// What was fetched, repeatedly, is not a whole picture.
        public static let damagedImage = Kind(rawValue: "damagedImage")
        /// The picture could not be written here.
        public static let storage = Kind(rawValue: "storage")
        /// The ledger could not be written, so the job was not driven any further.
        public static let ledger = Kind(rawValue: "ledger")
        /// No service could be reached: it was not started, or there is no key.
        public static let connection = Kind(rawValue: "connection")
        /// The session that was sending ended before the reply was recorded.
        public static let interrupted = Kind(rawValue: "interrupted")
    }
}
