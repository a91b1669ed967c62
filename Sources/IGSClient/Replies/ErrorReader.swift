import FoundationEssentials

/// Makes a ``ServiceError`` from a reply that reports a failure (the table in Protocol, "Errors").
struct ErrorReader {
    let operation: ServiceError.Operation
    let reply: RawReply
    /// The reply's envelope; nil if the body is not a JSON object.
    let envelope: Envelope?

    /// Returns the error of a reply, by its code, words and status.
    func error() -> ServiceError {
        error(as: kind)
    }

    /// Returns the error of a reply whose kind is known already.
    ///
    /// - Parameter words: what the service says, if its message does not say it.
    func error(as kind: ServiceError.Kind, saying words: String? = nil) -> ServiceError {
        let location = kind == .redirected ? reply.headers["location"] : nil
        let told = envelope?.message ?? ""
        // A reply of unknown form is shown as it is.
        let isUnknown = kind == .unreadable || kind == .ambiguous && reply.isSuccess
        let words = words ?? (isUnknown ? reply.excerpt : nil)
        let message =
            location.map { String($0.prefix(2000)) } ?? (told.isEmpty ? words : told) ?? ""
        let mayWait = kind == .throttled || reply.status == 429 || reply.status == 503
        return ServiceError(
            kind: kind, operation: operation, message: message, httpStatus: reply.status,
            code: envelope?.code?.text, categories: ErrorText.categories(in: message),
            requestID: ErrorText.requestID(in: message) ?? reply.headers["x-request-id"],
            retryAfter: mayWait ? retryAfter(message) : nil)
    }
}

extension ErrorReader {
    private var kind: ServiceError.Kind {
        // What something between the service and us says is not the word of the service.
        if let kind = envelope?.errorKind, kind != .throttled || reply.status < 500,
            operation != .submit || !saysSuccess
        {
            return kind
        }
        if reply.status == 401 { return .unauthorized }
        if reply.status == 429 { return isThrottlingCertain ? .throttled : unclear }
        let number = number
        let isRefused = operation != .query && envelope?.saysNo == true && reply.status < 500
        return switch number {
        case 401: .unauthorized
        case 402, 433: .noCredits
        case 429: .throttled
        case 200..<500 where operation == .query && (number == 404 || saysNoSuchTask):
            .noSuchTask
        // A time-out, or a conflict with what may be the same submission: the task may exist.
        case 408, 409: operation == .submit || number == 408 ? unclear : .notAccepted
        case 400..<500: envelope?.speaksOfLimit == true ? .throttled : .notAccepted
        case _ where isRefused: .notAccepted
        // `"ok":false` and no number that says why: it was not accepted.
        default: unclear
        }
    }

    /// Whether the reply says that all is well, whatever its words are about: a remark on policies or limits is not a
    /// refusal.
    private var saysSuccess: Bool {
        guard let envelope else { return false }
        return reply.isSuccess && envelope.code?.isSuccess == true && !envelope.hasError
            && !envelope.saysNo && TaskWord(in: envelope.payload)?.status != .failed
    }

    /// The code in the body, else the HTTP status; a success code in a failed reply does not count.
    private var number: Int {
        guard let code = envelope?.code, !code.isSuccess || reply.isSuccess else {
            return reply.status
        }
        // An unknown word decides nothing by itself.
        return code.number ?? reply.status
    }

    private var saysNoSuchTask: Bool {
        envelope.map { $0.saysNoSuchTask || $0.saysNotFound } ?? false
    }

    private var unclear: ServiceError.Kind { operation == .submit ? .ambiguous : .transient }

    /// Whether a 429 is the service's own answer to a submission, rather than that of something between it and us.
    private var isThrottlingCertain: Bool {
        operation != .submit || envelope != nil || reply.headers["retry-after"] != nil
    }

    private func retryAfter(_ message: String) -> Duration? {
        reply.headers["retry-after"].flatMap { RetryAfter.duration(header: $0, now: now) }
            ?? RetryAfter.duration(message: message)
    }

    /// The server's time if it gives it: the time that dates are counted from.
    private var now: Double {
        reply.headers["date"].flatMap { HTTPDate($0) }.map { Double($0.secondsSince1970) }
            ?? Date.now.timeIntervalSince1970
    }
}
