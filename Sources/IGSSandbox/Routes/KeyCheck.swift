import SHA2

/// Recognises requests that carry the key as `Authorization: Bearer KEY`.
struct KeyCheck: Sendable {
    private let expected: SHA256.Digest

    init(key: String) {
        expected = SHA256.hash(key.utf8)
    }

    func accepts(_ request: Request) -> Bool {
        guard let header = request.headers[.authorization],
            let space = header.firstIndex(of: " "),
            header[..<space].lowercased() == "bearer"
        else { return false }
        let key = header[header.index(after: space)...]
        return SHA256.hash(key.utf8) == expected
    }
}
