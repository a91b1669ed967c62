import Glibc
import IGSScript

/// Reads prompts from text files, for `gen --from FILE`.
enum PromptFile {
    /// The most bytes that such a file may have (64 KiB).
    static let maximumByteCount = 64 << 10

    /// Returns the prompt in a file: its text as it is, without a byte order mark and without the line ending at its
    /// end.
    ///
    /// - Parameters:
    ///   - path: As the user writes it; `~/` is the home folder.
    ///   - file: The source that names it. A script may read files beside and below itself; it may not read hidden
    ///     ones, where keys and passwords are kept, because a prompt goes to the service.
    /// - Throws: ``Diagnostic`` if it cannot be read, or is not the text of a prompt.
    static func prompt(in path: String, namedBy file: SourceFile) throws(Diagnostic) -> String {
        guard !path.utf8.contains(0) else { throw unusable(path, SystemError.reading(ENOENT)) }
        if TableFile.hasColumns(path) { throw PromptMessages.tableAsPrompt(path) }
        let folder = ScriptFolder(of: file)
        let name = UserPath.expand(path)
        // Outside of its folder, a script does not even learn what there is.
        let place = UserPath.toRead(try folder.fileToRead(name))
        // Without O_NONBLOCK, opening a pipe would wait for a writer.
        let descriptor = open(place, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw unusable(path, SystemError.reading(errno)) }
        defer { close(descriptor) }
        // The file that was opened, wherever its path leads by now.
        let identity = UserPath.withoutLinks("/proc/self/fd/\(descriptor)")
        guard folder.mayRead(name, identity: identity) else { throw ScriptFolder.outside(path) }
        guard !folder.hides(identity) else { throw ScriptFolder.hidden(path) }
        do throws(Unusable) {
            return try text(of: try bytes(of: descriptor))
        } catch {
            throw unusable(path, error.reason)
        }
    }

    /// Why a file cannot be a prompt.
    private struct Unusable: Error {
        let reason: String
    }

    private static func bytes(of descriptor: Int32) throws(Unusable) -> [UInt8] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw Unusable(reason: SystemError.reading(errno))
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw Unusable(reason: SystemError.folder)
        default: throw Unusable(reason: SystemError.notRegular)
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            // Some files of the system are never at their end, and have nothing yet.
            guard count >= 0 else { throw Unusable(reason: SystemError.reading(errno)) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= maximumByteCount else {
                throw Unusable(reason: "it has more than \(maximumByteCount >> 10) KiB")
            }
        }
    }

    private static func text(of bytes: [UInt8]) throws(Unusable) -> String {
        var content = bytes[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        if content.last == UInt8(ascii: "\n") { content = content.dropLast() }
        if content.last == UInt8(ascii: "\r") { content = content.dropLast() }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw Unusable(reason: "it is not UTF-8 text")
        }
        guard !content.contains(0) else { throw Unusable(reason: "it contains a NUL byte") }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Unusable(reason: "it is empty")
        }
        return text
    }

    private static func unusable(_ path: String, _ reason: String) -> Diagnostic {
        PromptMessages.unusableFile(path, reason: reason)
    }
}
