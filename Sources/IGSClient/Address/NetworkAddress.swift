import Glibc

/// An IP address: what a name stands for, and what a connection goes to.
struct NetworkAddress: Hashable, Sendable {
    /// Four bytes or sixteen, in the network's order.
    let bytes: [UInt8]

    /// Reads the usual notation, `192.0.2.1` or `2001:db8::1`; nil for any other text.
    ///
    /// The old notations, `127.1` or `0x7f000001`, do not count as addresses here.
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

    /// Takes an address from the system; nil if it is not an internet address.
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

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension NetworkAddress {
    /// Whether the address is this machine.
    var isLoopback: Bool {
        if let embedded { return embedded.isLoopback }
        return bytes.count == 4
            ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// Whether the address belongs to the public internet, by IANA's registries of special addresses.
    ///
    /// Private, shared, link-local, multicast, documentation and benchmark addresses do not; neither does any address
    /// that tunnels IPv4 in a way that nobody needs any more.
    var isPublic: Bool {
        if let embedded { return embedded.isPublic }
        let (ranges, isListed) =
            bytes.count == 4 ? (Self.specialIPv4, true) : (Self.specialIPv6, false)
        // Of IPv6, only 2000::/3 is allocated at all.
        guard isListed || bytes[0] >> 5 == 0b001 else { return false }
        return !ranges.contains { contains($0.start, $0.bits) }
    }

    /// Whether the address is in 198.18/15. The range is for benchmarks; proxies that take all traffic of a machine
    /// answer with it in place of the real address.
    var isForBenchmarks: Bool {
        if let embedded { return embedded.isForBenchmarks }
        return bytes.count == 4 && contains([198, 18], 15)
    }
}

extension NetworkAddress: CustomStringConvertible {
    /// The address in the usual notation, IPv6 without brackets.
    var description: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            String(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]), radix: 16)
        }.joined(separator: ":")
    }
}

private extension NetworkAddress {
    /// The IPv4 address that an IPv6 address stands for: mapped (`::ffff:0:0/96`), or translated by the network
    /// (`64:ff9b::/96`).
    var embedded: NetworkAddress? {
        guard bytes.count == 16 else { return nil }
        let isEmbedding = Self.embeddingPrefixes.contains { bytes.starts(with: $0) }
        return isEmbedding ? NetworkAddress(bytes: Array(bytes[12...])) : nil
    }

    func contains(_ start: [UInt8], _ bits: Int) -> Bool {
        bytes.indices.allSatisfy { index in
            let bits = min(max(bits - index * 8, 0), 8)
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
            let wanted = start.indices.contains(index) ? start[index] : 0
            return bytes[index] & mask == wanted & mask
        }
    }

    static let specialIPv4: [(start: [UInt8], bits: Int)] = [
        ([0], 8),  // this network
        ([10], 8), ([172, 16], 12), ([192, 168], 16),  // private
        ([100, 64], 10),  // shared by the customers of a carrier
        ([127], 8),  // loopback
        ([169, 254], 16),  // link-local
        ([192, 0, 0], 24),  // the protocols' own
        ([192, 88, 99], 24),  // relays of 6to4, given up
        ([192, 0, 2], 24), ([198, 51, 100], 24), ([203, 0, 113], 24),  // documentation
        ([198, 18], 15),  // benchmarks
        ([224], 3),  // multicast, reserved, broadcast
    ]

    static let specialIPv6: [(start: [UInt8], bits: Int)] = [
        ([0x20, 0x01], 23),  // the protocols' own: Teredo, benchmarks and others
        ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x3F, 0xFF], 20),  // documentation
        ([0x20, 0x02], 16),  // 6to4
    ]

    static let embeddingPrefixes: [[UInt8]] = [
        [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF],
        [0x00, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8),
    ]
}
