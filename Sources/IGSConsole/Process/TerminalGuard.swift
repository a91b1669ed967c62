internal import Glibc
internal import Synchronization

/// The modes that a terminal had before editing, put back even if the process ends by `exit`, or by
/// a signal in the middle of a line.
final class TerminalGuard: Sendable {
    private let terminal: Int32
    private let original: termios

    /// Remembers the modes of `terminal`, which must stay open until `release`.
    ///
    /// - Throws: ``SystemFailure`` if it is not a terminal.
    init(terminal: Int32) throws(SystemFailure) {
        var modes = termios()
        guard tcgetattr(terminal, &modes) == 0 else { throw .last("use the terminal") }
        self.terminal = terminal
        original = modes
        Self.guarded.withLock { $0[terminal] = modes }
        _ = Self.isRegistered
    }

    /// Returns the byte that a key of the terminal sends, such as that of Ctrl-C (`VINTR`); nil if
    /// the user turned the key off.
    func controlByte(_ index: Int32) -> UInt8? {
        let byte = withUnsafeBytes(of: original.c_cc) { $0[Int(index)] }
        return byte == 0 ? nil : byte
    }

    /// Puts the modes back; the terminal stays guarded.
    func restore() {
        var modes = original
        tcsetattr(terminal, TCSANOW, &modes)
    }

    /// Puts the modes back, and forgets the terminal.
    func release() {
        guard Self.guarded.withLock({ $0.removeValue(forKey: terminal) }) != nil else { return }
        restore()
    }

    /// Puts back the modes of all terminals that are guarded.
    static func restoreAll() {
        guarded.withLock { guarded in
            for (terminal, modes) in guarded {
                var modes = modes
                tcsetattr(terminal, TCSANOW, &modes)
            }
        }
    }

    private static let guarded = Mutex<[Int32: termios]>([:])

    private static let isRegistered: Bool = {
        atexit { TerminalGuard.restoreAll() } == 0
    }()
}
