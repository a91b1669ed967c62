import SHA2

/// The name of a picture's content: the SHA-256 of its bytes, in lower-case hexadecimal.
public enum ContentDigest {
    /// Returns the digest of a file; nil if it cannot be read.
    public static func ofFile(_ path: String) -> String? {
        guard let file = try? OpenFile(reading: path), file.isRegular else { return nil }
        return of(file)
    }

    /// Returns the digest of the rest of a file; nil if it cannot be read.
    static func of(_ file: borrowing OpenFile) -> String? {
        var hash = SHA256()
        while let chunk = try? file.read(upTo: 256 * 1024) {
            guard !chunk.isEmpty else { return hash.finalize().hexadecimal }
            hash.update(chunk)
        }
        return nil
    }
}
