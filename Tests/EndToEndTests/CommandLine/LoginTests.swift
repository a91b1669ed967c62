import Foundation
import Glibc
import IGSTestSupport
import Testing

/// `igs login`: the key on disk, and nowhere else.
@Suite struct LoginTests {
    private static let canary = "canary-9Kx1-key-of-nobody"

    @Test func `a key that is kept is used, for its service alone`() async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess(.byHand, speed: 500, key: Self.canary)
        let service = ["IGS_BASE_URL": sandbox.url]
        let kept = try await bench.run(
            ["login"], environment: service, input: .text(Self.canary + "\n"))
        #expect(kept.exitCode == 0, "\(kept.story)")
        #expect(kept.output.isEmpty)
        #expect(
            kept.errors.hasPrefix(
                "the key for \(sandbox.url) is stored in \(bench.home)/config/key;"))
        let work = "set poll-after 50ms; set poll-every 50ms; gen a castle; wait; save; status"
        let outcome = try await bench.run(["-c", work], environment: service)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(sandbox.journal.count == 1)

        let elsewhere = try await bench.run(
            ["-c", "gen a castle"], environment: ["IGS_BASE_URL": "https://service.invalid"])
        #expect(elsewhere.errorIDs == ["E0501"], "\(elsewhere.story)")
        for outcome in [kept, outcome, elsewhere] {
            #expect(!(outcome.output + outcome.errors).contains(Self.canary))
        }
        let holders = Bench.contents(of: bench.folder).filter {
            // Where the test's own input stands.
            !$0.hasPrefix("scratch/")
                && FileManager.default.contents(atPath: "\(bench.folder)/\($0)")?
                    .firstRange(of: Data(Self.canary.utf8)) != nil
        }
        #expect(holders == ["home/config/key"])
    }

    @Test func `what is forgotten is gone`() async throws {
        let bench = try Bench()
        for told in ["there is no key in", "the key in"] {
            let outcome = try await bench.run(["login", "--forget"])
            #expect(outcome.exitCode == 0)
            #expect(outcome.errors.hasPrefix("\(told) \(bench.home)/config/key"))
            #expect(!FileManager.default.fileExists(atPath: bench.home + "/config/key"))
            _ = try await bench.run(["login"], input: .text(Self.canary))
        }
    }

    @Test(arguments: ["000", "022", "077"])
    func `the file is for its owner alone, whatever the umask`(umask: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.shell("umask \(umask); echo \(Self.canary) | igs login")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        var status = stat()
        #expect(lstat(bench.home + "/config/key", &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        #expect(lstat(bench.home + "/config", &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o700)
    }

    @Test func `the variable goes before the file, and that is said`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(
            ["login"], environment: ["AIREITER_API_KEY": "another"], input: .text(Self.canary))
        #expect(
            outcome.errors.hasSuffix("\nAIREITER_API_KEY is set, and takes precedence over it\n"))
    }

    @Test(arguments: ["", "two words", "sk-\u{1B}[31m", "sk-\0", "größe", "a\nb"])
    func `an invalid key is refused, and not shown`(text: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.run(["login"], input: .text(text))
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0616"])
        #expect(text.isEmpty || !outcome.errors.contains(text))
        #expect(!FileManager.default.fileExists(atPath: bench.home + "/config/key"))
    }

    @Test func `a terminal does not show the key`() async throws {
        let bench = try Bench()
        let terminal = try terminal(bench)
        try await terminal.wait(for: "key for https://aireiter.com (not shown):")
        #expect(await holds(within: .seconds(60)) { !isEchoing(terminal) })
        terminal.type(Self.canary)
        terminal.press(.enter)
        #expect(try await terminal.exitStatus() == 0)
        try await terminal.wait(for: "is stored in")
        #expect(!terminal.transcript.contains("canary"))
        #expect(isEchoing(terminal))
        #expect(FileManager.default.fileExists(atPath: bench.home + "/config/key"))
    }

    @Test func `Ctrl-C leaves the terminal as it was, and no file`() async throws {
        let bench = try Bench()
        let terminal = try terminal(bench)
        try await terminal.wait(for: "(not shown):")
        #expect(await holds(within: .seconds(60)) { !isEchoing(terminal) })
        terminal.type(Self.canary)
        terminal.press(.controlC)
        #expect(try await terminal.exitStatus() == -SIGINT)
        #expect(isEchoing(terminal))
        #expect(!FileManager.default.fileExists(atPath: bench.home + "/config/key"))
    }

    private func terminal(_ bench: Bench) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(columns: 160)
        try terminal.start(
            IgsProcess.executable, ["login"],
            environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 })
        return terminal
    }

    private func isEchoing(_ terminal: PseudoTerminal) -> Bool {
        terminal.modes.c_lflag & tcflag_t(ECHO) != 0
    }
}
