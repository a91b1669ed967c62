/// A way of speaking to the service (Protocol, "Two dialects").
public enum Dialect: String, CaseIterable, Codable, Sendable {
    /// The service's own.
    case openapi
    /// The OpenAI-style one of sibling resellers.
    case images

    /// Whether a task can be asked for by our own id, so that a lost submission can be found again.
    ///
    /// Where it cannot, ``Client/query(_:)`` without a task id fails with `unsupported`.
    public var canProbe: Bool { self == .openapi }

    /// The routes to a task, the likeliest first.
    var queryRoutes: [QueryTask.Route] {
        switch self {
        case .openapi: [.task, .query]
        case .images: [.pollPath, .task, .generation, .imageTask]
        }
    }

    /// The paths that tell what is left in the account, the likeliest first.
    var balancePaths: [String] {
        switch self {
        case .openapi: ["/api/openapi/balance"]
        case .images: ["/v1/balance", "/v1/user/balance"]
        }
    }

    /// The model's name where nobody gives another one: fixed in `openapi`, the reseller's word in `images`.
    var modelName: String {
        switch self {
        case .openapi: "gpt_image_2_official"
        case .images: "gpt-image-2-official"
        }
    }
}
