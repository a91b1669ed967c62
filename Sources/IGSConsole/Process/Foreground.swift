internal import Glibc

/// Whether this process may use the terminal: a shell with job control gives it to one job at a time.
package enum Foreground {
    /// Whether the job of this process has the terminal, or nobody can say who has it.
    static func isHere(_ terminal: Int32) -> Bool {
        let group = tcgetpgrp(terminal)
        return group < 0 || group == getpgrp()
    }

    /// Waits until the terminal can be read, if it is one. Stops the job as reading from the terminal does, until a
    /// shell brings it to the foreground.
    ///
    /// - Throws: ``SystemFailure`` if there is no shell that could do that.
    package static func wait(for terminal: Int32) throws(SystemFailure) {
        var attempts = 0
        while !isHere(terminal) {
            guard attempts < mostAttempts, !isIgnored(SIGTTIN) else {
                throw SystemFailure("read the terminal in the background", code: EIO)
            }
            let start = ContinuousClock.now
            stop()
            // Nobody could continue an orphan, and so it does not stop. A job that is sent to the background again
            // does.
            attempts = ContinuousClock.now - start < .milliseconds(60) ? attempts + 1 : 0
        }
    }

    private static let mostAttempts = 10

    /// Threads that Dispatch's pool has started have these signals blocked, and the system then stops nobody.
    private static func stop() {
        var signals = sigset_t()
        var before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTTIN)
        pthread_sigmask(SIG_UNBLOCK, &signals, &before)
        // Stops the whole job, as the system would. Another thread may take the signal: this one must not look again
        // before.
        kill(0, SIGTTIN)
        usleep(20_000)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    private static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        return sigaction(signal, nil, &action) == 0 && action.isIgnored
    }
}
