import Glibc
import IGSTestSupport
import Testing

/// The prompt, as a person at a terminal has it.
@Suite struct PromptTests {
    /// An igs at its prompt, on a terminal of the test's own.
    private func prompt(
        _ bench: Bench, _ arguments: [String] = ["--speed", "300"], columns: Int = 100
    ) async throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: columns, rows: 40)
        // What a person does before: changes to a folder of his own.
        let line =
            "cd '\(bench.work)' && exec '\(IgsProcess.executable)' \(arguments.joined(separator: " "))"
        try terminal.start(
            "/bin/sh", ["-c", line],
            environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 })
        try await terminal.wait(for: "sandbox 1:1 1K")
        return terminal
    }

    private func enter(_ line: String, _ terminal: PseudoTerminal) {
        terminal.type(line)
        terminal.press(.enter)
    }

    @Test func `a session as the README shows it`() async throws {
        let bench = try Bench()
        let terminal = try await prompt(bench)
        try await terminal.wait(
            for: "igs 0.1  sandbox: free, offline, pictures are imitations.  help · exit")
        try await terminal.wait(for: "sandbox 1:1 1K>")
        enter("set ratio 16:9", terminal)
        try await terminal.wait(for: "sandbox 16:9 1K>")
        enter("gen a castle under the stars, it's midnight --as castle", terminal)
        try await terminal.wait(
            for:
                "[1] castle  submitted  1536×864  free (live: about $0.33 at the service's highest quality)"
        )
        enter("wait", terminal)
        try await terminal.wait(for: "[1] castle  completed in ")
        enter("save castle out/", terminal)
        try await terminal.wait(for: "\nout/castle-16x9.png")
        #expect(try await bench.measure(["out/castle-16x9.png"]) == [.init(1536, 864)])
        enter("ref add out/castle-16x9.png --as hero", terminal)
        try await terminal.wait(for: "ref 1  hero  out/castle-16x9.png  1536×864 PNG")
        enter("set resolution 4K; set ratio 4:3", terminal)
        try await terminal.wait(
            for: "note: 4:3 has no 4K; it exists for 16:9, 9:16, 2:1, 1:2, 21:9 and 9:21")
        enter("gen a harbour", terminal)
        try await terminal.wait(for: "error[E0203]: 4:3 has no 4K")
        try await terminal.wait(for: "4:3 exists in 1K and 2K; 4K exists for 16:9")
        enter("exit", terminal)
        #expect(try await terminal.exitStatus() == 0)
        #expect(bench.journal.count == 1)
    }

    @Test func `Ctrl-C stops a wait and no job, and leaving warns once`() async throws {
        let bench = try Bench()
        let terminal = try await prompt(bench, ["--speed", "1"])
        enter("gen a slow one --quality high --as slow", terminal)
        try await terminal.wait(for: "1 running>")
        enter("wait", terminal)
        try await Task.sleep(for: .milliseconds(300))
        terminal.press(.controlC)
        try await terminal.wait(for: "stopped; slow goes on")
        enter("exit", terminal)
        try await terminal.wait(for: "Leave again to leave")
        enter("exit", terminal)
        #expect(try await terminal.exitStatus() == 0)
        // The next session finds it.
        let next = try await prompt(bench, ["--speed", "1"])
        try await next.wait(for: "[1] slow  goes on")
        enter("exit 3", next)
        try await next.wait(for: "Leave again to leave")
        enter("exit 3", next)
        #expect(try await next.exitStatus() == 3)
    }

    @Test func `lines stay open while a list is, and the history is the user's alone`() async throws
    {
        let bench = try Bench()
        let terminal = try await prompt(bench, columns: 40)
        enter("let x = [王子", terminal)
        try await terminal.wait(for: "...")
        enter("castle]", terminal)
        enter("print $x", terminal)
        try await terminal.wait(for: "\n王子 castle")
        terminal.press(.up, .enter)
        try await terminal.wait { screen in
            screen.text.split(separator: "\n").count { $0 == "王子 castle" } == 2
        }
        terminal.press(.controlD)
        #expect(try await terminal.exitStatus() == 0)
        #expect(terminal.modes.c_lflag & tcflag_t(ECHO | ICANON) == tcflag_t(ECHO | ICANON))
        var status = stat()
        #expect(stat(bench.home + "/state/history", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func `a terminal that goes away, or a polite request, ends it in order`() async throws {
        for signal in [SIGTERM, SIGHUP] {
            let bench = try Bench()
            let terminal = try await prompt(bench, ["--speed", "1"])
            enter("gen a --as a", terminal)
            #expect(await holds(within: .seconds(20)) { bench.journal.count == 1 })
            terminal.signal(signal)
            #expect(try await terminal.exitStatus() == 130)
            #expect(await holds(within: .seconds(5)) { bench.sandboxes.isEmpty })
        }
    }
}
