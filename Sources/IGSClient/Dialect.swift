/// A way of speaking to the service (Protocol, "Two dialects").
public enum Dialect: String, CaseIterable, Codable, Sendable {
    /// The service's own.
    case openapi
    /// The OpenAI-style dialect of sibling resellers.
    case images

    /// Whether our own id can be used to ask for a task, so that a lost submission can be found again.
    ///
    /// If not, ``Client/query(_:)`` without a task id fails with `unsupported`.
    public var canProbe: Bool { self == .openapi }

    /// The routes to a task, the likeliest first.
    var queryRoutes: [QueryTask.Route] {
        switch self {
        case .openapi: [.task, .query]
        case .images: [.pollPath, .task, .generation, .imageTask]
        }
    }

    /// The paths that report the account's balance, the likeliest first.
    var balancePaths: [String] {
        switch self {
        case .openapi: ["/api/openapi/balance"]
        case .images: ["/v1/balance", "/v1/user/balance"]
        }
    }

    /// The model's name unless another one is given: fixed in `openapi`, the reseller's word in `images`.
    var modelName: String {
        switch self {
        case .openapi: "gpt_image_2_official"
        case .images: "gpt-image-2-official"
        }
    }
}
