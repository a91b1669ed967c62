internal import Glibc

/// How this process ends: with an exit code, or by the signal that asked it to.
///
/// A shell stops its loop only if the program that it waited for died of Ctrl-C. An exit with 130
/// does not stop it, and the next igs of the loop would pay again.
package enum ProcessEnd: Hashable, Sendable {
    case code(Int32)
    case signal(Signal)

    /// Ends the process.
    package func take() -> Never {
        switch self {
        case .code(let code): exit(code)
        case .signal(let signal):
            TerminalGuard.restoreAll()
            Self.die(of: signal.number)
        }
    }

    /// Makes the signals that would kill the process anyway end it at once, and forbids memory dumps, which would hold
    /// the key.
    ///
    /// As process 1, for which the default action of a signal is nothing, it exits instead. Signals that are ignored
    /// stay so, and an observer of ``Signals`` takes precedence.
    package static func prepare() {
        KeyProtection.begin()
        for signal in Signals.endings {
            var action = sigaction()
            guard sigaction(signal.number, nil, &action) == 0, !action.isIgnored else { continue }
            action = sigaction()
            action.__sigaction_handler.sa_handler = { ProcessEnd.die(of: $0) }
            sigaction(signal.number, &action, nil)
        }
    }

    /// Dies of a signal. If its default action does not end the process, exits with 128 plus its
    /// number. Safe in a signal handler.
    private static func die(of number: Int32) -> Never {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = SIG_DFL
        sigaction(number, &action, nil)
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, number)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(number)
        _exit(128 + number)
    }
}
