internal import Glibc

/// A signal that igs handles instead of dying of it.
package enum Signal: CaseIterable, Sendable {
    /// Ctrl-C, while a command runs.
    case interrupt
    /// A polite request to end.
    case terminate
    /// Ctrl-\ while a command runs.
    case quit
    /// The terminal is gone.
    case hangUp
    /// The terminal has another size.
    case windowChange
    /// Ctrl-Z, while a command runs.
    case stop
    /// `fg`, after the process was stopped.
    case resumption

    init?(number: Int32) {
        guard let signal = Signal.allCases.first(where: { $0.number == number }) else { return nil }
        self = signal
    }

    /// The system's number for the signal.
    package var number: Int32 {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        case .quit: SIGQUIT
        case .hangUp: SIGHUP
        case .windowChange: SIGWINCH
        case .stop: SIGTSTP
        case .resumption: SIGCONT
        }
    }
}
