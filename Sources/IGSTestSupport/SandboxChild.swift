public import Glibc

/// A child process of `igs-sandbox` with pipes on its streams: what ``SandboxProcess`` and tests of the sandbox's arguments stand on.
public final class SandboxChild: Sendable {
    /// The child's process id.
    public let processID: pid_t
    /// The end that writes to its stdin; whoever starts the child closes it.
    public let input: Int32
    private let output: Int32

    /// Starts `igs-sandbox`. Its stdout and stderr go into one pipe.
    ///
    /// - Parameter environment: what it gets besides `PATH`.
    public init(arguments: [String], environment: [String: String] = [:]) throws {
        var toChild: [Int32] = [0, 0]
        var fromChild: [Int32] = [0, 0]
        // Sockets rather than pipes: they can be made so that no other child inherits them.
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &toChild) == 0,
            socketpair(AF_UNIX, type, 0, &fromChild) == 0
        else {
            throw SandboxProcess.StartFailure(description: "cannot make sockets", exitCode: 1)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], STDERR_FILENO)
        let variables = environment.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given }
        let path = SandboxProcess.executable
        var child = pid_t()
        let status = Self.withStrings([path] + arguments) { argv in
            Self.withStrings(variables.map { "\($0)=\($1)" }) { envp in
                posix_spawn(&child, path, &actions, nil, argv, envp)
            }
        }
        close(toChild[0])
        close(fromChild[1])
        guard status == 0 else {
            close(toChild[1])
            close(fromChild[0])
            throw SandboxProcess.StartFailure(
                description: "cannot start \(path): \(String(cString: strerror(status)))",
                exitCode: 127)
        }
        processID = child
        input = toChild[1]
        output = fromChild[0]
    }

    deinit {
        close(output)
    }

    /// Reads one line that it prints, or what there is where it ends before; nil at the end.
    public func readLine() -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1 {
            guard byte != UInt8(ascii: "\n") else { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }

    /// Reads what else it prints until it ends.
    public func readAll() -> String {
        var lines: [String] = []
        while let line = readLine() { lines.append(line) }
        return lines.joined(separator: "\n")
    }

    /// Waits for a child's end.
    ///
    /// - Parameter blocks: whether to wait at all.
    /// - Returns: its exit code, or 128 and the number of the signal that ended it; nil where it runs on.
    public static func exitCode(of processID: pid_t, blocks: Bool) -> Int32? {
        guard let status = status(of: processID, blocks: blocks) else { return nil }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// How a process ended, as `waitpid` has it; nil while it runs.
    static func status(of processID: pid_t, blocks: Bool) -> Int32? {
        var status: Int32 = 0
        var waited = waitpid(processID, &status, blocks ? 0 : WNOHANG)
        while waited < 0, errno == EINTR {
            waited = waitpid(processID, &status, blocks ? 0 : WNOHANG)
        }
        return waited == 0 ? nil : status
    }

    /// Gives texts to `body` as C has them, ended by a null pointer.
    static func withStrings<Value>(
        _ strings: [String],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
    ) -> Value {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        pointers.append(nil)
        return pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                preconditionFailure("an array with a nil in it")
            }
            return body(base)
        }
    }
}
