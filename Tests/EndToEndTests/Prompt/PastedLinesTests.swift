import IGSTestSupport
import Testing

/// Several lines that are pasted at a service that is paid.
@Suite struct PastedLinesTests {
    private static let lines = """
        let who = "a castle"
        for hour in [dawn noon] {
            gen "$who at $hour" --quality low
        }
        gen a harbour --quality low
        """
    private static let question = "these lines submit 3 jobs, at most $0.066; run them? [y/N]"

    /// A prompt at a service that igs takes for the live one.
    private func live(_ bench: Bench, _ sandbox: SandboxProcess) async throws -> PseudoTerminal {
        try await bench.prompt(
            [], columns: 100,
            environment: ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url],
            sign: "live 1:1 1K>")
    }

    @Test func `lines that would pay are asked for once, and run after a yes`() async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess()
        let terminal = try await live(bench, sandbox)
        terminal.paste(Self.lines)
        terminal.press(.enter)
        try await terminal.wait(for: Self.question)
        #expect(sandbox.journal.isEmpty)
        terminal.enter("y")
        #expect(await holds(within: .seconds(60)) { sandbox.journal.count == 3 })
        // The answer is no line of the history.
        terminal.press(.up)
        try await terminal.wait { $0.currentRow == "... gen a harbour --quality low" }
    }

    @Test func `what is pasted while a command runs is asked for, too`() async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess()
        let terminal = try await live(bench, sandbox)
        terminal.enter("print it-sleeps; sleep 1")
        try await terminal.wait { $0.rows.contains("it-sleeps") }
        terminal.paste(Self.lines.replacing("\n", with: "\r"))
        try await terminal.wait { $0.currentRow == "... gen a harbour --quality low" }
        terminal.press(.enter)
        try await terminal.wait(for: Self.question)
        #expect(sandbox.journal.isEmpty)
        terminal.enter("y")
        #expect(await holds(within: .seconds(60)) { sandbox.journal.count == 3 })
    }

    @Test(arguments: ["\r", "n\r", "yesterday\r", "y\u{03}", "\u{04}"])
    func `all but a yes runs nothing`(answer: String) async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess()
        let terminal = try await live(bench, sandbox)
        terminal.paste(Self.lines)
        terminal.press(.enter)
        try await terminal.wait(for: Self.question)
        terminal.type(answer)
        try await terminal.wait(for: "nothing was run")
        terminal.enter("print still-" + "there")
        try await terminal.wait { $0.rows.contains("still-there") }
        terminal.press(.controlD)
        #expect(try await terminal.exitStatus() == 0)
        #expect(sandbox.journal.isEmpty)
    }

    @Test func `what the session knows counts, and what pays nothing is not asked for`()
        async throws
    {
        let bench = try Bench()
        let sandbox = try SandboxProcess()
        let terminal = try await live(bench, sandbox)
        terminal.enter("def both { gen one; gen two }; set quality low")
        terminal.paste("both\nboth\n")
        terminal.press(.enter)
        try await terminal.wait(for: "these lines submit 4 jobs, at most $0.088; run them? [y/N]")
        terminal.enter("")
        try await terminal.wait(for: "nothing was run")
        terminal.paste("print a\nprint paid-nothing")
        terminal.press(.enter)
        try await terminal.wait { $0.rows.contains("paid-nothing") }
        // One line says itself what it is; it is not asked for.
        terminal.paste("gen a single one")
        terminal.press(.enter)
        #expect(await holds(within: .seconds(60)) { sandbox.journal.count == 1 })
        #expect(terminal.transcript.matches(of: /run them/).count == 1)
    }

    @Test
    func `what stands before and behind a line for the system's shell is asked for by itself`()
        async throws
    {
        let bench = try Bench()
        let sandbox = try SandboxProcess()
        let terminal = try await live(bench, sandbox)
        let lines =
            "gen one --quality low\n!touch made\ngen two --quality low; gen three --quality low"
        terminal.paste(lines)
        terminal.press(.enter)
        try await terminal.wait(for: "these lines submit 1 job")
        terminal.enter("n")
        try await terminal.wait(for: "the lines after it were not run")
        #expect(bench.bytes(of: bench.work + "/made") == nil)
        terminal.paste(lines)
        terminal.press(.enter)
        try await terminal.wait { $0.text.matches(of: /these lines submit 1 job/).count == 2 }
        terminal.enter("y")
        try await terminal.wait(for: "these lines submit 2 jobs")
        #expect(bench.bytes(of: bench.work + "/made") != nil)
        #expect(await holds(within: .seconds(60)) { sandbox.journal.count == 1 })
        terminal.enter("")
        try await terminal.wait { $0.text.matches(of: /nothing was run/).count == 2 }
        #expect(sandbox.journal.count == 1)
    }

    @Test func `in the sandbox, where all is free, nothing is asked`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.paste(Self.lines)
        terminal.press(.enter)
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 3 })
        #expect(!terminal.transcript.contains("run them"))
    }
}
