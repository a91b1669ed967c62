import Foundation
import Glibc
import IGSTestSupport
import Testing

/// What is no file where a file is meant: a pipe that nobody writes to, above all.
@Suite struct StreamTests {
    private func bench() throws -> Bench {
        let bench = try Bench()
        for name in ["p.igs", "p.png", "p.plan"] {
            try #require(mkfifo("\(bench.work)/\(name)", 0o600) == 0)
        }
        try #require(mkdir("\(bench.work)/folder", 0o755) == 0)
        try #require(mkfifo("\(bench.work)/folder/t.igs", 0o600) == 0)
        try bench.write("source p.igs\n", to: "sources.igs")
        try bench.write("source ./p.igs\n", to: "folder2.igs")
        return bench
    }

    private static let refused: [([String], Int32)] = [
        (["-c", "source p.igs"], 3), (["-c", "plan p.igs"], 3), (["sources.igs"], 3),
        (["check", "sources.igs"], 3), (["plan", "sources.igs"], 3), (["test", "folder"], 1),
        (["test", "p.igs"], 1), (["fmt", "p.igs"], 2), (["-c", "ref add p.png"], 3),
        (["-c", "gen --from p.png"], 3),
        (["-c", "show ./p.png"], 3), (["--faults", "p.plan", "-c", "gen a"], 2),
    ]

    @Test(arguments: refused)
    func `a pipe that the user did not name as a script is refused at once`(
        words: [String], exitCode: Int32
    ) async throws {
        let bench = try bench()
        let outcome = try await bench.run(words, within: .seconds(30))
        #expect(outcome.exitCode == exitCode, "\(words) \(outcome.story)")
        let reasons = ["not a regular file", "not a file", "the file cannot be read"]
        #expect(reasons.contains(where: outcome.errors.contains), "\(outcome.story)")
    }

    @Test(
        arguments: [
            ["p.igs"], ["check", "p.igs"], ["plan", "p.igs"], ["fmt", "--check", "p.igs"],
        ],
        [SIGINT, SIGTERM])
    func `a wait for a pipe's writer ends with a signal`(
        words: [String], signal: Int32
    ) async throws {
        let bench = try bench()
        let igs = try bench.start(words)
        try await Task.sleep(for: .milliseconds(500))
        #expect(igs.isRunning)
        igs.signal(signal)
        #expect(try await igs.outcome(within: .seconds(30)).signal == signal)
    }

    @Test(arguments: [
        ("igs <(echo 'print from a pipe')", "from a pipe"),
        ("igs /dev/stdin < script", "from a file"),
        ("(sleep 1; cat script) | igs -", "from a file"),
        ("(sleep 1; cat script > p.igs) & igs p.igs", "from a file"),
        ("igs check <(echo 'print x') && echo checked", "checked"),
    ])
    func `a pipe that the user names is read to its end`(line: String, output: String) async throws
    {
        let bench = try bench()
        try bench.write("print from a file\n", to: "script")
        let outcome = try await bench.run(
            ["-c", line], environment: ["PATH": Bench.pathWithProgram], program: "/bin/bash")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output == output + "\n", "\(outcome.story)")
    }

    @Test func `a start file that is a pipe does not keep the prompt from coming`() async throws {
        let bench = try bench()
        try FileManager.default.createDirectory(
            atPath: bench.home + "/config", withIntermediateDirectories: true)
        try #require(mkfifo(bench.home + "/config/igsrc", 0o600) == 0)
        let terminal = try PseudoTerminal()
        try terminal.start(
            IgsProcess.executable, [],
            environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 })
        try await terminal.wait(for: "regular file")
        try await terminal.wait(for: "1K>")
        terminal.type("exit\n")
        #expect(try await terminal.exitStatus() == 0)
    }

    @Test func `what a script sources is told by the file that is opened`() async throws {
        let bench = try Bench()
        // Two names that Swift holds to be equal, and that are two folders.
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        for folder in [composed, decomposed] {
            try #require(mkdir("\(bench.work)/\(folder)", 0o755) == 0)
        }
        try bench.write("print secret\n", to: "\(decomposed)/other.igs")
        try bench.write("source link.igs\n", to: "\(composed)/main.igs")
        #expect(
            symlink("../\(decomposed)/other.igs", "\(bench.work)/\(composed)/link.igs") == 0)
        let outcome = try await bench.run(["\(composed)/main.igs"])
        #expect(outcome.exitCode == 3 && outcome.output.isEmpty, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0239"], "\(outcome.story)")
        // Beside each other, both are sourced: the one is not the other.
        try bench.write("print one\n", to: "\(composed).igs")
        try bench.write("print two\n", to: "\(decomposed).igs")
        try bench.write("source \(composed).igs\nsource \(decomposed).igs\n", to: "both.igs")
        #expect(try await bench.run(["both.igs"]).output == "one\ntwo\n")
    }

    @Test(arguments: [("caf\u{E9}", "cafe\u{301}"), ("cafe\u{301}", "caf\u{E9}")])
    func `a name that is typed in another composition finds its file`(
        names: (there: String, typed: String)
    ) async throws {
        let bench = try Bench()
        try #require(mkdir("\(bench.work)/\(names.there)", 0o755) == 0)
        try bench.write("print found\n", to: "\(names.there)/\(names.there).igs")
        try bench.write(SamplePictures.png, to: "\(names.there)/\(names.there).png")
        let path = "\(names.typed)/\(names.typed)"
        #expect(try await bench.run(["\(path).igs"]).output == "found\n")
        #expect(try await bench.run(["check", "\(path).igs"]).exitCode == 0)
        let outcome = try await bench.commands("source \(path).igs; ref add \(path).png; ref list")
        #expect(outcome.exitCode == 0 && outcome.output.hasPrefix("found\n"), "\(outcome.story)")
    }
}
