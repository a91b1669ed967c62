import Glibc

/// The bytes of the references that came with submissions: a file each, named by its SHA-256.
package struct ReferenceStore: Sendable {
    private let folder: StateFolder

    init(folder: StateFolder) {
        self.folder = folder
    }

    /// Begins to take a picture whose text begins like this: a data URI in base64, or bare base64.
    ///
    /// - Parameter text: The whole text, or its first 64 KiB. It is only examined: `append` it to the intake.
    /// - Returns: nil if the text is neither.
    func intake(beginningWith text: some Collection<UInt8>) -> ReferenceIntake? {
        guard let header = Base64Text.headerByteCount(of: text) else { return nil }
        return ReferenceIntake(folder: folder, headerByteCount: header)
    }

    /// Returns a stored picture's bytes, or nil if they are missing.
    package func bytes(sha256: String) -> [UInt8]? {
        guard Self.isName(sha256) else { return nil }
        let descriptor = open(folder.file(sha256), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        let count = Int(status.st_size)
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while initialized < count {
                let step = read(
                    descriptor, buffer.baseAddress.map { $0 + initialized }, count - initialized)
                guard step > 0 else { break }
                initialized += step
            }
        }
    }

    /// Whether a text is the name of a stored picture.
    static func isName(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy(isHexDigit)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
