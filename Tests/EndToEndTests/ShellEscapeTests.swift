import Foundation
import IGSTestSupport
import Testing

/// `!ls`: programs that are run from the prompt.
@Suite struct ShellEscapeTests {
    @Test func `a program has the terminal, and the prompt comes back in a row of its own`()
        async throws
    {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.enter("!printf abc")
        try await terminal.wait { $0.rows.contains("abc") && $0.currentRow == "sandbox 1:1 1K>" }
        terminal.enter("!echo ready; cat")
        try await terminal.wait { $0.rows.contains("ready") }
        // What is typed shows, as it does for any program.
        terminal.enter("王子")
        try await terminal.wait { screen in screen.rows.count { $0 == "王子" } == 2 }
        terminal.press(.controlD)
        try await terminal.wait { $0.currentRow == "sandbox 1:1 1K>" }
        terminal.enter("!exit 3")
        try await terminal.wait { $0.rows.contains("status 3") }
        terminal.enter("print after")
        try await terminal.wait { $0.rows.contains("after") }
    }

    @Test func `Ctrl-C ends the program, and neither igs nor its jobs`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.enter("gen a castle --as castle")
        try await terminal.wait { $0.text.contains("castle  submitted") }
        terminal.enter("!echo it goes; exec sleep 60")
        try await terminal.wait { $0.rows.contains("it goes") }
        terminal.press(.controlC)
        terminal.enter("wait; print castle ${castle.status}")
        try await terminal.wait { $0.rows.contains("castle completed") }
    }

    @Test func `the key is not passed on`() async throws {
        let bench = try Bench()
        let key = "a-key-of-the-tests"
        let terminal = try await bench.prompt(
            ["--service", "sandbox"], environment: ["AIREITER_API_KEY": key])
        terminal.enter("!env | grep -c ^AIREITER; echo none of it")
        try await terminal.wait { $0.rows.contains("none of it") }
        #expect(terminal.screen.rows.contains("0"))
        #expect(!terminal.transcript.contains(key))
    }

    @Test func `scripts have none, and it stands alone on its line`() async throws {
        let bench = try Bench()
        try bench.write("!touch made\n", to: "other.igs")
        for words in [["other.igs"], ["-c", "!touch made"], ["-c", "print a\n!touch made"]] {
            let outcome = try await bench.run(words)
            #expect(outcome.errorIDs == ["E0201"], "\(outcome.story)")
            #expect(outcome.errors.contains("from the prompt alone"))
        }
        let terminal = try await bench.prompt()
        terminal.enter("source other.igs")
        try await terminal.wait { $0.text.contains("E0201") }
        terminal.type("\u{1B}[200~!touch made\r!touch made\u{1B}[201~\r")
        try await terminal.wait { $0.text.contains("on a line of its own") }
        #expect(!FileManager.default.fileExists(atPath: bench.work + "/made"))
    }
}
