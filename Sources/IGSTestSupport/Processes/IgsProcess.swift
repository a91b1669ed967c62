import FoundationEssentials
package import Glibc

/// A real program in a process of its own, as a person or a scheduler starts it: `igs`, unless told otherwise.
///
/// Its streams are files, so that nothing that it writes can block it, and both can be read while it runs. It gets a
/// process group of its own, so that Ctrl-C can be imitated, default signals, and only the environment that is given.
package final class IgsProcess: Sendable {
    /// What its standard input is.
    package enum Input: Sendable {
        /// `/dev/null`, which is at its end at once.
        case empty
        /// A file with this text.
        case text(String)
    }

    /// How it ended, and what it wrote.
    package struct Outcome: Sendable {
        /// The exit code, or 128 and the number of the signal that ended it.
        package let exitCode: Int32
        /// The signal that it died of; nil if it exited.
        package let signal: Int32?
        /// Whether its memory was dumped, or given to a program that would dump it.
        package let dumpedCore: Bool
        /// What it wrote to standard output.
        package let output: String
        /// What it wrote to standard error.
        package let errors: String

        /// The lines of standard output.
        package var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// Why there is no outcome.
    package struct Failure: Error, CustomStringConvertible {
        /// What went wrong, with what the process wrote so far.
        package let description: String

        /// Creates a failure.
        package init(description: String) {
            self.description = description
        }
    }

    private let process: SpawnedProcess
    private let folder: String
    private let command: String

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - arguments: those after the name.
    ///   - program: its path; nil for the `igs` that was built beside the tests.
    ///   - workingFolder: its current folder.
    ///   - environment: all of its environment.
    ///   - scratch: a folder that exists, for the files of its streams.
    package init(
        _ arguments: [String], program: String? = nil, in workingFolder: String,
        environment: [String: String], input: Input = .empty, scratch: String
    ) throws {
        let path = program ?? Self.executable
        command = ([path] + arguments).joined(separator: " ")
        folder = "\(scratch)/process-\(UInt64.random(in: .min ... .max))"
        guard mkdir(folder, 0o700) == 0 else {
            throw Failure(description: "cannot make \(folder)")
        }
        var inputPath = "/dev/null"
        if case .text(let text) = input {
            inputPath = "\(folder)/in"
            try Data(text.utf8).write(to: URL(filePath: inputPath))
        }
        let writing = O_WRONLY | O_CREAT | O_APPEND
        do {
            // `env` changes the folder, and then becomes the program.
            process = try SpawnedProcess(
                Self.launcher, ["-C", workingFolder, path] + arguments, environment: environment,
                streams: [
                    .file(inputPath, flags: O_RDONLY), .file("\(folder)/out", flags: writing),
                    .file("\(folder)/err", flags: writing),
                ], group: .own)
        } catch {
            throw Failure(description: error.description)
        }
    }

    deinit {
        end()
    }

    /// What it has written to standard output so far.
    package var output: String { Self.text(of: "\(folder)/out") }

    /// What it has written to standard error so far.
    package var errors: String { Self.text(of: "\(folder)/err") }

    /// The process id, which is its group's too.
    package var processID: pid_t { process.processID }

    /// Whether it has not ended.
    package var isRunning: Bool { process.end == nil }

    /// Sends it a signal; to its whole group, as a terminal does at Ctrl-C, if `group` is true.
    package func signal(_ number: Int32, group: Bool = false) {
        process.signal(number, group: group)
    }

    /// Ends it and its group at once, and waits until they have ended.
    package func end() {
        signal(SIGKILL, group: true)
        process.waitForEnd()
    }

    /// Waits for its end. If it runs until the deadline, ends it.
    ///
    /// - Throws: ``Failure`` at the deadline.
    package func outcome(within limit: Duration = .seconds(60)) async throws -> Outcome {
        guard await holds(within: limit, { process.end != nil }), let end = process.end else {
            self.end()
            throw Failure(
                description: "\(command)\nruns for more than \(limit)\n\(output)\n\(errors)")
        }
        return Outcome(
            exitCode: end.exitCode, signal: end.signal, dumpedCore: end.dumpedCore,
            output: output, errors: errors)
    }

    /// Waits until it has written something to one of its streams.
    ///
    /// - Throws: ``Failure`` at the deadline, or if it ended without writing that.
    package func waits(
        for text: String, within limit: Duration = .seconds(60)
    ) async throws {
        let isThere = await holds(within: limit) {
            let hasEnded = process.end != nil
            return output.contains(text) || errors.contains(text) || hasEnded
        }
        guard isThere, output.contains(text) || errors.contains(text) else {
            throw Failure(
                description: "\(command)\nnever wrote '\(text)'\n\(output)\n\(errors)")
        }
    }

    /// The path of the `igs` beside the tests.
    package static var executable: String {
        String(SandboxProcess.executable.dropLast("-sandbox".count))
    }
}

/// Checks again and again whether a condition holds.
///
/// - Returns: whether it held before the time was over.
package func holds(within limit: Duration, _ condition: () throws -> Bool) async rethrows -> Bool {
    let deadline = ContinuousClock.now + limit
    while try !condition() {
        guard ContinuousClock.now < deadline else { return false }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return true
}

private extension IgsProcess {
    static let launcher = "/usr/bin/env"

    static func text(of path: String) -> String {
        let data = FileManager.default.contents(atPath: path) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
