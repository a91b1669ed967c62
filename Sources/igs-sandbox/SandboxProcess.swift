import Glibc
import IGSSandbox

/// Runs a sandbox as a process: greets, serves, and ends by a signal, or at the end of its input.
///
/// The main thread takes the signals: it waits for them and does nothing else. The end of the input becomes a signal.
/// Signals that were ignored when it started stay so.
struct SandboxProcess: Sendable {
    let configuration: SandboxConfiguration
    let faults: FaultPlan?
    let greeting: Greeting
    let scratch: ScratchFolder?
    /// Whether stdin is a pipe from a parent, at whose end the sandbox ends. Such a sandbox leaves Ctrl-C to the
    /// parent.
    let endsWithInput: Bool

    /// The signal that stands for the end of the input.
    private static let endOfInput = SIGUSR1

    /// How long open requests may take to end.
    private static let patience: UInt32 = 2

    func run() -> Never {
        // Before there is any other thread, so that all of them inherit the mask.
        var signals = sigset_t()
        sigemptyset(&signals)
        signal(SIGPIPE, SIG_IGN)
        if endsWithInput {
            signal(SIGINT, SIG_IGN)
            setsid()
            sigaddset(&signals, Self.endOfInput)
        }
        for number in [SIGTERM, SIGQUIT, SIGHUP, SIGINT] where !Self.isIgnored(number) {
            sigaddset(&signals, number)
        }
        pthread_sigmask(SIG_BLOCK, &signals, nil)

        let work = Task { await serve() }
        if endsWithInput { watchInput() }
        var received: Int32 = 0
        while sigwait(&signals, &received) != 0 {}
        work.cancel()
        let number = received
        Task {
            await work.value
            finish(by: number)
        }
        // If a request does not end, the process does: its state is safe at every moment.
        sleep(Self.patience)
        finish(by: number)
    }

    private func serve() async {
        do {
            let server = SandboxServer(configuration, faults: faults)
            try await server.run { [greeting, key = configuration.key] port in
                guard let code = greeting.say(port: port, key: key) else { return }
                // Nobody could know its address.
                Printing.tell(Printing.unwritten(code))
                finish(1)
            }
        } catch is CancellationError {
            return
        } catch {
            Printing.tell("igs-sandbox: \(error)\(wayOut(of: error))")
            finish(1)
        }
    }

    /// Returns a remedy for an error, for a person; igs, which starts an embedded sandbox, has other options.
    private func wayOut(of error: any Error) -> String {
        guard !endsWithInput, let error = error as? SandboxError, error.code == .cannotUseFile
        else { return "" }
        return error.context == configuration.journalPath
            ? "; --journal names another file" : "; --state names another folder"
    }

    /// Dies of a signal, so that the parent of this process knows about it; as process 1, which cannot, it exits.
    private func finish(by number: Int32) -> Never {
        guard number != Self.endOfInput else { finish(0) }
        scratch?.remove()
        signal(number, SIG_DFL)
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, number)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(number)
        exit(128 + number)
    }

    /// Whether a signal has no effect, as `nohup` or a shell's `&` makes it.
    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private func finish(_ code: Int32) -> Never {
        scratch?.remove()
        exit(code)
    }

    /// Reads stdin on a thread of its own, and asks this process to end when stdin ends.
    private func watchInput() {
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { _ in
                var byte: UInt8 = 0
                while true {
                    let count = read(STDIN_FILENO, &byte, 1)
                    if count == 0 || count < 0 && errno != EINTR { break }
                }
                kill(getpid(), SandboxProcess.endOfInput)
                return nil
            }, nil)
    }
}
