import FoundationEssentials
import Glibc
import SHA2
import SandboxPainter

/// One picture on its way into the ``ReferenceStore``: base64 in, a file named by its SHA-256 out.
///
/// Failures are remembered and reported by ``finish(called:)``, so that a body can be read to its end first. An intake
/// that is never finished leaves nothing behind.
final class ReferenceIntake {
    /// The most bytes that one reference may have.
    static let maximumByteCount = 50_000_000
    /// The number of characters that are decoded at a time, a multiple of four.
    private static let pieceCount = 192 << 10

    private enum Trouble {
        case notBase64
        case tooLarge
        case cannotWrite
    }

    private let folder: StateFolder
    private let temporaryPath: String
    private let descriptor: Int32
    private var headerByteCount: Int
    private var pending: [UInt8] = []
    private var head: [UInt8] = []
    private var byteCount = 0
    private var isPadded = false
    private var hash = SHA256()
    private var trouble: Trouble?

    /// Makes an intake.
    ///
    /// - Parameter headerByteCount: How many of the first appended bytes are not base64.
    init(folder: StateFolder, headerByteCount: Int) {
        self.folder = folder
        self.headerByteCount = headerByteCount
        temporaryPath = folder.file(".incoming-\(RandomText.base32(26))")
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0 { trouble = .cannotWrite }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporaryPath)
    }

    /// Takes the next characters.
    func append(_ characters: [UInt8]) {
        let skipped = min(headerByteCount, characters.count)
        headerByteCount -= skipped
        guard trouble == nil else { return }
        pending += characters.dropFirst(skipped)
        while pending.count > Self.pieceCount {
            decode(pending.prefix(Self.pieceCount))
            pending.removeFirst(Self.pieceCount)
        }
    }

    /// Ends the picture and files it.
    ///
    /// - Throws: A `Refusal` that calls the picture by the given name.
    func finish(called name: String) throws(Refusal) -> Reference {
        decode(pending[...])
        pending = []
        switch trouble {
        case nil: break
        case .notBase64: throw .badRequest("\(name) is not valid base64")
        case .tooLarge: throw .tooLarge("\(name) is larger than 50 MB")
        case .cannotWrite: throw .trouble("cannot write to \(folder.path)")
        }
        guard let format = PictureFormat(signature: head) else {
            throw .badRequest("\(name) is not a PNG, JPEG or WebP picture")
        }
        let sha256 = hash.finalize().hexadecimal
        guard rename(temporaryPath, folder.file(sha256)) == 0 else {
            throw .trouble("cannot write to \(folder.path)")
        }
        return .stored(sha256: sha256, format: format, byteCount: byteCount)
    }

    private func decode(_ characters: ArraySlice<UInt8>) {
        guard trouble == nil, !characters.isEmpty else { return }
        guard !isPadded, let bytes = Data(base64Encoded: Data(characters)) else {
            trouble = .notBase64
            return
        }
        isPadded = characters.last == UInt8(ascii: "=")
        byteCount += bytes.count
        guard byteCount <= Self.maximumByteCount else {
            trouble = .tooLarge
            return
        }
        if head.count < 16 { head += bytes.prefix(16) }
        hash.update(bytes)
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if written != bytes.count { trouble = .cannotWrite }
    }
}
