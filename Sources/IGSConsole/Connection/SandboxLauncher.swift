internal import FoundationEssentials
internal import Glibc
internal import IGSClient

/// Starts the sandbox, which is a program of its own.
package enum SandboxLauncher {
    /// How long the sandbox may take to report its address.
    package static let timeLimit: Duration = .seconds(10)

    /// The sandbox that belongs to the running program: `igs-sandbox` in its folder, links
    /// resolved; it need not exist.
    package static var executableBesideProgram: String {
        let program = executableOfProgram
        guard let end = program.lastIndex(of: "/") else { return "igs-sandbox" }
        return "\(program[...end])igs-sandbox"
    }

    /// The running program, links resolved.
    package static var executableOfProgram: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "igs"
    }

    /// Starts the sandbox and waits until it listens.
    ///
    /// It runs in its own session, so that Ctrl-C does not reach it, without the variables of igs
    /// and of the service, and ends when the pipe to its input closes. Its standard error goes to
    /// `sandbox.log` in the state folder.
    ///
    /// - Parameters:
    ///   - executable: The path of the program.
    ///   - state: The folder for its tasks, which must exist.
    ///   - speed: How many times faster than the service it should be.
    ///   - faults: The path of a plan of faults.
    package static func launch(
        executable: String, state: String, speed: Double, faults: String? = nil
    ) async throws(SandboxLaunchError) -> RunningSandbox {
        try await launch(
            executable: executable, state: state, speed: speed, faults: faults,
            environment: ProcessInfo.processInfo.environment, timeLimit: timeLimit)
    }

    static func launch(
        executable: String, state: String, speed: Double, faults: String? = nil,
        environment: [String: String], timeLimit: Duration
    ) async throws(SandboxLaunchError) -> RunningSandbox {
        func error(_ code: SandboxLaunchError.Code, _ output: [String] = []) -> SandboxLaunchError {
            SandboxLaunchError(code: code, executable: executable, output: output)
        }
        guard access(executable, X_OK) == 0 else { throw error(.notFound) }
        let process: ChildProcess
        let log: SandboxLog
        do throws(SystemFailure) {
            log = try SandboxLog(folder: state)
        } catch {
            throw SandboxLaunchError(code: .noFolder(error), executable: executable, output: [])
        }
        defer { log.close() }
        do throws(SystemFailure) {
            process = try ChildProcess(
                executable: executable,
                arguments: ["--embedded", "--state", state, "--speed", "\(speed)"]
                    + (faults.map { ["--faults", $0] } ?? []),
                environment: OwnVariables.removed(from: environment), errors: log.descriptor)
        } catch {
            throw SandboxLaunchError(code: .notStarted(error), executable: executable, output: [])
        }
        switch await greeting(of: process, within: timeLimit) {
        case .line(let line):
            guard let greeting = Greeting(line) else {
                process.end()
                throw error(.unreadable(line), log.lastLines(lineCount))
            }
            return RunningSandbox(url: greeting.url, key: greeting.key, process: process)
        case .end:
            // It may have closed only its output.
            process.end()
            let status = await process.waitForEnd()
            throw error(.ended(status: status), log.lastLines(lineCount))
        case .timeOut:
            process.end()
            throw error(.timedOut, log.lastLines(lineCount))
        case .cancelled:
            throw error(.cancelled)
        case .failed(let failure):
            process.end()
            throw error(.notStarted(failure))
        }
    }
}

extension SandboxLauncher {
    /// How many lines of the log an error carries.
    private static let lineCount = 10

    /// The JSON object on the first line of the sandbox's output, printed when it listens.
    private struct Greeting {
        let url: String
        let key: Secret

        init?(_ line: String) {
            struct Fields: Decodable {
                let url: String
                let key: String
            }
            guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(line.utf8)),
                fields.url.hasPrefix("http://127.0.0.1:"), let key = Secret(fields.key)
            else { return nil }
            (url, self.key) = (fields.url, key)
        }
    }

    private enum FirstLine: Sendable {
        case line(String)
        case end
        case timeOut
        case cancelled
        case failed(SystemFailure)
    }

    private static func greeting(of process: ChildProcess, within limit: Duration) async
        -> FirstLine
    {
        let deadline = ContinuousClock.now + limit
        let line: FirstLine = await withTaskCancellationHandler {
            do throws(SystemFailure) {
                return try await DedicatedThread.run { readLine(process.output, until: deadline) }
            } catch {
                return .failed(error)
            }
        } onCancel: {
            process.end()
        }
        return Task.isCancelled ? .cancelled : line
    }

    private static func readLine(_ descriptor: Int32, until deadline: ContinuousClock.Instant)
        -> FirstLine
    {
        let longest = 1 << 16
        var line: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while line.count < longest {
            let rest = (deadline - .now) / .milliseconds(1)
            guard rest > 0 else { return .timeOut }
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&wanted, 1, Int32(min(rest.rounded(.up), 60_000))) > 0 else { continue }
            let count = read(descriptor, &block, block.count)
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                return .end
            }
            line.append(contentsOf: block[..<count])
            if let end = line.firstIndex(of: UInt8(ascii: "\n")) {
                return .line(String(decoding: line[..<end], as: UTF8.self))
            }
        }
        return .line(String(decoding: line.prefix(200), as: UTF8.self))
    }
}
