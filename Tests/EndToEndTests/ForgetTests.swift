import IGSTestSupport
import Testing

/// `forget`: out of sight, but what was paid stays paid.
@Suite struct ForgetTests {
    @Test func `a job on its way is given up, stays unlisted, and counts`() async throws {
        let bench = try Bench()
        let igs = try bench.start(
            bench.withoutPictures() + ["-c", "gen a fox --as f; sleep 600s"])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        igs.end()
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
        let next = try await bench.commands("jobs; forget f; jobs; wait; cost")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(!next.errors.contains("completed"), "\(next.story)")
        #expect(next.output.split(separator: "\n").count { $0.contains("a fox") } == 1)
        #expect(next.output.contains(/total +1 +\$0\.33 +\$0\.00/), "\(next.story)")
        let last = try await bench.commands("jobs --all; wait; cost")
        #expect(!last.output.contains("fox"), "\(last.story)")
        #expect(last.output.contains(/total +1 +\$0\.33 +\$0\.00/), "\(last.story)")
        #expect(bench.journal.count == 1)
    }

    @Test func `of a finished job the saved picture and the cost stay`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "gen a fox --as f; gen a mill --as m; wait; save f out/; forget f; jobs; cost")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(!outcome.output.contains("a fox") && outcome.output.contains("a mill"))
        #expect(bench.exists("out/f-1x1.png"))
        #expect(outcome.output.contains(/session +2 +\$0\.184 +\$0\.00/), "\(outcome.story)")
    }

    @Test(arguments: ["save f out/", "retry f", "forget f", "wait f", "status f", "ref add %f"])
    func `what was forgotten is not known any more`(use: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.commands("gen a fox --as f; wait; forget f; \(use)")
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0231"], "\(outcome.story)")
    }

    @Test func `what was never sent is never sent, and costs nothing`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            "set concurrency 1; gen a fox --as f; gen a mill --as m; forget m; wait; cost")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.journal.count == 1)
        #expect(outcome.output.contains(/total +. +\$0\.092 +\$0\.00/), "\(outcome.story)")
    }
}
