internal import Glibc

/// The log file for the sandbox's standard error.
struct SandboxLog {
    /// Open for appending.
    let descriptor: Int32
    private let path: String
    private let start: Int64

    /// A log longer than this is begun anew.
    private static let maximumSize = 1 << 20

    /// Opens `sandbox.log` in `folder`, for its owner alone.
    init(folder: String) throws(SystemFailure) {
        path = folder.hasSuffix("/") ? folder + "sandbox.log" : "\(folder)/sandbox.log"
        descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .last("open \(path)") }
        fchmod(descriptor, 0o600)
        var size = lseek(descriptor, 0, SEEK_END)
        if size > Self.maximumSize, ftruncate(descriptor, 0) == 0 { size = 0 }
        start = Int64(max(0, size))
    }

    func close() {
        Glibc.close(descriptor)
    }

    /// Returns the last lines that were written since the log was opened.
    func lastLines(_ count: Int) -> [String] {
        var block = [UInt8](repeating: 0, count: 4096)
        let end = lseek(descriptor, 0, SEEK_END)
        let length = pread(
            descriptor, &block, block.count, max(off_t(start), end - off_t(block.count)))
        guard length > 0 else { return [] }
        return block[..<length].split(separator: UInt8(ascii: "\n")).suffix(count)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
