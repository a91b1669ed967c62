/// The kinds of exchange at which something can go wrong.
package enum FaultPlace: String, CaseIterable, Sendable {
    case submit
    case query
    case download
    case balance

    /// Finds the kind of an exchange by its request's path, in either dialect.
    ///
    /// - Returns: nil if no fault applies to the path.
    init?(path: some StringProtocol) {
        let path = path.prefix { $0 != "?" }
        switch path {
        case "/api/openapi/submit", "/v1/images/generations": self = .submit
        case "/api/openapi/query": self = .query
        case "/api/openapi/balance", "/v1/balance", "/v1/user/balance": self = .balance
        case _ where ImagesPaths.queries.contains { path.hasPrefix("/v1/\($0)/") }: self = .query
        case _ where path.hasPrefix("/results/"): self = .download
        default: return nil
        }
    }
}
