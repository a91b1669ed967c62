internal import CNettle

/// SHA-256 of bytes that arrive piece by piece, computed by nettle.
///
/// A value can be copied at any point; each copy goes on by itself.
package struct SHA256: Sendable {
    /// Invariant: initialised by nettle. It has no pointers, so copying it copies all of the state.
    private var context: sha256_ctx

    /// Creates the hash of no bytes.
    package init() {
        context = sha256_ctx()
        nettle_sha256_init(&context)
    }

    /// Appends bytes.
    package mutating func update(_ bytes: some Collection<UInt8>) {
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { append($0) }
        if isDone == nil { Array(bytes).withUnsafeBufferPointer { append($0) } }
    }

    /// Returns the digest of the bytes that have been appended, to which more can be appended afterwards.
    package func finalize() -> Digest {
        var end = context
        let bytes = [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, count in
            nettle_sha256_digest(&end, Digest.byteCount, buffer.baseAddress)
            count = Digest.byteCount
        }
        return Digest(bytes: bytes)
    }

    /// Returns the digest of some bytes.
    package static func hash(_ bytes: some Collection<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        // An empty buffer may have no address.
        guard let start = bytes.baseAddress else { return }
        nettle_sha256_update(&context, bytes.count, start)
    }
}

extension SHA256 {
    /// What the bytes hash to.
    package struct Digest: Hashable, Sendable {
        /// The number of its bytes.
        package static let byteCount = 32

        /// Its 32 bytes.
        package let bytes: [UInt8]

        /// The bytes in lower-case hexadecimal: 64 characters.
        package var hexadecimal: String {
            let digits = Array("0123456789abcdef".utf8)
            return String(
                decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
                as: UTF8.self)
        }
    }
}
