/// Carries one request to a server and its reply back.
///
/// A transport follows no redirect, changes no body, and never sends a request twice by itself: whether a second
/// try is safe, only the caller knows.
public protocol Transport: Sendable {
    /// Sends a request and returns as soon as the reply's head is there.
    ///
    /// - Throws: `TransportError`, whose `mayHaveArrived` is false only where the server provably has not the whole request.
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportReply
}
