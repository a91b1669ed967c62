/// A way of speaking to the service (PROTOCOL section 2, "Two dialects").
public enum Dialect: String, CaseIterable, Codable, Sendable {
    /// The service's own.
    case openapi
    /// The OpenAI-style one of sibling resellers.
    case images

    /// Whether a task can be asked for by our own id, so that a lost submission can be found again.
    ///
    /// Where it cannot, ``Client/query(task:id:)`` without a task id fails with `unsupported`.
    public var canProbe: Bool { self == .openapi }
}
