/// The two wire forms that the sandbox speaks: Protocol, "Two dialects".
enum Dialect: Sendable {
    case openAPI
    case images
}
