import Glibc
import IGSTestSupport
import Testing

/// Emacs' shell buffers (comint), and programs like expect: a terminal that understands no sequences,
/// with modes of its own.
@Suite struct ComintTests {
    /// A terminal as Emacs makes one: no echo, no carriage return before a newline, lines as usual.
    private func terminal() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: 80, rows: 40)
        let side = try terminal.openProgramSide()
        defer { close(side) }
        var modes = terminal.modes
        modes.c_lflag &= ~tcflag_t(ECHO)
        modes.c_lflag |= tcflag_t(ICANON | ISIG)
        modes.c_oflag |= tcflag_t(OPOST)
        modes.c_oflag &= ~tcflag_t(ONLCR)
        tcsetattr(side, TCSANOW, &modes)
        return terminal
    }

    @Test func `a line is sent, and its answer and one prompt come back`() async throws {
        let bench = try Bench()
        let terminal = try terminal()
        let before = terminal.modes
        try terminal.start(
            "/bin/sh",
            ["-c", "cd '\(bench.work)' && exec '\(IgsProcess.executable)' --speed 300"],
            environment: bench.environment.merging([
                "TERM": "dumb", "INSIDE_EMACS": "29.1,comint", "PAGER": "cat",
            ]) { $1 })
        let prompt = "sandbox 1:1 1K> "
        func prompts() -> Int { terminal.transcript.ranges(of: prompt).count }
        #expect(await holds(within: .seconds(60)) { terminal.transcript.hasSuffix(prompt) })
        #expect(prompts() == 1)
        terminal.type("gen a cat\n")
        #expect(
            await holds(within: .seconds(60)) {
                terminal.transcript.contains("submitted")
                    && terminal.transcript.contains("completed in")
                    && terminal.transcript.hasSuffix(prompt)
            })
        terminal.type("print one; print two\n")
        #expect(
            await holds(within: .seconds(60)) {
                terminal.transcript.hasSuffix("one\ntwo\n" + prompt)
            })
        let count = prompts()
        terminal.type("print \"a\n")
        #expect(
            await holds(within: .seconds(60)) {
                terminal.transcript.hasSuffix("\" from line 1 ... ")
            })
        terminal.type("b\"\n")
        #expect(
            await holds(within: .seconds(60)) {
                terminal.transcript.hasSuffix("a\nb\n" + prompt)
            })
        #expect(prompts() == count + 1)
        // Ctrl-C, as comint-interrupt-subjob sends it.
        terminal.signal(SIGINT)
        #expect(
            await holds(within: .seconds(60)) {
                terminal.transcript.hasSuffix("> \n" + prompt)
            })
        terminal.type("!printf 'of the shell\\n'\n")
        #expect(
            await holds(within: .seconds(60)) {
                terminal.transcript.hasSuffix("of the shell\n" + prompt)
            })
        let modes = terminal.modes
        #expect(modes.c_lflag == before.c_lflag)
        #expect(modes.c_oflag == before.c_oflag)
        #expect(modes.c_iflag == before.c_iflag)
        terminal.type("exit\n")
        #expect(try await terminal.exitStatus(within: .seconds(60)) == 0)
        let transcript = terminal.transcript
        // Nothing is echoed that is not echoed by the terminal, and nothing needs a terminal's abilities.
        for text in ["gen a cat", "print one", "printf"] {
            #expect(!transcript.contains(text), "\(transcript.debugDescription)")
        }
        #expect(!transcript.contains("\u{1B}"))
        #expect(!transcript.unicodeScalars.contains("\r"))
        #expect(bench.journal.count == 1)
    }
}
