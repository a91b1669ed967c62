import Foundation
import Glibc
import IGSTestSupport
import Testing

/// How igs runs the programs that show and open pictures, and what it says where they fail: with
/// programs in their places that record how they are called.
@Suite struct PictureProgramTests {
    /// A bench with a picture, `day.png`, and a finished job, `castle`.
    private func bench() async throws -> Bench {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "set quality low; gen a castle --as castle; wait; save castle day.png")
        try #require(outcome.exitCode == 0, "\(outcome.story)")
        return bench
    }

    /// Puts a program in a folder that is to stand first in `PATH`, and answers with the `PATH`.
    private func install(
        _ name: String, _ script: String, _ bench: Bench
    ) async throws -> String {
        try bench.makeFolder("bin")
        try bench.write("#!/bin/sh\n\(script)\n", to: "bin/source")
        // Written by this process, it could not be run while a child of another test has it open.
        let copy = try await bench.run(
            ["-m", "755", "bin/source", "bin/\(name)"], program: "/usr/bin/install")
        #expect(copy.exitCode == 0, "\(copy.story)")
        return "\(bench.work)/bin:/usr/bin:/bin"
    }

    private func text(_ name: String, _ bench: Bench) -> String {
        String(decoding: bench.bytes(of: name) ?? [], as: UTF8.self)
    }

    /// What a recording program writes down: its arguments, variables, streams and session.
    private static func recording(to file: String) -> String {
        """
        streams=$(readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2)
        { printf 'argument %s\\n' "$@"; env; echo "$streams"; cut -d' ' -f6,7 /proc/$$/stat; } > '\(file).new'; mv '\(file).new' '\(file)'
        """
    }

    @Test(arguments: ["-day.png", "-n", "a b;$(touch x).png", "--", "王子.png"])
    func `chafa gets an absolute path, and no secret`(name: String) async throws {
        let bench = try await bench()
        #expect(rename(bench.work + "/day.png", bench.work + "/" + name) == 0)
        let path = try await install(
            "chafa", Self.recording(to: bench.work + "/record") + "; printf '\\033[5mraw'", bench)
        let outcome = try await bench.run(
            ["--service", "sandbox", "-c", "show './\(name)'"],
            environment: [
                "PATH": path, "AIREITER_API_KEY": "sk-secret-of-the-user", "IGS_DIALECT": "openapi",
            ])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        // What it writes is passed on as it is.
        #expect(outcome.output == "\u{1B}[5mraw")
        let record = text("record", bench).split(separator: "\n")
        #expect(record.contains("argument \(bench.work)/./\(name)"), "\(record)")
        #expect(record.allSatisfy { !$0.contains("AIREITER") && !$0.hasPrefix("IGS_") })
        #expect(record.allSatisfy { !$0.contains("secret") })
        #expect(!bench.exists("x"))
    }

    @Test func `a file that is not a picture never reaches chafa`() async throws {
        let bench = try await bench()
        let path = try await install("chafa", "touch '\(bench.work)/called'", bench)
        try bench.write("<svg xmlns='http://www.w3.org/2000/svg'/>", to: "a.png")
        try bench.write("", to: "empty.png")
        try bench.makeFolder("folder.png")
        #expect(mkfifo(bench.work + "/fifo.png", 0o600) == 0)
        for name in ["a.png", "empty.png", "folder.png", "fifo.png", "missing.png", "/dev/zero"] {
            let outcome = try await bench.run(
                ["-c", "show '\(name)'"], environment: ["PATH": path])
            #expect(outcome.exitCode != 0)
            #expect(outcome.errorIDs == ["E0234"], "\(outcome.story)")
        }
        #expect(!bench.exists("called"))
    }

    @Test func `Ctrl-C ends chafa, and the prompt goes on`() async throws {
        let bench = try await bench()
        let path = try await install(
            "chafa", "echo $$ > '\(bench.work)/pid'; exec sleep 600", bench)
        let terminal = try PseudoTerminal(columns: 80, rows: 24)
        try terminal.start(
            "/bin/sh", ["-c", "cd '\(bench.work)' && exec '\(IgsProcess.executable)'"],
            environment: bench.environment.merging(["TERM": "xterm", "PATH": path]) { $1 })
        try await terminal.wait(for: "1K>")
        terminal.type("show day.png\r")
        #expect(await holds(within: .seconds(60)) { text("pid", bench).hasSuffix("\n") })
        terminal.press(.controlC)
        try await terminal.wait(for: "stopped")
        let process = try #require(pid_t(text("pid", bench).dropLast()))
        #expect(await holds(within: .seconds(60)) { kill(process, 0) != 0 })
        terminal.type("print still here\r")
        try await terminal.wait(for: "\nstill here")
        terminal.type("exit\r")
        #expect(try await terminal.exitStatus() == 0)
    }

    @Test func `open hands the stored picture over, and the viewer outlives igs`() async throws {
        let bench = try await bench()
        let path = try await install(
            "xdg-open",
            Self.recording(to: bench.work + "/record")
                + "\nwhile [ ! -e '\(bench.work)/go' ]; do sleep 0.05; done; touch '\(bench.work)/end'",
            bench)
        let outcome = try await bench.run(
            ["--service", "sandbox", "-c", "jobs --all; open castle"],
            environment: [
                "PATH": path, "WAYLAND_DISPLAY": "wayland-0", "AIREITER_API_KEY": "sk-secret",
            ])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.errors == "[1] castle  opened on the desktop\n")
        let record = text("record", bench).split(separator: "\n").map(String.init)
        let stored = try #require(
            record.first { $0.hasPrefix("argument ") }?.dropFirst("argument ".count))
        #expect(stored.hasPrefix(bench.home + "/state/store/"))
        #expect(bench.bytes(of: String(stored)) == bench.bytes(of: "day.png"))
        #expect(record.allSatisfy { !$0.contains("secret") && !$0.contains("AIREITER") })
        // Its streams are nobody's, and it has a session of its own without a terminal.
        #expect(record.count { $0 == "/dev/null" } == 3, "\(record)")
        #expect(record.last?.hasSuffix(" 0") == true)
        try bench.write("", to: "go")
        #expect(await holds(within: .seconds(60)) { bench.exists("end") })
    }

    @Test func `without a viewer or a desktop open says which`() async throws {
        let bench = try await bench()
        let path = try await install("xdg-open", "exit 3", bench)
        for (environment, id) in [
            (["PATH": path], "E0333"), (["PATH": "/nowhere", "DISPLAY": ":0"], "E0332"),
            (["PATH": path, "DISPLAY": ":0"], "E0334"),
        ] {
            let outcome = try await bench.run(
                ["-c", "jobs --all; open castle"], environment: environment)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errorIDs == [id], "\(outcome.story)")
        }
    }

    @Test func `a check and a plan know both, and run neither`() async throws {
        let bench = try Bench()
        let path = try await install("chafa", "touch '\(bench.work)/called'", bench)
        try bench.write("gen a kite --as kite\nwait\nshow kite out/kite.png\nopen\n", to: "a.igs")
        for verb in ["check", "plan"] {
            let outcome = try await bench.run([verb, "a.igs"], environment: ["PATH": path])
            #expect(outcome.exitCode == 0 && outcome.errorIDs == [], "\(outcome.story)")
            #expect(verb == "check" || outcome.lines.count == 1, "\(outcome.story)")
        }
        #expect(!bench.exists("called") && bench.journal.isEmpty)
    }

    @Test func `a job that is not done is neither shown nor opened`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run([
            "--speed", "1", "--keep-going", "--detach", "-c",
            "gen a slow one --quality high --as slow\nshow slow\nopen slow\nshow",
        ])
        #expect(outcome.exitCode == 1)
        #expect(outcome.errorIDs == ["E0301", "E0301", "E0301"], "\(outcome.story)")
        #expect(outcome.errors.contains("'wait slow' waits for it"))
    }
}
