extension ServiceError {
    /// Makes the error that a failed exchange means for its call.
    init(_ error: TransportError, operation: Operation, httpStatus: Int? = nil) {
        self.init(
            kind: Self.kind(of: error, operation), operation: operation, message: error.message,
            httpStatus: httpStatus, underlying: error.underlying)
    }

    private static func kind(of error: TransportError, _ operation: Operation) -> Kind {
        if operation == .submit, error.mayHaveArrived { return .ambiguous }
        return switch error.code {
        case .unresolved, .notConnected, .notEncrypted: .unsent
        case .untrusted: .untrusted
        case .timedOut, .broken: operation == .submit ? .unsent : .transient
        case .body: .badReference
        case .badRequest, .outOfReach: .badAddress
        case .cancelled: .cancelled
        }
    }
}
