import Glibc
import IGSTestSupport
import Testing

/// Bytes that are not UTF-8 are refused, by whichever door they come: mended, they would be paid for.
@Suite struct CallerTextTests {
    /// `\351` is é in Latin-1, and no UTF-8.
    @Test(arguments: [
        ("igs -c \"$(printf 'gen a caf\\351')\"", 3, "E0101"),
        ("igs --speed 400 -c \"$(printf 'gen a caf\\351')\"", 3, "E0101"),
        ("igs \"$(printf -- '-cgen a caf\\351')\"", 2, "E0619"),
        ("igs t.igs --title \"$(printf 'caf\\351')\"", 2, "E0619"),
        ("igs t.igs \"$(printf -- '--title=caf\\351')\"", 2, "E0619"),
        ("igs - --title \"$(printf 'caf\\351')\" < t.igs", 2, "E0619"),
        ("igs plan t.igs --title \"$(printf 'caf\\351')\"", 2, "E0619"),
        ("igs check \"$(printf 'caf\\351.igs')\"", 2, "E0619"),
        ("igs fmt \"$(printf 'caf\\351.igs')\"", 2, "E0619"),
        ("igs test \"$(printf 'caf\\351')\"", 2, "E0619"),
        ("igs login --home \"$(printf 'caf\\351')\" < /dev/null", 2, "E0619"),
        ("igs sandbox --key \"$(printf 'caf\\351')\"", 2, "E0619"),
        ("igs generate \"$(printf 'caf\\351')\"", 2, "E0619"),
        ("igs --out \"$(printf 'caf\\351')\" t.igs --title x", 2, "E0619"),
        ("TITLE=\"$(printf 'caf\\351')\" igs --env TITLE -c 'gen ${env.TITLE}'", 2, "E0619"),
        ("IGS_HOME=\"$(printf 'caf\\351')\" igs -c 'gen x'", 2, "E0619"),
        ("AIREITER_API_KEY=\"$(printf 'caf\\351')\" igs -c 'gen x'", 2, "E0619"),
        ("printf 'gen a caf\\351' | igs -", 3, "E0101"),
    ])
    func `what is not text is refused, and nothing is sent`(
        line: String, code: Int32, id: String
    ) async throws {
        let bench = try Bench()
        try bench.write("param title \"a title\"\ngen $title\n", to: "t.igs")
        let outcome = try await bench.shell(line)
        #expect(outcome.exitCode == code, "\(outcome.story)")
        #expect(outcome.errorIDs == [id], "\(outcome.story)")
        #expect(outcome.errors.contains("0xE9"), "\(outcome.story)")
        #expect(bench.journal.isEmpty)
    }

    @Test func `the sandbox refuses it, too`() async throws {
        let bench = try Bench()
        let outcome = try await bench.shell(
            "'\(SandboxProcess.executable)' --key \"$(printf 'caf\\351')\"")
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(outcome.errors.contains("not UTF-8"))
    }

    @Test func `a variable that no script reads may be anything`() async throws {
        let bench = try Bench()
        let outcome = try await bench.shell(
            "OTHER=\"$(printf 'caf\\351')\" igs -c 'print fine'")
        #expect(outcome.output == "fine\n", "\(outcome.story)")
    }

    @Test(arguments: [
        "igs --speed 400 -c \"$(printf 'gen caf\\303\\251; wait')\"",
        "igs --speed 400 -c \"$(printf 'gen a \\357\\277\\275 mark; wait')\"",
        "igs --speed 400 t.igs --title \"$(printf '\\357\\277\\275')\"",
    ])
    func `text is text, a replacement character, too`(line: String) async throws {
        let bench = try Bench()
        try bench.write("param title \"a title\"\ngen $title\n", to: "t.igs")
        let outcome = try await bench.shell(line)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.journal.count == 1)
    }

    @Test(arguments: [false, true])
    func `a line with such a byte does not run, typed or pasted`(isPasted: Bool) async throws {
        let bench = try Bench()
        let terminal = try await bench.prompt()
        if isPasted { terminal.type("\u{1B}[200~") }
        terminal.type("gen a caf")
        terminal.type(bytes: [0xE9])
        terminal.type("!")
        if isPasted { terminal.type("\u{1B}[201~") }
        try await terminal.wait { $0.currentRow.hasSuffix("caf\u{FFFD}!") }
        terminal.press(.enter)
        try await terminal.wait(for: "E0641")
        try await terminal.wait(for: "0xE9")
        // Who deletes it has mended the line; one that is meant is text.
        terminal.type(isPasted ? "print caf\u{FFFD}" : "print caf")
        if !isPasted {
            terminal.type(bytes: [0xE9])
            terminal.type("!")
            try await terminal.wait { $0.currentRow.hasSuffix("caf\u{FFFD}!") }
            terminal.press(.backspace, .backspace)
        }
        terminal.press(.enter)
        try await terminal.wait { $0.rows.contains(isPasted ? "caf\u{FFFD}" : "caf") }
        terminal.press(.controlD)
        #expect(try await terminal.exitStatus() == 0)
        #expect(bench.journal.isEmpty)
    }
}
