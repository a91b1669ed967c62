/// The two wire forms that the sandbox speaks: PROTOCOL.md, section 2, "Two dialects".
enum Dialect: Sendable {
    case openAPI
    case images
}
