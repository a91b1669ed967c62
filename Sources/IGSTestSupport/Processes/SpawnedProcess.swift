import Glibc
import Synchronization

/// A process that a test has started: the basis of all other processes of tests.
///
/// It gets default signals, none of which is blocked, and only the environment that is given. Whoever starts it waits
/// for its end, or ends it.
final class SpawnedProcess: Sendable {
    /// What one of its standard streams is.
    enum Stream {
        /// A file, opened with these flags; one that is created is its owner's alone.
        case file(String, flags: Int32)
        /// A copy of a descriptor: the caller's, or an earlier standard stream.
        case copy(of: Int32)
    }

    /// Which processes receive a terminal's signals together with it.
    enum Group {
        /// All of the caller's group.
        case callers
        /// Its own children.
        case own
        /// Its own children, in a session of its own: the first terminal that it opens becomes its controlling one.
        case session
    }

    /// Why it did not start.
    struct StartFailure: Error, CustomStringConvertible {
        let program: String
        /// The system's number for the reason.
        let code: Int32

        var description: String { "cannot start \(program): \(String(cString: strerror(code)))" }
    }

    /// How it ended.
    struct End: Sendable {
        /// The status that `waitpid` reports.
        fileprivate let status: Int32

        /// The signal that it died of; nil if it exited.
        var signal: Int32? { status & 0x7F == 0 ? nil : status & 0x7F }
        /// The exit code, or 128 and the number of the signal that ended it.
        var exitCode: Int32 { signal.map { 128 + $0 } ?? (status >> 8) & 0xFF }
        /// Whether its memory was dumped, or given to a program that would dump it.
        var dumpedCore: Bool { status & 0x80 != 0 }
    }

    /// The process id; also its group's, if it has one of its own.
    let processID: pid_t
    private let lastEnd = Mutex<End?>(nil)

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - arguments: those after its name.
    ///   - environment: all of it.
    ///   - streams: standard input, output and error.
    init(
        _ program: String, _ arguments: [String], environment: [String: String],
        streams: [Stream], group: Group
    ) throws(StartFailure) {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (descriptor, stream) in streams.enumerated() {
            let descriptor = Int32(descriptor)
            switch stream {
            case .file(let path, let flags):
                posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o600)
            case .copy(let other):
                posix_spawn_file_actions_adddup2(&actions, other, descriptor)
            }
        }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        // Swift does not see the C library's name for a new session.
        let newSession: Int32 = 0x80
        let grouping: Int32 =
            switch group {
            case .callers: 0
            case .own: Int32(POSIX_SPAWN_SETPGROUP)
            case .session: newSession
            }
        posix_spawnattr_setflags(
            &attributes,
            Int16(Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | grouping))
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var child = pid_t()
        let code = posix_spawn(&child, program, &actions, &attributes, words, variables)
        guard code == 0 else { throw StartFailure(program: program, code: code) }
        processID = child
    }

    /// How it ended; nil while it runs.
    var end: End? {
        lastEnd.withLock { end in
            if end == nil { end = reap() }
            return end
        }
    }

    /// Waits for its end. Blocks.
    @discardableResult
    func waitForEnd() -> End {
        while true {
            // Only the reading above removes the process from the system's list, so no other process can get its id
            // before that.
            var information = siginfo_t()
            waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT)
            if let end { return end }
        }
    }

    /// Sends it a signal, if it runs; to its whole group, as a terminal does at Ctrl-C, if `group` is true.
    func signal(_ number: Int32, group: Bool = false) {
        lastEnd.withLock { end in
            if end == nil { kill(group ? -processID : processID, number) }
        }
    }

    private func reap() -> End? {
        var status: Int32 = 0
        var waited = waitpid(processID, &status, WNOHANG)
        while waited < 0, errno == EINTR { waited = waitpid(processID, &status, WNOHANG) }
        return waited == 0 ? nil : End(status: status)
    }
}
