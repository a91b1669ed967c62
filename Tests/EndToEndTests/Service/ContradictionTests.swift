import FoundationEssentials
import IGSTestSupport
import Testing

/// Refusals that contradict themselves, answers about other tasks, and costs: what was taken is paid for once, and known.
@Suite struct ContradictionTests {
    /// Refusals of a submission that was taken all the same.
    static let refusals = [
        "status 429 charged with-id", "status 429 charged with-submitted",
        "status 429 charged with-both",
        "status 400 charged with-id", "status 400 charged with-submitted",
        "status 400 charged with-pending",
        "status 401 charged with-id", "status 402 charged with-id", "status 409 charged with-id",
        "status 404 charged with-submitted", "status 500 charged with-id", "status 503 charged",
        "code 400 charged with-id", "code 429 charged with-submitted", "code 433 charged with-id",
        "error charged with-id moderation_blocked", "error charged with-id insufficient_quota",
        "already-exists charged", "already-exists ok charged", "already-exists conflict charged",
        "already-exists used charged", "already-exists named charged",
        "already-exists database charged",
        "not-ok ok charged", "not-ok success charged", "stranger", "stranger out-task-id",
    ]

    @Test(arguments: refusals)
    func `a refusal of what was taken is asked about, and not sent again`(fault: String)
        async throws
    {
        for way in ["one session", "--resume"] {
            let bench = try Bench()
            try bench.write("submit 1 \(fault)\n", to: "f.plan")
            let text = "set quality low\ngen a cat --as k\nwait\nsave k out/\n"
            var outcome = try await bench.script(text, options: ["--faults", "f.plan"])
            if way == "--resume", outcome.exitCode != 0 {
                outcome = try await bench.script(text, ["--resume"])
            }
            #expect(outcome.exitCode == 0, "\(fault)\n\(outcome.story)")
            #expect(bench.journal.count == 1, "\(fault): paid twice")
            #expect(bench.exists("out/k-1x1.png"))
        }
    }

    @Test(arguments: [
        "status 429 with-id", "status 400 with-submitted", "already-exists",
        "already-exists conflict",
        "not-ok ok", "not-ok success", "status 500",
    ])
    func `a refusal that says both, of what was not taken, is doubt, and never booked as free`(
        fault: String
    ) async throws {
        let bench = try Bench()
        try bench.write("submit 1 \(fault)\n", to: "f.plan")
        let text = "set quality low\ngen a cat --as k\nwait\nprint done\n"
        let first = try await bench.script(text, options: ["--faults", "f.plan"])
        #expect(first.exitCode == 1 && first.output.isEmpty, "\(fault)\n\(first.story)")
        #expect(
            first.errors.contains("W0415") && first.errorIDs == ["E0410"],
            "\(fault)\n\(first.story)")
        // A run that goes on does not send it again by itself; the user may.
        let next = try await bench.script(text, ["--resume"])
        #expect(next.errorIDs == ["E0410"], "\(fault)\n\(next.story)")
        #expect(bench.journal.isEmpty)
        let retry = try await bench.commands("jobs --all; retry k; wait k; save k out/")
        #expect(retry.exitCode == 0 && bench.journal.count == 1, "\(retry.story)")
    }

    @Test(arguments: [
        "query each 1-3 stranger", "query each 1-3 stranger out-task-id",
        "query each 1-3 stranger task-id", "query 2 stranger", "query done 1 stranger",
    ])
    func `an answer about a stranger's task is not this job's`(fault: String) async throws {
        let bench = try Bench()
        try bench.write(fault + "\n", to: "f.plan")
        let outcome = try await bench.run([
            "--speed", "500", "--faults", "f.plan", "-c",
            "set quality low; gen a cat --as k; wait; save k out/; cost",
        ])
        #expect(outcome.exitCode == 0, "\(fault)\n\(outcome.story)")
        #expect(outcome.output.contains("$0.022"), "\(fault)\n\(outcome.story)")
        let picture = try #require(bench.bytes(of: "out/k-1x1.png"))
        #expect(!String(decoding: picture, as: UTF8.self).contains("somebody else"), "\(fault)")
    }

    @Test(arguments: ["stranger", "stranger out-task-id", "stranger task-id"])
    func `for ever about strangers, a job ends in no picture of theirs`(fault: String) async throws
    {
        let bench = try Bench()
        try bench.write("query each 1- \(fault)\n", to: "f.plan")
        let outcome = try await bench.run(
            [
                "--speed", "2000", "--faults", "f.plan", "-c",
                "set quality low; set timeout 2s; gen a cat --as k; wait",
            ], within: .seconds(60))
        #expect(outcome.exitCode == 124, "\(outcome.story)")
        #expect(
            outcome.errors.contains("the service answered about another task"), "\(outcome.story)")
        let cost = try await bench.commands("cost")
        #expect(!cost.output.contains("$9"), "\(cost.story)")
    }

    @Test(arguments: [
        ("dollars 2", "$0.02"), ("dollars-used 2", "$0.02"), ("alone 2", "$0.02"),
        ("texts 2", "$0.02"), ("used-text 2", "$0.02"), ("missing", "$0.022"),
        ("alone 900", "$9.00"), ("dollars 900", "$9.00"),
    ])
    func `what a task has cost is booked as it is said, and too much is told`(
        shape: String, sum: String
    ) async throws {
        let bench = try Bench()
        try bench.write("query done 1- cost \(shape)\n", to: "f.plan")
        let outcome = try await bench.run([
            "--speed", "500", "--faults", "f.plan", "-c",
            "set quality low; gen a cat --as k; wait; cost",
        ])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output.contains("session  1     \(sum)"), "\(shape)\n\(outcome.story)")
        #expect(outcome.errors.contains("warning[W0433]") == (sum == "$9.00"), "\(outcome.story)")
    }

    @Test(arguments: [
        ("submit 1 fail", "wait"), ("submit 1 fail review", "wait"),
        ("submit 1 reject hate", "wait"),
        ("submit 1 no-result", "wait"), ("download each 1- status 404", "wait"),
        ("submit 1 no-credits", "wait"), ("download each 1- html", "wait"),
    ])
    func `what was charged is said in one voice with the cost`(plan: String, way: String)
        async throws
    {
        let bench = try Bench()
        try bench.write(plan + "\n", to: "f.plan")
        let outcome = try await bench.run([
            "--speed", "2000", "--faults", "f.plan", "-c",
            "gen a cat --as k; try { wait } catch e { }; cost",
        ])
        let failure = try await bench.run([
            "--speed", "2000", "--faults", "f.plan", "-c", "gen a cat --as k; wait",
        ])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        let isFree = outcome.output.contains(/session +1 +\$0\.00 +\$0\.00/)
        let saysFree =
            failure.errors.contains("nothing was charged")
            || failure.errors.contains("was not accepted")
        #expect(isFree == saysFree, "\(plan)\n\(outcome.story)\n\(failure.story)")
    }

    @Test(arguments: [
        ("query each 1- status 403 html", "set timeout 2s; ", "403"),
        ("download each 1- truncate", "", "the picture is cut off"),
        ("download each 1- html", "", "the service sent a web page"),
        ("query each 1- address https://10.0.0.5/1.png", "", "10.0.0.5"),
    ])
    func `reasons are true`(plan: String, settings: String, reason: String) async throws {
        let bench = try Bench()
        try bench.write(plan + "\n", to: "f.plan")
        let outcome = try await bench.run(
            [
                "--speed", "2000", "--faults", "f.plan", "-c", "\(settings)gen a cat --as k; wait",
            ], within: .seconds(60))
        #expect(outcome.exitCode != 0, "\(outcome.story)")
        #expect(outcome.errors.contains(reason), "\(plan)\n\(outcome.story)")
        for lie in [
            "the service said: what", "the service said: truncated", "notAnImage", "limited time",
            "SUCCE",
        ] {
            #expect(!outcome.errors.contains(lie), "\(plan)\n\(outcome.story)")
        }
    }
}
