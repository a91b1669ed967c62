internal import FoundationEssentials
internal import Glibc

/// Has the embedded sandbox remove the old tasks of a state folder: only it knows its files.
package struct SandboxCleaning: Sendable {
    /// The outcome, as the sandbox reports it.
    package struct Outcome: Decodable, Sendable {
        /// Whether a sandbox was running, so that nothing was done.
        package let isInUse: Bool
        package let tasks: Int
        package let references: Int
        package let bytes: Int

        private enum CodingKeys: String, CodingKey {
            case isInUse = "in_use"
            case tasks
            case references
            case bytes
        }
    }

    /// Why there is no outcome.
    package struct Failure: Error {
        /// The words of the system or of the sandbox.
        package let words: String
    }

    private let state: String
    private let executable: String
    private let endedBefore: Double
    private let kept: [String]
    private let isRehearsal: Bool

    /// Makes a cleaning.
    ///
    /// - Parameters:
    ///   - state: The sandbox's folder.
    ///   - endedBefore: Tasks that were over before this moment go, in seconds since 1970.
    ///   - kept: The ids of tasks that stay.
    ///   - isRehearsal: Whether to change nothing.
    package init(
        state: String, executable: String = SandboxLauncher.executableBesideProgram,
        endedBefore: Double, keeping kept: [String], isRehearsal: Bool
    ) {
        self.state = state
        self.executable = executable
        self.endedBefore = endedBefore
        self.kept = kept
        self.isRehearsal = isRehearsal
    }

    /// Runs the sandbox's program, and waits for its end.
    ///
    /// - Returns: nil if there is no sandbox's folder.
    package func run() async throws(Failure) -> Outcome? {
        guard access(state, F_OK) == 0 || errno != ENOENT else { return nil }
        let process: CapturedProcess
        do throws(SystemFailure) {
            process = try await call()
        } catch {
            throw Failure(words: "\(error)")
        }
        guard process.status == 0,
            let outcome = try? JSONDecoder().decode(Outcome.self, from: Data(process.output))
        else {
            let words = String(decoding: process.errors, as: UTF8.self)
            throw Failure(
                words: words.split(separator: "\n").first.map(String.init)
                    ?? "igs-sandbox ended with status \(process.status)")
        }
        return outcome
    }

    private func call() async throws(SystemFailure) -> CapturedProcess {
        let (input, ids) = try makePipe()
        let bytes = Array(kept.joined(separator: "\n").utf8)
        // The ids may be more than a pipe holds.
        async let isWritten: Void? = try? await DedicatedThread.run {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(ids, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                rest = rest.dropFirst(count)
            }
            close(ids)
        }
        defer { close(input) }
        let process = try await CapturedProcess.run(
            executable,
            ["--state", state, "--clean-before", "\(endedBefore)"]
                + (isRehearsal ? ["--rehearse"] : []),
            environment: OwnVariables.removed(from: ProcessInfo.processInfo.environment),
            input: input)
        _ = await isWritten
        return process
    }
}
