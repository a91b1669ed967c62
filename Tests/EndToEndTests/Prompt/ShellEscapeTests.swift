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

    @Test func `scripts have none`() async throws {
        let bench = try Bench()
        try bench.write("!touch made\n", to: "other.igs")
        for words in [["other.igs"], ["-c", "!touch made"], ["-c", "print a\n!touch made"]] {
            let outcome = try await bench.run(words)
            #expect(outcome.errorIDs == ["E0201"], "\(outcome.story)")
            #expect(outcome.errors.contains("at the prompt only"))
        }
        let terminal = try await bench.prompt()
        terminal.enter("source other.igs")
        try await terminal.wait { $0.text.contains("E0201") }
        #expect(!FileManager.default.fileExists(atPath: bench.work + "/made"))
    }

    /// Lines that are pasted together, and what they print one after the other.
    private static let pastes = [
        (["!echo a$((0+1))", "print b"], ["a1", "b"]),
        (["print a", "!echo b$((1+1))"], ["a", "b2"]),
        (["print a", "  ! echo b$((1+1))", "print c"], ["a", "b2", "c"]),
        (["!echo a$((0+1))", "!false", "!echo c$((1+2))"], ["a1", "status 1", "c3"]),
        (["let x = [a", "b]", "!echo b$((1+1))", "print $x"], ["b2", "a b"]),
        // What the shell would go on with is for the shell alone.
        (["!echo \"a", "print b"], ["b"]),
        // Another line that means something only by itself.
        (["print a", "sleep ?", "print c"], ["a", "sleep: ", "c"]),
    ]

    @Test(arguments: pastes, [true, false])
    func `pasted lines run in turn, those for the system's shell, too`(
        paste: (lines: [String], shown: [String]), isMarked: Bool
    ) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt(rows: 60)
        if isMarked {
            terminal.paste(paste.lines.joined(separator: "\r"))
            terminal.press(.enter)
        } else {
            terminal.type(paste.lines.map { $0 + "\r" }.joined())
        }
        try await terminal.wait(within: .seconds(30)) { screen in
            var rows = screen.rows[...]
            for text in paste.shown {
                let isBeginning = text.hasSuffix(" ")
                guard
                    let row = rows.firstIndex(where: {
                        isBeginning ? $0.hasPrefix(text) : $0 == text
                    })
                else { return false }
                rows = rows[(row + 1)...]
            }
            return true
        }
    }

    @Test(arguments: [
        (["print \"\"\"", "!touch made", "\"\"\""], "!touch made"),
        (["print \"a", "!touch made\""], "!touch made"),
        (["if 1 == 1 {", "!touch made", "}"], "on a line of its own"),
        (["let x = [a", "!touch made ]", "print $x"], "a !touch made"),
        (["print a \\", "!touch made"], "a !touch made"),
    ])
    func `within what is open it is text`(lines: [String], shown: String) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.paste(lines.joined(separator: "\n"))
        terminal.press(.enter)
        terminal.enter("print it-is-over")
        try await terminal.wait(within: .seconds(30)) { $0.rows.contains("it-is-over") }
        #expect(
            terminal.screen.rows.contains {
                $0 == shown || $0.hasSuffix(shown) && $0.hasPrefix("  ")
            })
        #expect(!FileManager.default.fileExists(atPath: bench.work + "/made"))
    }

    @Test func `Ctrl-C at one of the pasted lines drops those after it`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.paste("print first\n!echo it goes; exec sleep 60\nprint third\n!touch made\n")
        terminal.press(.enter)
        try await terminal.wait { $0.rows.contains("it goes") }
        terminal.press(.controlC)
        try await terminal.wait { $0.rows.contains("the lines after it were not run") }
        terminal.enter("print it-is-over")
        try await terminal.wait { $0.rows.contains("it-is-over") }
        #expect(terminal.screen.rows.contains("first"))
        #expect(!terminal.screen.rows.contains("third"))
        #expect(!FileManager.default.fileExists(atPath: bench.work + "/made"))
        // All of it is one entry, to go on from.
        terminal.press(.up, .up)
        try await terminal.wait { $0.currentRow == "... !touch made" }
    }

    @Test func `an error is found where it stands, and the lines after it run`() async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        terminal.paste("!true\ngne a castle\n!echo b$((1+1))\nredo")
        terminal.press(.enter)
        try await terminal.wait {
            $0.rows.contains("b2") && $0.text.contains("'redo' must be alone")
        }
        #expect(terminal.screen.text.contains("unknown command 'gne'"))
        #expect(bench.journal.isEmpty)
    }

    @Test(arguments: [
        ("cd out", "'cd' has no effect after its own line"),
        ("cd out", "igs stays in the folder that it was started in"),
        ("export X=1", "put what needs it on the same line: !export X=1 && …"),
        ("exit", "'exit' without '!' leaves igs"),
    ])
    func `what has no effect explains itself`(command: String, note: String) async throws {
        let bench = try Bench()
        try FileManager.default.createDirectory(
            atPath: bench.work + "/out", withIntermediateDirectories: true)
        let terminal = try await bench.prompt(columns: 120)
        terminal.enter("!" + command)
        try await terminal.wait { $0.text.contains(note) }
        terminal.enter("!pwd")
        try await terminal.wait { screen in
            screen.rows.contains { $0.hasSuffix(bench.work) && !$0.contains(" ") }
        }
    }
}
