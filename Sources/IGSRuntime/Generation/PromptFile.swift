import Glibc
import IGSJobs
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
        // Outside of its folder, a script does not even learn what there is.
        let place = try ScriptFolder(of: file).fileToRead(path)
        do throws(Unusable) {
            return try text(of: try bytes(of: place))
        } catch {
            throw unusable(path, error.reason)
        }
    }

    /// Why a file cannot be a prompt.
    private struct Unusable: Error {
        let reason: String
    }

    private static func bytes(of path: String) throws(Unusable) -> [UInt8] {
        var reason = "it has more than \(maximumByteCount >> 10) KiB"
        do throws(DiskError) {
            let file = try OpenFile(reading: path)
            var bytes: [UInt8] = []
            while file.isRegular, bytes.count <= maximumByteCount {
                let next = try file.read(upTo: maximumByteCount + 1)
                if next.isEmpty { return bytes }
                bytes += next
            }
            if !file.isRegular {
                reason = file.isFolder ? SystemError.folder : SystemError.notRegular
            }
        } catch {
            reason = SystemError.reading(error.errno)
        }
        throw Unusable(reason: reason)
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
