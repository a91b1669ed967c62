import Glibc
import Testing

@testable import IGSConsole

@Suite(.serialized, .timeLimit(.minutes(1))) struct SignalsTests {
    private func disposition(_ number: Int32) -> Int {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    }

    @Test func `each stream gets the signals that it asked for`() async {
        var both = Signals.stream(of: [.terminate, .hangUp]).makeAsyncIterator()
        var one = Signals.stream(of: [.hangUp]).makeAsyncIterator()
        kill(getpid(), SIGTERM)
        #expect(await both.next() == .terminate)
        kill(getpid(), SIGHUP)
        #expect(await both.next() == .hangUp)
        #expect(await one.next() == .hangUp)
    }

    @Test func `the previous handler is restored when nobody listens any more`() {
        let before = disposition(SIGTERM)
        let one = Signals.observe([.terminate]) { _ in }
        let other = Signals.observe([.terminate]) { _ in }
        #expect(disposition(SIGTERM) != before)
        one.cancel()
        #expect(disposition(SIGTERM) != before)
        other.cancel()
        #expect(disposition(SIGTERM) == before)
    }

    @Test func `a signal that was ignored stays ignored`() {
        let before = signal(SIGHUP, SIG_IGN)
        defer { signal(SIGHUP, before) }
        let observation = Signals.observe([.hangUp]) { _ in }
        kill(getpid(), SIGHUP)
        #expect(disposition(SIGHUP) == 1)
        observation.cancel()
        #expect(disposition(SIGHUP) == 1)
    }

    @Test func `signals are known by their numbers`() {
        for signal in Signal.allCases { #expect(Signal(number: signal.number) == signal) }
        #expect(Signal(number: SIGUSR1) == nil)
        #expect(Signal.interrupt.number == 2)
    }
}
