import IGSTestSupport
import Testing

/// A statement that waits or saves succeeds only if each job that it names, or means, ended with a picture.
@Suite struct PictureOrFailureTests {
    /// Plans after which a job has no picture, and nobody knows more of it; and the id and code of that failure.
    enum Trouble: String, CaseIterable {
        case inDoubt, parked, paused, detached, failed, rejected, expired, tooSlow

        var plan: String {
            switch self {
            case .inDoubt: "submit 1 lose-reply rst\nquery each 1- status 503\n"
            case .parked: "submit 1 lose-request rst\n"
            case .paused: "query each 1- status 401\n"
            case .detached: "query each 1- rate-limit 400\n"
            case .failed: "submit 1 fail\n"
            case .rejected: "submit 1 reject violence\n"
            case .expired: "download each 1- status 404\n"
            case .tooSlow: "submit 1 never-end\n"
            }
        }

        var failure: (id: String, code: Int32) {
            switch self {
            case .inDoubt: ("E0432", 1)
            case .parked: ("E0410", 1)
            case .paused: ("E0412", 5)
            case .detached: ("E0431", 1)
            case .failed: ("E0408", 1)
            case .rejected: ("E0401", 6)
            case .expired: ("E0409", 1)
            case .tooSlow: ("E0411", 124)
            }
        }
    }

    /// What waits or saves, and must not go on to the next statement.
    static let statements = [
        "wait", "wait k", "wait --any", "try { gen b } catch e { }; wait k", "save k out/",
        "save all out/", "autosave",
    ]

    private static func run(
        _ commands: String, _ trouble: Trouble, _ options: [String] = []
    ) async throws -> (IgsProcess.Outcome, Bench) {
        let bench = try Bench()
        try bench.write(trouble.plan, to: "t.plan")
        let outcome = try await bench.run(
            ["--speed", "2000", "--faults", "t.plan"] + options + [
                "-c", "set timeout 2s; set poll-after 10ms; set poll-every 10ms\n" + commands,
            ], within: .seconds(60))
        return (outcome, bench)
    }

    @Test(arguments: Trouble.allCases)
    func `a script does not go on without its picture`(trouble: Trouble) async throws {
        for statement in ["wait", "wait k", "wait --any", "wait k --any"] {
            let (outcome, _) = try await Self.run(
                "gen a cat --as k; \(statement); print done", trouble)
            #expect(outcome.exitCode == trouble.failure.code, "\(statement): \(outcome.story)")
            #expect(outcome.errorIDs == [trouble.failure.id], "\(statement): \(outcome.story)")
            #expect(outcome.output.isEmpty, "\(statement): \(outcome.story)")
        }
        let (outcome, _) = try await Self.run("gen a cat --as k", trouble)
        #expect(outcome.exitCode == trouble.failure.code, "at the end: \(outcome.story)")
        #expect(outcome.errorIDs == [trouble.failure.id], "at the end: \(outcome.story)")
    }

    @Test(arguments: Trouble.allCases)
    func `a failure that was caught is told again by whoever names the job`(
        trouble: Trouble
    ) async throws {
        let caught = "gen a cat --as k; try { wait } catch e { print caught }\n"
        for statement in ["wait k", "save k out/"] {
            let (outcome, _) = try await Self.run(caught + "\(statement); print done", trouble)
            #expect(outcome.exitCode == trouble.failure.code, "\(statement): \(outcome.story)")
            #expect(outcome.errorIDs == [trouble.failure.id], "\(statement): \(outcome.story)")
            #expect(outcome.output == "caught\n", "\(statement): \(outcome.story)")
        }
        // Bare, it means what is on its way, and that was told.
        let (outcome, _) = try await Self.run(
            caught + "gen a fox --as f --quality low; wait; save f out/", trouble)
        if trouble.plan.hasPrefix("submit 1") && !trouble.plan.contains("query") {
            #expect(outcome.exitCode == 0, "\(outcome.story)")
        }
    }

    @Test(arguments: Trouble.allCases)
    func `saving all fails if nothing was saved, or a job has come to no end`(
        trouble: Trouble
    ) async throws {
        let caught = "gen a cat --as k; try { wait } catch e { }\n"
        for statement in ["save all out/", "save", "save --to out/"] {
            let (outcome, bench) = try await Self.run(caught + "\(statement); print done", trouble)
            #expect(outcome.exitCode != 0, "\(statement): \(outcome.story)")
            #expect(outcome.output.isEmpty, "\(statement): \(outcome.story)")
            #expect(!bench.exists("out/k-1x1.png"))
        }
    }

    @Test(arguments: [
        ("submit 1 fail\n", true), ("submit 1 reject violence\n", true),
        ("submit 1 lose-request rst\n", false),
        ("submit 1 lose-reply rst\nquery has cat status 503\n", false),
    ])
    func `beside a picture, a failure that was caught is a note, and doubt is a failure`(
        plan: String, isNote: Bool
    ) async throws {
        let bench = try Bench()
        try bench.write(plan, to: "t.plan")
        let outcome = try await bench.run([
            "--speed", "2000", "--faults", "t.plan", "-c",
            "gen a cat --as k; try { wait } catch e { }; gen a fox --as f; wait f; save all out/",
        ])
        #expect(bench.exists("out/f-1x1.png"), "\(outcome.story)")
        #expect((outcome.exitCode == 0) == isNote, "\(outcome.story)")
        if isNote {
            #expect(outcome.errors.contains("note: job 1 'k' has no picture"), "\(outcome.story)")
        }
    }

    @Test func `autosave fails without a picture`() async throws {
        let (outcome, bench) = try await Self.run(
            "set autosave on; set outdir out; gen a cat --as k; wait; print done", .inDoubt)
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.output.isEmpty)
        #expect(!bench.exists("out"))
    }

    @Test func `of several, one picture is enough for --any`() async throws {
        let bench = try Bench()
        try bench.write("submit 1 fail\n", to: "t.plan")
        let outcome = try await bench.run([
            "--speed", "500", "--faults", "t.plan", "-c",
            "set concurrency 1; gen a cat -n 2 --as k; wait --any k; print ${k-2.status}; exit 0",
        ])
        #expect(outcome.output == "completed\n", "\(outcome.story)")
    }

    @Test(arguments: ["try { %} catch e { print caught }", "expect fails { %}", "budget 1 { %}"])
    func `blocks wait for the fate of their jobs, doubt included`(block: String) async throws {
        let body = block.replacing("%", with: "gen a cat --as k; ")
        let (outcome, _) = try await Self.run(body + "\nprint end", .inDoubt)
        if block.hasPrefix("budget") {
            #expect(outcome.exitCode == 1 && outcome.output.isEmpty, "\(outcome.story)")
        } else {
            #expect(outcome.exitCode == 0, "\(outcome.story)")
            #expect(outcome.output == (block.hasPrefix("try") ? "caught\nend\n" : "end\n"))
        }
    }
}
