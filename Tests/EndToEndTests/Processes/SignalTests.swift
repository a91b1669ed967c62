import Glibc
import IGSTestSupport
import Testing

/// Ctrl-C, the end of input, of output and of the process itself: always an end in order, with nothing left behind.
@Suite struct SignalTests {
    @Test func `Ctrl-C stops a script, says what goes on, and igs dies of it`() async throws {
        let bench = try Bench()
        try bench.write("gen a --as x\ngen b --as y\nwait\nprint never\n", to: "test.igs")
        let igs = try bench.start(bench.withoutPictures() + ["test.igs"])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 2 })
        #expect(bench.sandboxes.count == 1)
        igs.signal(SIGINT, group: true)
        let outcome = try await igs.outcome(within: .seconds(10))
        #expect(outcome.signal == SIGINT, "\(outcome.story)")
        #expect(outcome.errors.contains("x, y keep running"), "\(outcome.story)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorIDs.isEmpty, "\(outcome.story)")
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
    }

    @Test(arguments: [
        "sleep 60s", "wait", "wait --any", "wait --timeout 60s",
        "for i in 1..100000 { sleep 10ms }",
    ])
    func `Ctrl-C reaches whatever takes its time`(command: String) async throws {
        let bench = try Bench()
        let igs = try bench.start(
            bench.withoutPictures() + ["-c", "gen a --as x\n\(command)"])
        try await igs.waits(for: "submitted")
        try await Task.sleep(for: .milliseconds(200))
        igs.signal(SIGINT, group: true)
        let outcome = try await igs.outcome(within: .seconds(10))
        #expect(outcome.signal == SIGINT, "\(outcome.story)")
        #expect(outcome.errors.contains("x keeps running"), "\(outcome.story)")
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func `asked to end, igs ends in order and dies of the signal`(signal: Int32) async throws {
        let bench = try Bench()
        let igs = try bench.start(
            bench.withoutPictures() + ["-c", "gen a --as x; wait"])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        igs.signal(signal)
        let outcome = try await igs.outcome(within: .seconds(10))
        #expect(outcome.signal == signal, "\(outcome.story)")
        #expect(outcome.errors.contains("x keeps running"), "\(outcome.story)")
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
    }

    @Test func `the sandbox ends with an igs that was killed`() async throws {
        let bench = try Bench()
        let igs = try bench.start(bench.withoutPictures() + ["-c", "gen a; wait"])
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.count == 1 })
        igs.signal(SIGKILL)
        #expect(try await igs.outcome().exitCode == 137)
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
    }

    @Test func `no sandbox is left after a run, and none is started for nothing`() async throws {
        let bench = try Bench()
        #expect(
            try await bench.commands("set ratio 16:9; print hello; jobs; status; help").exitCode
                == 0)
        #expect(!Bench.contents(of: bench.folder).contains { $0.hasSuffix("sandbox.log") })
        #expect(try await bench.commands("gen a; wait").exitCode == 0)
        #expect(bench.sandboxes.isEmpty)
    }

    @Test func `an input at its end is an empty script`() async throws {
        let bench = try Bench()
        for arguments in [[], ["-"]] {
            let outcome = try await bench.run(arguments, within: .seconds(10))
            #expect(outcome.exitCode == 0, "\(outcome.story)")
            #expect(outcome.output.isEmpty)
        }
        let closed = try await bench.shell("igs <&-", within: .seconds(10))
        #expect(closed.exitCode == 0, "\(closed.story)")
    }

    @Test(arguments: [
        "igs -c help", "igs --json -c 'for i in 1..20000 { print $i }'",
        "igs -c 'for i in 1..20000 { print a longer line, number $i }'",
        "igs --speed 1 -c 'gen a; for i in 1..20000 { print $i }; wait'",
    ])
    func `a reader that leaves ends igs in order`(command: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.shell(
            "(\(command); echo code $? >&2) | head -n 1", within: .seconds(15))
        #expect(outcome.exitCode == 0)
        #expect(outcome.lines.count == 1, "\(outcome.story)")
        #expect(outcome.errors.contains("code 0"), "\(outcome.story)")
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
    }

    @Test func `without any output igs still works`() async throws {
        let bench = try Bench()
        let outcome = try await bench.shell(
            "igs --speed 500 -c 'gen a --as x; wait; save x; print hello' >&- 2>&-",
            within: .seconds(15))
        #expect(outcome.exitCode == 0 || bench.exists("x-1x1.png"), "\(outcome.story)")
    }
}
