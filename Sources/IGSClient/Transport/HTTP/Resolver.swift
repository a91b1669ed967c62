import NIOPosix

import Glibc

/// Finds the addresses that a name stands for.
struct Resolver: Sendable {
    /// Returns the addresses of a name, in the order in which to try them; none if it has none.
    let addresses: @Sendable (_ name: String) async -> [NetworkAddress]

    /// The operating system's resolver.
    static let system = Resolver { name in
        let lookUp: @Sendable () -> [NetworkAddress] = { blockingLookUp(name) }
        return (try? await NIOThreadPool.singleton.runIfActive(lookUp)) ?? []
    }

    private static func blockingLookUp(_ name: String) -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0, let first = list else { return [] }
        defer { freeaddrinfo(first) }
        var found: [NetworkAddress] = []
        var next: UnsafeMutablePointer<addrinfo>? = first
        while let entry = next?.pointee {
            next = entry.ai_next
            guard let address = entry.ai_addr.flatMap({ NetworkAddress($0) }),
                !found.contains(address)
            else { continue }
            found.append(address)
        }
        return found
    }
}
