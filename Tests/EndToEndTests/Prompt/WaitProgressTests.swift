import IGSTestSupport
import Testing

/// What `wait` shows while it waits.
@Suite struct WaitProgressTests {
    @Test(arguments: [(80, "█"), (40, "running")])
    func `a terminal has a line for each job, drawn in place`(
        columns: Int, mark: String
    ) async throws {
        let bench = try Bench()
        let terminal = try PseudoTerminal(columns: columns, rows: 24)
        try terminal.start(
            IgsProcess.executable,
            [
                "--speed", "8", "-c",
                "set quality low; gen a castle --as hero; gen a 🐈; wait; print over",
            ], environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 })
        try await terminal.wait(for: "both jobs, a line each") { screen in
            let lines = screen.text.split(separator: "\n").filter { $0.contains("running") }
            return lines.count == 2 && lines[0].hasPrefix("[1] hero") && lines[1].hasPrefix("[2]")
                && lines.contains { $0.contains(mark) }
        }
        try await terminal.wait(for: "over", within: .seconds(30))
        #expect(try await terminal.exitStatus() == 0)
        let text = terminal.screen.text
        #expect(!text.contains("running") && !text.contains("█"), "\(text)")
        #expect(text.split(separator: "\n").count { $0.contains("completed in") } == 2, "\(text)")
    }

    @Test func `elsewhere there is a line for each change`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run([
            "--speed", "4", "-c",
            // Queries come long before the picture is there, however busy the machine is.
            """
            set quality low; set poll-after 1s; set poll-every 500ms
            gen sandbox:status-word dreaming --as hero; wait
            """,
        ])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count { $0.contains("dreaming") } == 1, "\(outcome.story)")
        #expect(lines.first?.hasPrefix("[1] hero  submitted") == true)
        #expect(lines.dropFirst().first == "[1] hero  running (the service says 'dreaming')")
        #expect(lines.last?.hasPrefix("[1] hero  completed in") == true)
        #expect(!outcome.errors.contains("\u{1B}"))
    }

    @Test func `a terminal that cannot be drawn on has lines too`() async throws {
        let bench = try Bench()
        let terminal = try PseudoTerminal(columns: 80, rows: 24)
        try terminal.start(
            IgsProcess.executable,
            [
                "--speed", "4", "-c",
                """
                set poll-after 1s; set poll-every 500ms
                gen sandbox:status-word dreaming --as hero; wait
                """,
            ],
            environment: bench.environment.merging(["TERM": "dumb"]) { $1 })
        try await terminal.wait(for: "(the service says 'dreaming')")
        #expect(try await terminal.exitStatus(within: .seconds(30)) == 0)
        #expect(!terminal.transcript.contains("\u{1B}"))
    }
}
