extension TransportRequest {
    /// Which addresses a request may go to. Names are held to it after they are resolved.
    public enum Reach: Sendable {
        /// Any: the address is the user's own choice.
        case anywhere
        /// Only addresses of the public internet.
        case publicInternet
        /// Only this machine.
        case thisMachine
        /// Addresses of the public internet, and this machine.
        case publicInternetOrThisMachine

        /// Whether the public internet is within it.
        var includesPublic: Bool { self != .thisMachine }

        func includes(_ address: NetworkAddress) -> Bool {
            switch self {
            case .anywhere: true
            case .publicInternet: address.isPublic
            case .thisMachine: address.isLoopback
            case .publicInternetOrThisMachine: address.isPublic || address.isLoopback
            }
        }
    }
}
