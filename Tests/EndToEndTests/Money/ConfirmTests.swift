import IGSTestSupport
import Testing

/// What several jobs come to is told, and at the prompt of a paid service asked above a limit.
@Suite struct ConfirmTests {
    private func live(_ bench: Bench, _ sandbox: SandboxProcess) async throws -> PseudoTerminal {
        try await bench.prompt(
            [], columns: 100,
            environment: ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url],
            sign: "live 1:1 1K>")
    }

    @Test(arguments: [
        ("gen -n 50 a kite", "this submits 50 jobs, at most $16.50; run it? [y/N]"),
        (
            "gen \"a {1|2|3|4} {5|6|7|8} kite\" --expand",
            "this submits 16 jobs, at most $5.28; run it? [y/N]"
        ),
        (
            "for i in 1..16 { gen kite $i }",
            "this submits 16 jobs, at most $5.28; run it? [y/N]"
        ),
        (
            "set confirm 0.01; gen a; gen b --quality low",
            nil
        ),
        ("gen a", nil), ("gen -n 15 a kite", nil), ("plan { gen -n 50 a kite }", nil),
    ])
    func `a line that passes the limit is asked for once`(
        line: String, question: String?
    ) async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess()
        let terminal = try await live(bench, sandbox)
        terminal.enter(line)
        if let question {
            try await terminal.wait(for: question)
            terminal.enter("n")
            try await terminal.wait(for: "nothing was run")
            #expect(sandbox.journal.isEmpty)
        }
        terminal.enter("print line-is-" + "over")
        try await terminal.wait { $0.rows.contains("line-is-over") }
        #expect(terminal.transcript.contains("run it?") == (question != nil))
    }

    @Test func `a line that names a job of another day is asked for, too`() async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess(speed: 200)
        let first = try await live(bench, sandbox)
        first.enter("set poll-after 200ms; set poll-every 100ms")
        first.enter("gen a castle --quality low --as castle; wait; exit")
        #expect(try await first.exitStatus(within: .seconds(60)) == 0)
        let terminal = try await live(bench, sandbox)
        for line in ["ref add %castle; gen -n 50 a kite", "status castle; gen -n 50 a kite"] {
            terminal.enter(line)
            try await terminal.wait(for: "this submits 50 jobs, at most $16.50; run it? [y/N]")
            terminal.enter("n")
            try await terminal.wait(for: "nothing was run")
            terminal.enter("!clear")
            try await terminal.wait { !$0.rows.joined().contains("nothing was run") }
        }
        #expect(sandbox.journal.count == 1)
    }

    @Test func `a yes runs it, and the limit can be moved and taken away`() async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess()
        let terminal = try await live(bench, sandbox)
        terminal.enter("set quality low")
        terminal.enter("set confirm 0.05")
        terminal.enter("gen -n 3 a kite")
        try await terminal.wait(for: "this submits 3 jobs, at most $0.066; run it? [y/N]")
        terminal.enter("y")
        #expect(await holds(within: .seconds(60)) { sandbox.journal.count == 3 })
        try await terminal.wait(for: "3 jobs, at most $0.066")
        terminal.enter("set confirm off")
        terminal.enter("gen -n 4 a kite")
        #expect(await holds(within: .seconds(60)) { sandbox.journal.count == 7 })
        #expect(!terminal.transcript.contains("this submits 4"))
        terminal.enter("set confirm")
        try await terminal.wait {
            $0.rows.contains { $0.hasPrefix("confirm") && $0.contains("off") }
        }
    }

    @Test func `the sandbox shows the sum and never asks, and only a prompt asks`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.enter("gen -n 16 a kite")
        try await terminal.wait(for: "16 jobs, at most $5.28 at the live service")
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 16 })
        terminal.paste("gen one\ngen two")
        terminal.press(.enter)
        try await terminal.wait(for: "2 jobs, at most $0.66 at the live service")
        #expect(!terminal.transcript.contains("run it?"))
        let sandbox = try SandboxProcess()
        let script = try await bench.run(
            ["--detach", "-c", "gen -n 16 a kite"],
            environment: ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url])
        #expect(script.errors.contains("16 jobs, at most $5.28"), "\(script.story)")
        #expect(script.exitCode == 0, "\(script.story)")
    }
}
