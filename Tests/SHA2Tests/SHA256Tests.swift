import IGSRandom
import IGSTestSupport
import SHA2
import Testing

@Suite struct SHA256Tests {
    /// The examples of NIST's "Secure Hashing" page, and the hash of nothing.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func `the published examples have the published digests`(text: String, digest: String) {
        #expect(SHA256.hash(text.utf8).hexadecimal == digest)
    }

    @Test func `bytes of any count, in pieces of any size, hash as sha256sum has them`()
        async throws
    {
        let folder = try TemporaryFolder()
        var random = SeededRandom(seed: 256)
        // Around the ends of blocks, where padding begins another one; then anywhere.
        let counts = Array(0...130) + (0..<50).map { _ in random.next(below: 200_000) }
        var digests: [String] = []
        for (number, count) in counts.enumerated() {
            let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            try folder.write(bytes, to: "\(1000 + number)")
            var hash = SHA256()
            var rest = bytes[...]
            while !rest.isEmpty {
                let piece = rest.prefix(random.next(below: random.chance(0.5) ? 100 : 100_000))
                hash.update(piece)
                rest.removeFirst(piece.count)
            }
            #expect(hash.finalize() == SHA256.hash(bytes))
            digests.append(hash.finalize().hexadecimal)
        }
        let outcome = try await IgsProcess(
            folder.names(), program: "/usr/bin/sha256sum", in: folder.path, environment: [:],
            scratch: folder.path
        ).outcome()
        #expect(outcome.lines.map { String($0.prefix { $0 != " " }) } == digests)
    }

    @Test func `bytes that are not in one place hash like an array of them`() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        #expect(SHA256.hash(bytes.lazy.map { $0 }) == SHA256.hash(bytes))
        #expect(SHA256.hash(EmptyCollection()) == SHA256.hash([]))
    }

    @Test func `a hash goes on after its digest was taken, and so does a copy`() {
        var hash = SHA256()
        hash.update("a".utf8)
        #expect(hash.finalize() == SHA256.hash("a".utf8))
        var copy = hash
        copy.update("x".utf8)
        hash.update("bc".utf8)
        #expect(hash.finalize() == SHA256.hash("abc".utf8))
        #expect(copy.finalize() == SHA256.hash("ax".utf8))
    }

    @Test func `a digest is equal to itself alone, and writes both digits of small bytes`() {
        let digest = SHA256.hash("a".utf8)
        #expect(digest.bytes.count == SHA256.Digest.byteCount)
        #expect(digest != SHA256.hash("b".utf8))
        // 0x00 begins the digest of this number.
        let small = SHA256.hash("286".utf8)
        #expect(small.bytes.first == 0)
        #expect(small.hexadecimal.hasPrefix("00") && small.hexadecimal.utf8.count == 64)
    }
}
