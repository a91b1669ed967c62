/// Reads what a reply says about a task.
struct TaskReader {
    let envelope: Envelope
    let errors: ErrorReader

    /// Whether the reply names the task that it is about, so that its status is the task's beyond doubt.
    var isNamed: Bool {
        TaskWord(in: envelope.payload) != nil
            && (envelope.taskID != nil || envelope.payload["out_task_id"] != nil)
    }

    /// The report, or nil where the reply tells of no task.
    func report() -> TaskReport? {
        let results = ResultFinder.results(in: envelope.root)
        guard let status = status(results), !isRefusal(status) else { return nil }
        return TaskReport(
            taskID: envelope.taskID, status: status, progress: progress, results: results,
            expiresAt: expiresAt, creditsUsed: creditsUsed, cost: cost,
            failure: failure(status, results), namesTask: isNamed)
    }
}

extension TaskReader {
    private func status(_ results: [String]) -> TaskStatus? {
        if let word = TaskWord(in: envelope.payload) { return word.status }
        // Around a payload without a status, `success` may mean no more than that the query succeeded.
        if let word = TaskWord(in: envelope.root), word.status != .completed || !results.isEmpty {
            return word.status
        }
        return results.isEmpty ? nil : .completed
    }

    /// Whether a nameless failure is that of the query, not of a task.
    private func isRefusal(_ status: TaskStatus) -> Bool {
        status == .failed && !isNamed
            && [.unauthorized, .throttled].contains(envelope.errorKind)
    }

    private var progress: Double? {
        let value = envelope.payload["progress"]
        let number =
            value?.double
            ?? value?.text.flatMap { text in
                text.hasSuffix("%") ? JSONValue.string(String(text.dropLast())).double : nil
            }
        return number.map { min(max($0, 0), 100) }
    }

    /// Seconds since 1970, whether the reply counts in seconds or milliseconds.
    private var expiresAt: Double? {
        guard let number = ResultFinder.number("expires_at", in: envelope.payload), number > 0
        else {
            return nil
        }
        return number >= 100_000_000_000 ? number / 1000 : number
    }

    /// `cost` is credits where it stands alone.
    private var creditsUsed: Double? { amount(of: Self.creditKeys) ?? amount(of: ["cost"]) }

    /// `cost` is dollars where the credits stand beside it.
    private var cost: Price? {
        guard amount(of: Self.creditKeys) != nil else { return nil }
        return amount(of: ["cost"]).flatMap(Price.init(dollars:))
    }

    private static let creditKeys = ["credits_used", "credits_cost"]

    private func amount(of keys: [String]) -> Double? {
        let value = envelope.payload.first(of: keys) ?? envelope.root.first(of: keys)
        return value?.double.flatMap { $0 >= 0 ? $0 : nil }
    }

    private func failure(_ status: TaskStatus, _ results: [String]) -> ServiceError? {
        switch status {
        case .queued, .running: nil
        case .completed: results.isEmpty ? errors.error(as: .missingResult) : nil
        case .failed: errors.error(as: failureKind)
        case .cancelled, .expired: envelope.hasError ? errors.error(as: .taskFailed) : nil
        }
    }

    private var failureKind: ServiceError.Kind {
        if let kind = envelope.errorKind, kind == .rejected || kind == .noCredits { return kind }
        return [402, 433].contains(envelope.code?.number) ? .noCredits : .taskFailed
    }
}
