internal import FoundationEssentials
internal import Glibc
internal import Synchronization

/// A program that this process started in its own session, or in the terminal's foreground, with a
/// pipe to its input and one from its output, unless it got files instead.
///
/// igs starts all programs here. ``CapturedProcess`` runs one to its end and keeps what it writes;
/// ``ForegroundProgram`` lends it the terminal; the sandbox lives on its lifeline.
///
/// The pipe to its input is its lifeline: nothing is written to it, and it closes when this process
/// ends, however that happens. A thread of its own waits for the end of the program, so that it
/// never stays behind as a zombie, and keeps this value until then.
final class ChildProcess: Sendable {
    let identifier: pid_t
    /// The end of its output that this process reads; open as long as this value or the program
    /// lives.
    let output: Int32
    private let state: Mutex<State>

    /// Starts `executable`, with default signals and none of them blocked, and with no open files
    /// but the three.
    ///
    /// - Parameters:
    ///   - arguments: The arguments after the name.
    ///   - input: An open file for its input, in place of the lifeline.
    ///   - output: An open file for its output, in place of the pipe.
    ///   - errors: An open file for its standard error.
    ///   - isInForeground: Whether the terminal's keys are for it, too.
    init(
        executable: String, arguments: [String], environment: [String: String],
        input: Int32? = nil, output file: Int32? = nil, errors: Int32,
        isInForeground: Bool = false
    ) throws(SystemFailure) {
        let lifeline = try makePipe()
        let output: (read: Int32, write: Int32)
        do throws(SystemFailure) {
            output = try makePipe()
        } catch {
            close(lifeline.read)
            close(lifeline.write)
            throw error
        }
        defer {
            close(lifeline.read)
            close(output.write)
        }
        do throws(SystemFailure) {
            identifier = try Self.spawn(
                executable, [executable] + arguments, environment,
                streams: [input ?? lifeline.read, file ?? output.write, errors],
                flags: isInForeground ? 0 : Self.newSession)
        } catch {
            close(lifeline.write)
            close(output.read)
            throw error
        }
        self.output = output.read
        state = Mutex(State(lifeline: lifeline.write))
        let identifier = identifier
        do throws(SystemFailure) {
            try DedicatedThread.start { self.reap() }
        } catch {
            kill(identifier, SIGKILL)
            reap()
            throw error
        }
    }

    deinit {
        close(output)
        state.withLock { $0.cutLifeline() }
    }

    /// Its exit status, or the negative number of the signal that it died of; nil while it runs.
    var status: Int32? {
        state.withLock { $0.status }
    }

    /// Closes the lifeline.
    func cutLifeline() {
        state.withLock { $0.cutLifeline() }
    }

    /// Kills the program if it is still running.
    func end() { send(SIGKILL) }

    /// Asks the program to end if it is still running.
    func ask() { send(SIGTERM) }

    /// Waits for its end, and returns its status.
    func waitForEnd() async -> Int32 {
        await withCheckedContinuation { continuation in
            let status = state.withLock { state in
                if state.status == nil { state.waiting.append(continuation) }
                return state.status
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    private struct State {
        var lifeline: Int32?
        var status: Int32?
        var waiting: [CheckedContinuation<Int32, Never>] = []

        mutating func cutLifeline() {
            if let lifeline = lifeline.take() { close(lifeline) }
        }
    }
}

extension ChildProcess {
    private func send(_ signal: Int32) {
        state.withLock { state in
            if state.status == nil { kill(identifier, signal) }
        }
    }

    private func reap() {
        // Waits first without collecting the status: until that is collected, no other process gets
        // the number.
        var information = siginfo_t()
        while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR
        {}
        let (waiting, status) = state.withLock { state in
            var raw: Int32 = 0
            while waitpid(identifier, &raw, 0) < 0, errno == EINTR {}
            let signal = raw & 0x7F
            let status = signal == 0 ? (raw >> 8) & 0xFF : -signal
            state.status = status
            state.cutLifeline()
            defer { state.waiting = [] }
            return (state.waiting, status)
        }
        for continuation in waiting { continuation.resume(returning: status) }
    }

    private static func spawn(
        _ executable: String, _ arguments: [String], _ environment: [String: String],
        streams: [Int32], flags: Int16
    ) throws(SystemFailure) -> pid_t {
        closeOthersOnExec()
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (standard, descriptor) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(standard))
        }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | flags)
        var identifier = pid_t()
        let code = withCStrings(arguments) { arguments in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawn(
                    &identifier, executable, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw SystemFailure("run \(executable)", code: code) }
        return identifier
    }

    /// `POSIX_SPAWN_SETSID`, which the C library declares for GNU programs only.
    private static let newSession: Int16 = 0x80

    /// Prevents programs from inheriting files that libraries, or whoever started igs, left open.
    private static func closeOthersOnExec() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in names.compactMap(Int32.init) where descriptor > STDERR_FILENO {
            let flags = fcntl(descriptor, F_GETFD)
            if flags >= 0, flags & FD_CLOEXEC == 0 {
                _ = fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC)
            }
        }
    }

    private static func withCStrings<Value>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
