import Glibc
import IGSTestSupport
import Testing

/// The prompt, as a person at a terminal has it.
@Suite struct PromptTests {
    @Test func `a session as the README shows it`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(columns: 100)
        try await terminal.wait(
            for: "igs 0.2.0  sandbox: free, offline, pictures are imitations.  help · exit")
        try await terminal.wait(for: "sandbox 1:1 1K>")
        terminal.enter("set ratio 16:9")
        try await terminal.wait(for: "sandbox 16:9 1K>")
        terminal.enter("gen a castle under the stars, it's midnight --as castle")
        try await terminal.wait(
            for:
                "[1] castle  submitted  1536×864  free (live: up to about $0.33)"
        )
        terminal.enter("wait")
        try await terminal.wait(for: "[1] castle  completed in ")
        terminal.enter("save castle out/")
        try await terminal.wait(for: "\nout/castle-16x9.png")
        #expect(try await bench.measure(["out/castle-16x9.png"]) == [.init(1536, 864)])
        terminal.enter("ref add out/castle-16x9.png --as hero")
        try await terminal.wait(for: "ref 1  hero  out/castle-16x9.png  1536×864 PNG")
        terminal.enter("set resolution 4K; set ratio 4:3")
        try await terminal.wait(
            for: "note: 4:3 has no 4K; it exists for 16:9, 9:16, 2:1, 1:2, 21:9 and 9:21")
        terminal.enter("gen a harbour")
        try await terminal.wait(for: "error[E0203]: 4:3 has no 4K")
        try await terminal.wait(for: "4:3 exists in 1K and 2K; 4K exists for 16:9")
        terminal.enter("exit")
        #expect(try await terminal.exitStatus() == 0)
        #expect(bench.journal.count == 1)
    }

    @Test func `Ctrl-C stops a wait and no job, and leaving warns once`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(["--speed", "1"], columns: 100)
        terminal.enter("gen a slow one --quality high --as slow")
        try await terminal.wait(for: "1 running>")
        terminal.enter("wait")
        try await Task.sleep(for: .milliseconds(300))
        terminal.press(.controlC)
        try await terminal.wait(for: "stopped; slow keeps running")
        terminal.enter("exit")
        try await terminal.wait(for: "Exit again to leave")
        terminal.enter("exit")
        #expect(try await terminal.exitStatus() == 0)
        // The next session finds it.
        let next = try await bench.prompt(["--speed", "1"], columns: 100)
        try await next.wait(for: "[1] slow  continues")
        next.enter("exit 3")
        try await next.wait(for: "Exit again to leave")
        next.enter("exit 3")
        #expect(try await next.exitStatus() == 3)
    }

    @Test func `lines stay open while a list is, and the history is the user's alone`() async throws
    {
        let bench = try Bench()
        let terminal = try await bench.prompt(columns: 40)
        terminal.enter("let x = [王子")
        try await terminal.wait(for: "...")
        terminal.enter("castle]")
        terminal.enter("print $x")
        try await terminal.wait(for: "\n王子 castle")
        terminal.press(.up, .enter)
        try await terminal.wait { screen in
            screen.text.split(separator: "\n").count { $0 == "王子 castle" } == 2
        }
        terminal.press(.controlD)
        #expect(try await terminal.exitStatus() == 0)
        #expect(await holds(within: .seconds(60)) { terminal.isAsFound })
        var status = stat()
        #expect(stat(bench.home + "/state/history", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func `a terminal that goes away, or a polite request, ends it in order`() async throws {
        for signal in [SIGTERM, SIGHUP] {
            let bench = try Bench()
            let terminal = try await bench.prompt(["--speed", "1"])
            terminal.enter("gen a --as a")
            #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
            terminal.signal(signal)
            #expect(try await terminal.exitStatus() == -signal)
            #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
        }
    }
}
