import Glibc
import IGSTestSupport
import Testing

/// `wait` for a job that another living igs drives, at a service that both use.
@Suite struct FollowTests {
    private let bench: Bench
    private let sandbox: SandboxProcess
    private let environment: [String: String]
    /// What the igs that submits begins with.
    private let polling =
        "set quality medium; set timeout 1h; set poll-after 200ms; set poll-every 200ms"

    init() throws {
        bench = try Bench()
        // A picture takes ten seconds at least, in which the sandbox can be frozen, and half a minute as
        // a rule.
        sandbox = try SandboxProcess(.byHand, speed: 1)
        environment = ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url]
    }

    @Test(arguments: [false, true])
    func `its end is waited for, also where that igs is killed`(isKilled: Bool) async throws {
        let first = try bench.start(
            ["-c", "\(polling); gen a fox --as f; wait"], environment: environment)
        #expect(await holds(within: .seconds(60)) { sandbox.journal.count == 1 })
        // Frozen, it lets nobody see the end of the task.
        sandbox.signal(SIGSTOP)
        let next = try bench.start(
            ["-c", "jobs --all; print looked; wait f; save f out/"], environment: environment)
        try await next.waits(for: "looked")
        #expect(first.isRunning)
        if isKilled { first.signal(SIGKILL) }
        sandbox.signal(SIGCONT)
        #expect(try await first.outcome(within: .seconds(150)).exitCode == (isKilled ? 137 : 0))
        let outcome = try await next.outcome(within: .seconds(150))
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.errors.contains("f  completed"), "\(outcome.story)")
        #expect(bench.exists("out/f-1x1.png"))
        #expect(sandbox.journal.count == 1)
    }

    @Test func `no longer than the time that is given`() async throws {
        let first = try bench.start(
            ["-c", "\(polling); gen a fox, sandbox:never-end --as f; wait"],
            environment: environment)
        #expect(await holds(within: .seconds(60)) { sandbox.journal.count == 1 })
        let next = try await bench.run(
            ["-c", "jobs --all; wait f --timeout 300ms"], environment: environment)
        #expect(next.exitCode == 124, "\(next.story)")
        #expect(first.isRunning)
        first.end()
    }

    @Test func `Ctrl-C ends the waiting only`() async throws {
        let first = try bench.start(
            ["-c", "\(polling); gen a fox, sandbox:never-end --as f; wait"],
            environment: environment)
        #expect(await holds(within: .seconds(60)) { sandbox.journal.count == 1 })
        let next = try bench.start(
            ["-c", "jobs --all; print looked; wait f"], environment: environment)
        try await next.waits(for: "looked")
        next.signal(SIGINT, group: true)
        #expect(try await next.outcome(within: .seconds(10)).exitCode == 130)
        #expect(first.isRunning)
        first.end()
    }
}
