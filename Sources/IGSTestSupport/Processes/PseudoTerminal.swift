package import Glibc
internal import Synchronization

/// A terminal for a test: a program runs on it, keys are typed on it, and its screen can be read.
///
/// The test's side of it lives as long as this value; a program that is still running is then
/// killed.
package final class PseudoTerminal: Sendable {
    /// A key that is more than its character.
    package enum Key: String, Sendable {
        case enter = "\r"
        case tab = "\t"
        case escape = "\u{1B}"
        case backspace = "\u{7F}"
        case up = "\u{1B}[A"
        case down = "\u{1B}[B"
        case right = "\u{1B}[C"
        case left = "\u{1B}[D"
        case home = "\u{1B}[H"
        case end = "\u{1B}[F"
        case delete = "\u{1B}[3~"
        case wordLeft = "\u{1B}[1;5D"
        case wordRight = "\u{1B}[1;5C"
        case controlA = "\u{01}"
        case controlC = "\u{03}"
        case controlD = "\u{04}"
        case controlE = "\u{05}"
        case controlK = "\u{0B}"
        case controlL = "\u{0C}"
        case controlR = "\u{12}"
        case controlU = "\u{15}"
        case controlW = "\u{17}"
        case controlZ = "\u{1A}"
    }

    /// Something that was awaited did not come; includes what the screen showed.
    package struct TimeOut: Error, CustomStringConvertible {
        package let description: String
    }

    /// A system call failed.
    package struct Failure: Error {
        package let call: String
        package let code: Int32
    }

    private let shared: Shared
    /// The program's side, kept open so that the terminal outlives each program.
    private let programSide: Int32
    private let path: String

    package init(columns: Int = 80, rows: Int = 24) throws {
        // The C library declares its functions for this in a way that Swift cannot use: these are
        // the system's own.
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var lock: Int32 = 0
        var number: UInt32 = 0
        let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        guard master >= 0, ioctl(master, setLock, &lock) == 0,
            ioctl(master, getNumber, &number) == 0
        else { throw Failure(call: "open /dev/ptmx", code: errno) }
        path = "/dev/pts/\(number)"
        programSide = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard programSide >= 0 else { throw Failure(call: "open \(path)", code: errno) }
        shared = Shared(master: master, screen: TerminalScreen(columns: columns, rows: rows))
        setSize(columns: columns, rows: rows)
        try startThread { [shared] in shared.readUntilClosed() }
    }

    deinit {
        signal(SIGKILL)
        // The thread closes the other side once nobody has this one open.
        close(programSide)
    }

    // MARK: Programs

    /// Starts a program with this as its controlling terminal. One at a time.
    ///
    /// - Parameters:
    ///   - arguments: those after its name.
    ///   - environment: all of it. `TERM` should be `xterm-256color`, which the screen understands.
    package func start(
        _ executable: String, _ arguments: [String] = [], environment: [String: String]
    ) throws {
        let program: SpawnedProcess
        do {
            program = try SpawnedProcess(
                executable, arguments, environment: environment,
                streams: [
                    .file(path, flags: O_RDWR), .copy(of: STDIN_FILENO), .copy(of: STDIN_FILENO),
                ], group: .session)
        } catch {
            throw Failure(call: "posix_spawn", code: error.code)
        }
        shared.programStarted(program)
        try startThread { [shared] in shared.waitForEnd(of: program) }
    }

    /// Waits for the end of the program and returns its exit status, or the negated number of the
    /// signal that it died of.
    package func exitStatus(within limit: Duration = .seconds(10)) async throws -> Int32 {
        try await shared.wait(within: limit, for: "the program's end") { $0.status }
    }

    /// Sends a signal to the program.
    package func signal(_ number: Int32) {
        shared.program?.signal(number)
    }

    /// Returns a descriptor of the program's side, for code in this process that needs a terminal.
    /// The caller closes it.
    package func openProgramSide() throws -> Int32 {
        let descriptor = fcntl(programSide, F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else { throw Failure(call: "fcntl", code: errno) }
        return descriptor
    }

    // MARK: Keys and screen

    package func type(_ text: String) {
        type(bytes: Array(text.utf8))
    }

    package func type(bytes: [UInt8]) {
        shared.write(bytes)
    }

    package func press(_ keys: Key...) {
        for key in keys { type(key.rawValue) }
    }

    /// Changes the terminal's size, and notifies the program by a signal.
    package func resize(columns: Int, rows: Int) {
        shared.resize(columns: columns, rows: rows)
        setSize(columns: columns, rows: rows)
    }

    package var screen: TerminalScreen { shared.screen }

    /// Everything that was sent to the terminal, with its escape sequences.
    package var transcript: String { shared.transcript }

    /// The terminal's modes.
    package var modes: termios {
        var modes = termios()
        tcgetattr(programSide, &modes)
        return modes
    }

    /// Waits until the screen shows `text`.
    package func wait(for text: String, within limit: Duration = .seconds(10)) async throws {
        try await wait(for: "“\(text)”", within: limit) { $0.text.contains(text) }
    }

    /// Waits until the screen meets a condition.
    package func wait(
        for what: String = "the screen wanted", within limit: Duration = .seconds(10),
        until isWanted: @escaping @Sendable (TerminalScreen) -> Bool
    ) async throws {
        _ = try await shared.wait(within: limit, for: what) { isWanted($0.screen) ? true : nil }
    }
}

extension PseudoTerminal {
    private func setSize(columns: Int, rows: Int) {
        var size = winsize()
        size.ws_col = UInt16(clamping: columns)
        size.ws_row = UInt16(clamping: rows)
        _ = ioctl(programSide, UInt(TIOCSWINSZ), &size)
    }

    /// The state that the threads and the test share.
    private final class Shared: Sendable {
        private let master: Int32
        private let state: Mutex<State>

        struct State {
            var screen: TerminalScreen
            var transcript: [UInt8] = []
            var program: SpawnedProcess?
            var status: Int32?
            var waiting: [UInt64: @Sendable (borrowing State) -> Bool] = [:]
            var lastIdentifier: UInt64 = 0

            /// Releases the waiters whose condition is met.
            mutating func changed() {
                for (identifier, isDone) in waiting where isDone(self) { waiting[identifier] = nil }
            }
        }

        init(master: Int32, screen: TerminalScreen) {
            self.master = master
            state = Mutex(State(screen: screen))
        }

        var screen: TerminalScreen { state.withLock { $0.screen } }
        var transcript: String { state.withLock { String(decoding: $0.transcript, as: UTF8.self) } }
        var program: SpawnedProcess? { state.withLock { $0.program } }

        func programStarted(_ program: SpawnedProcess) {
            state.withLock { state in
                state.program = program
                state.status = nil
            }
        }

        func waitForEnd(of program: SpawnedProcess) {
            let end = program.waitForEnd()
            // What the program has written comes first.
            while state.withLock({ _ in unreadByteCount > 0 }) { usleep(1000) }
            state.withLock { state in
                state.status = end.signal.map { -$0 } ?? end.exitCode
                state.changed()
            }
        }

        func resize(columns: Int, rows: Int) {
            state.withLock { $0.screen.resize(columns: columns, rows: rows) }
        }

        func write(_ bytes: [UInt8]) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
                if count < 0, errno != EINTR { return }
                rest = rest.dropFirst(max(0, count))
            }
        }

        func readUntilClosed() {
            var block = [UInt8](repeating: 0, count: 1 << 16)
            var count = 1
            while count > 0 {
                var wanted = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
                poll(&wanted, 1, -1)
                // Within the lock: what is not unread any more is in the transcript.
                count = state.withLock { state in
                    var count = 0
                    repeat {
                        count = read(master, &block, block.count)
                    } while count < 0 && errno == EINTR
                    guard count > 0 else { return count }
                    state.screen.show(block[..<count])
                    state.transcript.append(contentsOf: block[..<count])
                    state.changed()
                    return count
                }
            }
            close(master)
        }

        private var unreadByteCount: Int32 {
            var count: Int32 = 0
            return ioctl(master, UInt(FIONREAD), &count) == 0 ? count : 0
        }

        /// Waits until `value` returns something.
        func wait<Value: Sendable>(
            within limit: Duration, for what: String,
            _ value: @escaping @Sendable (borrowing State) -> Value?
        ) async throws -> Value {
            let (results, continuation) = AsyncStream.makeStream(of: Value.self)
            state.withLock { state in
                state.lastIdentifier += 1
                state.waiting[state.lastIdentifier] = { state in
                    guard let result = value(state) else { return false }
                    continuation.yield(result)
                    continuation.finish()
                    return true
                }
                state.changed()
            }
            let timer = Task {
                try await Task.sleep(for: limit)
                continuation.finish()
            }
            defer { timer.cancel() }
            for await result in results { return result }
            throw TimeOut(
                description:
                    """
                    \(what) did not come; the screen:
                    \(screen.text)
                    transcript: \(transcript.debugDescription)
                    """
            )
        }
    }
}

/// Runs `body` on a thread of its own, because it blocks.
private func startThread(_ body: @escaping @Sendable () -> Void) throws {
    final class Start: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(body))
    let code = pthread_create(
        &thread, nil,
        { context in
            if let context { Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }, start.toOpaque())
    guard code == 0 else {
        start.release()
        throw PseudoTerminal.Failure(call: "pthread_create", code: code)
    }
    pthread_detach(thread)
}
