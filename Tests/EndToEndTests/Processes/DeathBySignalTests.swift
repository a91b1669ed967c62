import Glibc
import IGSTestSupport
import Testing

/// One Ctrl-C ends all that waits for igs, too: igs dies of the signal, where it can.
@Suite struct DeathBySignalTests {
    private static let shells: [String] = ["/bin/bash", "/bin/dash"]
        .filter { (path: String) in access(path, X_OK) == 0 }

    @Test(arguments: shells)
    func `Ctrl-C ends a shell's loop after one submission`(shell: String) async throws {
        let bench = try Bench()
        let terminal = try PseudoTerminal(columns: 100, rows: 40)
        try bench.write(
            "for i in 1 2 3; do igs --speed 1 -c \"gen $i; wait\"; done; echo after-all\n",
            to: "loop.sh")
        try terminal.start(
            shell, ["\(bench.work)/loop.sh"],
            environment: bench.environment.merging(
                ["PATH": Bench.pathWithProgram, "TERM": "xterm-256color"]) { $1 })
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        terminal.press(.controlC)
        #expect(try await terminal.exitStatus() == -SIGINT)
        #expect(bench.journal.count == 1)
        #expect(!terminal.transcript.contains("after-all"))
        #expect(terminal.transcript.contains("keeps running"))
    }

    /// Whether igs, which runs as this process, is past its start: a signal before that is a death, too, but another one.
    private static func isReady(_ igs: IgsProcess, as id: pid_t) -> Bool {
        // The sandbox, which takes igs's place, catches no signals: it waits for them.
        igs.output.contains("listening") || Bench.catches([SIGHUP, SIGTERM], process: id)
    }

    /// What every verb does while it waits for its input.
    private static let waits = [
        "--speed 0.1 -c 'gen a; wait'", "-c 'sleep 60s'", "late.igs", "-", "", "plan -", "fmt -",
        "login", "sandbox",
    ]

    @Test(arguments: waits, [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    func `every verb dies of the signal, without a dump`(
        words: String, signal: Int32
    ) async throws {
        let bench = try Bench()
        try bench.write("sleep 60s\n", to: "late.igs")
        let igs = try bench.start(
            [
                "-c",
                "ulimit -c unlimited; exec '\(IgsProcess.executable)' \(words) < <(exec sleep 30)",
            ],
            program: "/bin/bash")
        #expect(await holds(within: .seconds(60)) { Self.isReady(igs, as: igs.processID) })
        #expect(igs.isRunning)
        igs.signal(signal)
        let outcome = try await igs.outcome(within: .seconds(10))
        #expect(outcome.signal == signal, "\(outcome.story)")
        #expect(!outcome.dumpedCore)
        igs.signal(SIGKILL, group: true)
    }

    @Test(arguments: ["-c 'sleep 60s'", "fmt -", "sandbox"], [SIGINT, SIGTERM])
    func `as process 1, which no signal kills, it exits with 128 and the number`(
        words: String, signal: Int32
    ) async throws {
        let bench = try Bench()
        let outer = try bench.start(
            [
                "-c",
                // With the /proc of its own that a container has: Dispatch looks up its threads there.
                "exec unshare --user --map-root-user --pid --mount-proc --fork "
                    + "'\(IgsProcess.executable)' "
                    + "\(words) < <(exec sleep 30)",
            ],
            program: "/bin/bash")
        var inner: pid_t?
        let isThere = await holds(within: .seconds(60)) {
            inner = Bench.child(of: outer.processID, named: "igs")
            return inner != nil
        }
        guard isThere, let inner else {
            // A machine that forbids namespaces cannot show it.
            #expect(outer.errors.contains("unshare"), "\(outer.errors)")
            return
        }
        #expect(await holds(within: .seconds(60)) { Self.isReady(outer, as: inner) })
        kill(inner, signal)
        let outcome = try await outer.outcome(within: .seconds(10))
        #expect(outcome.signal == nil, "\(outcome.story)")
        #expect(outcome.exitCode == 128 + signal, "\(outcome.story)")
    }

    @Test(arguments: [
        ("trap '' INT; igs -c 'print begun; sleep 700ms; print done'", SIGINT),
        ("nohup igs -c 'print begun; sleep 700ms; print done' 2>&1", SIGHUP),
        ("sh -c \"igs -c 'print begun; sleep 700ms; print done' & wait\"; sleep 1", SIGQUIT),
    ])
    func `what was ignored when it started stays ignored`(
        line: String, signal: Int32
    ) async throws {
        let bench = try Bench()
        let shell = try bench.start(
            ["-c", line], environment: ["PATH": Bench.pathWithProgram], program: "/bin/sh")
        #expect(await holds(within: .seconds(60)) { shell.output.contains("begun") })
        shell.signal(signal, group: true)
        #expect(await holds(within: .seconds(60)) { shell.output.contains("done") })
        shell.end()
    }

    @Test(arguments: [
        ("timeout -s INT 1 igs -c 'sleep 60s'", 124),
        ("timeout --preserve-status -s INT 1 igs -c 'sleep 60s'", 130),
        ("timeout --preserve-status 1 igs -c 'sleep 60s'", 143),
        ("timeout --preserve-status -s HUP 1 igs -c 'sleep 60s'", 129),
        ("timeout --preserve-status -s QUIT 1 igs -c 'sleep 60s'", 131),
        ("setsid -w timeout --preserve-status -s INT 1 igs -c 'sleep 60s'", 130),
        ("igs -c 'print a; print b'; true", 0),
    ])
    func `who starts it sees the signal's number`(line: String, code: Int32) async throws {
        let bench = try Bench()
        let outcome = try await bench.shell(line)
        #expect(outcome.exitCode == code, "\(outcome.story)")
    }

    @Test func `a signal ends a script whatever it catches`() async throws {
        let bench = try Bench()
        let igs = try bench.start(["-c", "try { print begun; sleep 60s } catch { print caught }"])
        try await igs.waits(for: "begun")
        igs.signal(SIGINT)
        let outcome = try await igs.outcome(within: .seconds(10))
        #expect(outcome.signal == SIGINT, "\(outcome.story)")
        #expect(!outcome.output.contains("caught"))
    }
}

extension Bench {
    /// A process that another started, by the beginning of its program's name.
    fileprivate static func child(of parent: pid_t, named name: String) -> pid_t? {
        let path = "/proc/\(parent)/task/\(parent)/children"
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, 256, file) != nil else { return nil }
        let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self).split(separator: " ")
            .compactMap { pid_t($0) }
            .first { child in
                commandLine(of: child).first?.split(separator: "/").last?.hasPrefix(name) == true
            }
    }
}
