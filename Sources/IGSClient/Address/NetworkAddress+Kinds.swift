extension NetworkAddress {
    /// Whether the address is this machine.
    var isLoopback: Bool {
        if let embedded { return embedded.isLoopback }
        return bytes.count == 4
            ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// Whether the address is one of the public internet, by IANA's registries of special addresses.
    ///
    /// Private, shared, link-local, multicast, documentation and benchmark addresses are not, nor is anything that
    /// tunnels IPv4 in a way that nobody needs any more.
    var isPublic: Bool {
        if let embedded { return embedded.isPublic }
        let (ranges, isListed) =
            bytes.count == 4 ? (Self.specialIPv4, true) : (Self.specialIPv6, false)
        // Of IPv6, only 2000::/3 is given out at all.
        guard isListed || bytes[0] >> 5 == 0b001 else { return false }
        return !ranges.contains { contains($0.start, $0.bits) }
    }

    /// Whether the address is one of 198.18/15, which is for benchmarks, and which proxies that take all traffic of a
    /// machine answer with in place of the real one.
    var isForBenchmarks: Bool {
        if let embedded { return embedded.isForBenchmarks }
        return bytes.count == 4 && contains([198, 18], 15)
    }

    private func contains(_ start: [UInt8], _ bits: Int) -> Bool {
        bytes.indices.allSatisfy { index in
            let bits = min(max(bits - index * 8, 0), 8)
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
            let wanted = start.indices.contains(index) ? start[index] : 0
            return bytes[index] & mask == wanted & mask
        }
    }

    private static let specialIPv4: [(start: [UInt8], bits: Int)] = [
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

    private static let specialIPv6: [(start: [UInt8], bits: Int)] = [
        ([0x20, 0x01], 23),  // the protocols' own: Teredo, benchmarks and others
        ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x3F, 0xFF], 20),  // documentation
        ([0x20, 0x02], 16),  // 6to4
    ]
}
