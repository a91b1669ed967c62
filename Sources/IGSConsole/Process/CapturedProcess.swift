import Glibc
import Synchronization

/// Runs a program to its end, and keeps what it writes: the one way to do so. Programs that outlive
/// the call, or have the terminal, are ``ChildProcess`` and ``ForegroundProgram``.
struct CapturedProcess: Sendable {
    /// How a program ended.
    enum Ending: Sendable {
        /// It ended by itself, or by a signal: the status is then 128 plus the signal's number.
        case exited(Int32)
        /// It took too long.
        case timedOut
        /// It wrote too much.
        case overflowed
    }

    let ending: Ending
    /// Its exit status, or the negative number of the signal that it died of.
    let status: Int32
    let output: [UInt8]
    let errors: [UInt8]

    /// The most bytes that a program may write to either stream by default.
    static let maximumByteCount = 16_000_000

    /// How long a program may take to end after it was asked to.
    private static let grace: Duration = .seconds(2)

    /// Runs a program to its end, to the time limit, or until the task is cancelled. In the last two cases, asks
    /// it to end, and kills it if it does not.
    ///
    /// - Parameters:
    ///   - folder: Its current folder; `nil`: this process's.
    ///   - input: An open file for its standard input; `nil`: an empty input.
    ///   - file: An open file for its standard error, which is then not kept.
    ///   - limit: How long it may run; `nil`: as long as it wants.
    ///   - maximumByteCount: The most bytes that it may write to either stream.
    ///   - maximumMemory: The most memory that it may take for its data, in KiB; `nil`: as much as this process.
    static func run(
        _ executable: String, _ arguments: [String], environment: [String: String],
        in folder: String? = nil, input: Int32? = nil, errors file: Int32? = nil,
        within limit: Duration? = nil,
        maximumByteCount: Int = CapturedProcess.maximumByteCount, maximumMemory: Int? = nil
    ) async throws(SystemFailure) -> CapturedProcess {
        let errors = try makePipe()
        defer { close(errors.read) }
        let child: ChildProcess
        do {
            defer { close(errors.write) }
            let (program, words) = command(executable, arguments, in: folder, maximumMemory)
            child = try ChildProcess(
                executable: program, arguments: words, environment: environment, input: input,
                errors: file ?? errors.write)
        }
        child.cutLifeline()
        async let output = bytes(from: child.output, of: child, upTo: maximumByteCount)
        async let errorBytes = bytes(from: errors.read, of: child, upTo: maximumByteCount)
        let isLate = await wait(for: child, within: limit)
        let (written, told) = await (output, errorBytes)
        let status = child.status ?? 0
        let ending: Ending =
            if isLate {
                .timedOut
            } else if max(written.count, told.count) > maximumByteCount {
                .overflowed
            } else {
                .exited(status < 0 ? 128 - status : status)
            }
        return CapturedProcess(ending: ending, status: status, output: written, errors: told)
    }

    /// Returns the command that starts a program in a folder, and with a memory limit. The system's own functions for
    /// that are declared for GNU programs only, or do not work for a program that is still to be started.
    private static func command(
        _ executable: String, _ arguments: [String], in folder: String?, _ maximumMemory: Int?
    ) -> (executable: String, arguments: [String]) {
        var steps: [String] = []
        // A lower limit that exists already stays.
        if let maximumMemory { steps.append("{ ulimit -d \(maximumMemory) 2>/dev/null || :; }") }
        if folder != nil { steps.append("cd \"$0\"") }
        guard !steps.isEmpty else { return (executable, arguments) }
        let line = (steps + ["exec \"$@\""]).joined(separator: " && ")
        return ("/bin/sh", ["-c", line, folder ?? "sh", executable] + arguments)
    }

    /// Waits for the end of a program.
    ///
    /// - Returns: Whether it had to be ended at the limit.
    private static func wait(for child: ChildProcess, within limit: Duration?) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                var isLate = false
                do {
                    try await Task.sleep(for: limit ?? .seconds(1 << 40))
                    isLate = true
                } catch {
                    // It ended, or the run was interrupted.
                }
                guard child.status == nil else { return false }
                child.ask()
                let force = Task {
                    try await Task.sleep(for: grace)
                    child.end()
                }
                _ = await child.waitForEnd()
                force.cancel()
                return isLate
            }
            _ = await child.waitForEnd()
            group.cancelAll()
            return await group.next() ?? false
        }
    }

    /// Returns what comes from a pipe up to its end. If it is too much, the program is ended.
    private static func bytes(
        from descriptor: Int32, of child: ChildProcess, upTo maximumByteCount: Int
    ) async -> [UInt8] {
        let bytes = try? await DedicatedThread.run { () -> [UInt8] in
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return bytes }
                if bytes.count > maximumByteCount {
                    child.end()
                } else {
                    bytes += buffer[..<count]
                }
            }
        }
        return bytes ?? []
    }
}
