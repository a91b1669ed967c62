import Glibc
import IGSSandbox

/// Runs a sandbox as a process: greets, serves, and ends at a signal, or at the end of its input.
///
/// Signals are taken by the main thread, which waits for them and does nothing else; the end of the input becomes one.
struct SandboxProcess: Sendable {
    let configuration: SandboxConfiguration
    let greeting: Greeting
    let scratch: ScratchFolder?
    /// Whether stdin is a pipe from a parent, at whose end to end. Such a sandbox leaves Ctrl-C to the parent.
    let endsWithInput: Bool

    /// How long open requests may take to end.
    private static let patience: UInt32 = 2

    func run() -> Never {
        // Before any other thread is there, so that all of them inherit the mask.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        signal(SIGPIPE, SIG_IGN)
        if endsWithInput {
            signal(SIGINT, SIG_IGN)
            setsid()
        } else {
            sigaddset(&signals, SIGINT)
            sigaddset(&signals, SIGHUP)
        }
        pthread_sigmask(SIG_BLOCK, &signals, nil)

        let work = Task { await serve() }
        if endsWithInput { watchInput() }
        var received: Int32 = 0
        while sigwait(&signals, &received) != 0 {}
        work.cancel()
        let code = received == SIGTERM ? 0 : 128 + received
        Task {
            await work.value
            finish(code)
        }
        // Should a request not end, the process does: its state is safe at every moment.
        sleep(Self.patience)
        finish(code)
    }

    private func serve() async {
        do {
            try await SandboxServer(configuration).run { [greeting, key = configuration.key] port in
                greeting.say(port: port, key: key)
            }
        } catch is CancellationError {
            return
        } catch {
            let message = Array("igs-sandbox: \(error)\n".utf8)
            _ = write(STDERR_FILENO, message, message.count)
            finish(1)
        }
    }

    private func finish(_ code: Int32) -> Never {
        scratch?.remove()
        exit(code)
    }

    /// Reads stdin on a thread of its own, and asks this process to end when it is at its end.
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
                kill(getpid(), SIGTERM)
                return nil
            }, nil)
    }
}
