/// Reads what a reply says about a task.
struct TaskReader {
    let envelope: Envelope
    let errors: ErrorReader
    /// The addresses that were sent with the request.
    let sent: Set<String>

    /// Whether the reply names the task that it is about, so that its status is certainly the task's.
    var isNamed: Bool {
        TaskWord(in: envelope.payload) != nil
            && (envelope.taskID != nil || envelope.outTaskID != nil)
    }

    /// Returns the report; nil if the reply does not report a task.
    ///
    /// - Parameter guesses: when to count addresses that may not be a picture's.
    func report(guessing guesses: Guesses = .ofDoneTasks) -> TaskReport? {
        var found = ResultFinder.findings(in: envelope.root, sent: sent)
        if guesses == .always { found.guess() }
        guard let status = status(found.addresses), !isRefusal(status) else { return nil }
        if status == .completed, guesses == .ofDoneTasks { found.guess() }
        return TaskReport(
            taskID: envelope.taskID, status: status, progress: progress, results: found.addresses,
            expiresAt: expiresAt, creditsUsed: creditsUsed, cost: cost,
            failure: failure(status, found), namesTask: isNamed)
    }
}

extension TaskReader {
    /// When to count addresses that may not be a picture's.
    enum Guesses {
        case always
        /// For a task that the reply explicitly calls done.
        case ofDoneTasks
        case never
    }
}

private extension TaskReader {
    func status(_ results: [String]) -> TaskStatus? {
        if let word = TaskWord(in: envelope.payload) { return status(word, results) }
        // Around a payload without a status, `success` may only mean that the query succeeded.
        if let word = TaskWord(in: envelope.root), word.status != .completed || !results.isEmpty {
            return status(word, results)
        }
        if !results.isEmpty { return .completed }
        let isUnderWay = envelope.payload["progress"]?.double != nil && envelope.taskID != nil
        return isUnderWay && !envelope.hasReason ? .running(unknownWord: nil) : nil
    }

    /// Returns the status. A result beside it says more than an unknown word, or than a number that means different
    /// things at different services; so does a reason why there is none.
    func status(_ word: TaskWord, _ results: [String]) -> TaskStatus {
        switch word.status {
        case .running(unknownWord: _?) where !results.isEmpty: .completed
        case .running(unknownWord: _?) where envelope.hasReason: .failed
        case _ where word.isNumber && !results.isEmpty: .completed
        case .completed where word.isNumber && envelope.hasReason: .failed
        default: word.status
        }
    }

    /// Whether a failure without a task's name is the query's, and not the task's.
    func isRefusal(_ status: TaskStatus) -> Bool {
        status == .failed && !isNamed
            && [.unauthorized, .throttled].contains(envelope.errorKind)
    }

    var progress: Double? {
        let value = envelope.payload["progress"]
        let number =
            value?.double
            ?? value?.text.flatMap { text in
                text.hasSuffix("%") ? JSONValue.string(String(text.dropLast())).double : nil
            }
        return number.map { min(max($0, 0), 100) }
    }

    /// Seconds since 1970, whether the reply counts in seconds or milliseconds.
    var expiresAt: Double? {
        guard let number = ResultFinder.number("expires_at", in: envelope.payload), number > 0
        else {
            return nil
        }
        return number >= 100_000_000_000 ? number / 1000 : number
    }

    /// The credits used; `cost` means credits if it stands alone.
    var creditsUsed: Double? { amount(of: Self.creditKeys) ?? amount(of: ["cost"]) }

    /// The cost; `cost` means dollars if the credits stand beside it.
    var cost: Price? {
        guard amount(of: Self.creditKeys) != nil else { return nil }
        return amount(of: ["cost"]).flatMap(Price.init(dollars:))
    }

    static let creditKeys = ["credits_used", "credits_cost"]

    func amount(of keys: [String]) -> Double? {
        let value = envelope.payload.first(of: keys) ?? envelope.root.first(of: keys)
        return value?.double.flatMap { $0 >= 0 ? $0 : nil }
    }

    func failure(_ status: TaskStatus, _ found: ResultFinder.Findings) -> ServiceError? {
        switch status {
        case .queued, .running: nil
        case .completed: found.addresses.isEmpty ? missing(found.words) : nil
        case .failed: errors.error(as: failureKind)
        case .cancelled, .expired: envelope.hasReason ? errors.error(as: .taskFailed) : nil
        }
    }

    /// Returns the error of a missing picture. A text in its place is usually the safety review's.
    func missing(_ words: String?) -> ServiceError {
        let kind: ServiceError.Kind =
            envelope.errorKind == .rejected || words.map(ReplyWords.readsAsRefusal) ?? false
            ? .rejected : .missingResult
        return errors.error(as: kind, saying: words)
    }

    var failureKind: ServiceError.Kind {
        if let kind = envelope.errorKind, kind == .rejected || kind == .noCredits { return kind }
        return [402, 433].contains(envelope.code?.number) ? .noCredits : .taskFailed
    }
}
