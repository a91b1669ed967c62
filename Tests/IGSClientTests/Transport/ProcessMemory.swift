import Foundation

/// The memory of this process, as Linux reports it.
enum ProcessMemory {
    /// What is in use now, in bytes.
    static var now: Int { get throws { try figure("VmRSS:") } }
    /// The most that was ever in use, in bytes.
    static var peak: Int { get throws { try figure("VmHWM:") } }

    private static func figure(_ name: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
        guard let fields = line?.split(whereSeparator: \.isWhitespace), fields.count >= 2,
            let kilobytes = Int(fields[1])
        else { throw CocoaError(.fileReadCorruptFile) }
        return kilobytes << 10
    }
}
