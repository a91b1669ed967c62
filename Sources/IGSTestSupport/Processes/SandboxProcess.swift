import FoundationEssentials
package import Glibc
import Synchronization

/// A real `igs-sandbox` in a process of its own, started for a test and ended with it.
///
/// The binary is the one that was built beside the tests. Starting and waiting block the calling thread, for about a
/// tenth of a second.
package final class SandboxProcess: Sendable {
    /// How to start it.
    package enum Mode: Sendable {
        /// As igs starts it: the sandbox makes the key, and exits at the end of its input.
        case embedded
        /// As a person starts it.
        case byHand
    }

    /// Why it did not start.
    package struct StartFailure: Error, CustomStringConvertible {
        /// What went wrong, or what it wrote.
        package let description: String
        /// Its exit code, or 128 and the signal's number.
        package let exitCode: Int32
    }

    /// The URL that it listens on: `http://127.0.0.1:PORT`.
    package let url: String
    /// The key that it accepts.
    package let key: String
    /// Its folder for tasks, references and the journal.
    package let stateFolder: String

    private let child: PipedProcess
    /// The folder that was created for it because none was given.
    private let ownFolder: TemporaryFolder?
    private let input: Mutex<Int32?>

    /// Starts a sandbox and waits until it listens.
    ///
    /// - Parameters:
    ///   - speed: how many times faster than the service it is.
    ///   - state: its folder; nil creates one that ``stop()`` removes.
    ///   - key: its key if it is started by hand. An embedded one makes its own.
    ///   - arguments: more arguments, such as `--credits`.
    package init(
        _ mode: Mode = .byHand, speed: Double = 1000, state: String? = nil,
        key: String = "test-key", arguments: [String] = []
    ) throws {
        ownFolder = state == nil ? try TemporaryFolder() : nil
        stateFolder = state ?? ownFolder?.path ?? ""
        var all = ["--speed", "\(speed)", "--state", stateFolder] + arguments
        switch mode {
        case .embedded: all.append("--embedded")
        case .byHand: all += ["--key", key]
        }
        child = try PipedProcess(Self.executable, all)
        let first = child.readLine()
        guard let line = first, line.hasPrefix(mode == .embedded ? "{" : "listening on ") else {
            close(child.input)
            throw StartFailure(
                description: "\(first ?? "")\n\(child.readAll())",
                exitCode: child.waitForExit())
        }
        input = Mutex(child.input)
        switch mode {
        case .byHand:
            url = String(line.split(separator: " ").last ?? "")
            self.key = key
        case .embedded:
            struct Greeting: Decodable {
                let url: String
                let key: String
            }
            let greeting = try JSONDecoder().decode(Greeting.self, from: Data(line.utf8))
            url = greeting.url
            self.key = greeting.key
        }
    }

    deinit {
        stop()
    }

    /// Its process id.
    package var processID: pid_t { child.processID }

    /// The lines of its billing journal, one for each accepted task.
    package var journal: [String] {
        guard let data = FileManager.default.contents(atPath: "\(stateFolder)/journal.jsonl") else {
            return []
        }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Closes its standard input, which makes an embedded sandbox exit.
    package func closeInput() {
        input.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }

    /// Sends it a signal.
    package func signal(_ number: Int32) {
        child.process.signal(number)
    }

    /// Waits for its end, at most `seconds`.
    ///
    /// - Returns: its exit code, 128 and the signal's number if a signal ended it, or nil if it is still running.
    package func waitForExit(seconds: Double = 10) -> Int32? {
        for _ in 0..<Int(seconds * 100) where child.process.end == nil { usleep(10_000) }
        return child.process.end?.exitCode
    }

    /// Ends it at once, as a crash would, and removes its folder if that was created for it.
    package func stop() {
        closeInput()
        signal(SIGKILL)
        _ = waitForExit()
        ownFolder?.remove()
    }

    /// The path of the binary beside the tests.
    package static var executable: String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let own = String(
            decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return own.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/igs-sandbox"
    }
}
