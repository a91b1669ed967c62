/// Carries one request to a server and its reply back.
///
/// A transport follows no redirects, changes no body, and never sends a request twice by itself: only the caller knows
/// whether a second try is safe.
public protocol Transport: Sendable {
    /// Sends a request and returns as soon as the reply's head has arrived.
    ///
    /// - Throws: `TransportError`, whose `mayHaveArrived` is false only if the server provably does not have the whole
    ///   request.
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportReply
}
