#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An IP address: what a name stands for, and a connection goes to.
struct NetworkAddress: Hashable, Sendable {
    /// Four bytes or sixteen, in the network's order.
    let bytes: [UInt8]

    /// Reads the usual notation: `192.0.2.1`, `2001:db8::1`; nil for any other text.
    ///
    /// The notations of old, `127.1` or `0x7f000001`, are no addresses here.
    init?(_ text: some StringProtocol) {
        let text = String(text)
        guard !text.utf8.contains(0) else { return nil }
        var four = in_addr()
        var sixteen = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
            bytes = withUnsafeBytes(of: sixteen) { Array($0) }
        } else {
            return nil
        }
    }

    /// Takes an address of the system's; nil for one that is not of the internet.
    init?(_ address: UnsafePointer<sockaddr>) {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            let address = raw.assumingMemoryBound(to: sockaddr_in.self).pointee
            bytes = withUnsafeBytes(of: address.sin_addr) { Array($0) }
        case AF_INET6:
            let address = raw.assumingMemoryBound(to: sockaddr_in6.self).pointee
            bytes = withUnsafeBytes(of: address.sin6_addr) { Array($0) }
        default:
            return nil
        }
    }

    /// The IPv4 address that an IPv6 one stands for: mapped (`::ffff:0:0/96`), or translated by the network
    /// (`64:ff9b::/96`).
    var embedded: NetworkAddress? {
        guard bytes.count == 16 else { return nil }
        let isEmbedding = Self.embeddingPrefixes.contains { bytes.starts(with: $0) }
        return isEmbedding ? NetworkAddress(bytes: Array(bytes[12...])) : nil
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private static let embeddingPrefixes: [[UInt8]] = [
        [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF],
        [0x00, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8),
    ]
}

extension NetworkAddress: CustomStringConvertible {
    /// The usual notation, IPv6 without brackets.
    var description: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            String(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]), radix: 16)
        }.joined(separator: ":")
    }
}
