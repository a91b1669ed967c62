import SHA2

/// Finds jobs by what they ask for: 64 bits of a SHA-256 over the service and the request.
///
/// References count by their content, because a file of the store is named after it; an address counts as it is written.
struct RequestKey: Hashable {
    let rawValue: Int64

    /// - Parameter text: the request as the ledger has it.
    init(service: String, text: String) {
        // No service has a line break in its name.
        let digest = SHA256.hash(Array("\(service)\n\(text)".utf8))
        rawValue = Int64(bitPattern: digest.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
