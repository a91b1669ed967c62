import IGSClient

/// What the service's wish to be left alone for a while comes to.
extension JobLifecycle {
    /// Whether the service wants the same later, rather than that it failed to answer.
    ///
    /// A `Retry-After` counts with the statuses 429 and 503 only: other errors carry none.
    func asksToWait(_ error: ServiceError) -> Bool {
        error.kind == .throttled || error.retryAfter != nil
    }

    /// Whether the service wants to be left alone for longer than a session sits out.
    func asksForTooMuch(_ error: ServiceError) -> Bool {
        (error.retryAfter ?? .zero) > policy.longestWait
    }

    /// The pause before the `attempt`th retry, counted from 1.
    func pause(after error: ServiceError, attempt: Int) -> Pause {
        asksToWait(error)
            ? .throttled(attempt, atLeast: error.retryAfter) : .retry(attempt)
    }
}
