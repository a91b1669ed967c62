package import Glibc

/// A child process with pipes on its streams: the basis of ``SandboxProcess`` and of tests of the sandbox's arguments.
package final class PipedProcess: Sendable {
    /// Why it did not start.
    package struct StartFailure: Error, CustomStringConvertible {
        package let description: String
    }

    let process: SpawnedProcess
    /// The descriptor that writes to its stdin; whoever starts the child closes it.
    package let input: Int32
    private let output: Int32

    /// Starts a program. Its stdout and stderr go into one pipe.
    ///
    /// - Parameter environment: its environment, besides `PATH`.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws(StartFailure) {
        var toChild: [Int32] = [0, 0]
        var fromChild: [Int32] = [0, 0]
        // Sockets rather than pipes: they can be created so that no other child inherits them.
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &toChild) == 0,
            socketpair(AF_UNIX, type, 0, &fromChild) == 0
        else {
            throw StartFailure(description: "cannot make sockets")
        }
        do throws(SpawnedProcess.StartFailure) {
            process = try SpawnedProcess(
                program, arguments,
                environment: environment.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given },
                streams: [.copy(of: toChild[0]), .copy(of: fromChild[1]), .copy(of: fromChild[1])],
                group: .callers)
        } catch {
            for descriptor in toChild + fromChild { close(descriptor) }
            throw StartFailure(description: error.description)
        }
        close(toChild[0])
        close(fromChild[1])
        input = toChild[1]
        output = fromChild[0]
    }

    deinit {
        close(output)
    }

    /// The child's process id.
    package var processID: pid_t { process.processID }

    /// Reads one line of its output, or the rest if it ends before the line does; nil at the end.
    package func readLine() -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1 {
            guard byte != UInt8(ascii: "\n") else { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }

    /// Reads the rest of its output until it ends.
    package func readAll() -> String {
        var lines: [String] = []
        while let line = readLine() { lines.append(line) }
        return lines.joined(separator: "\n")
    }

    /// Waits for its end. Blocks.
    ///
    /// - Returns: its exit code, or 128 and the number of the signal that ended it.
    package func waitForExit() -> Int32 { process.waitForEnd().exitCode }
}
