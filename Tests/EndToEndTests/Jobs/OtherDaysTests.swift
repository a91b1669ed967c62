import Foundation
import IGSTestSupport
import Testing

/// Jobs of other days: named, listed, dated.
@Suite struct OtherDaysTests {
    /// A home whose earlier session made a castle and four cats.
    private func bench() async throws -> Bench {
        let bench = try Bench()
        let earlier = try await bench.commands(
            "gen a castle --quality low --as castle; gen a cat -n 4 --quality low --as cats; wait")
        #expect(earlier.exitCode == 0, "\(earlier.story)")
        return bench
    }

    /// Wherever a job is named, with what it brings about.
    private static let uses: [(use: String, shows: String)] = [
        ("save castle out/", "out/castle-1x1.png"), ("save %castle out/", "out/castle-1x1.png"),
        ("status castle", "a castle"), ("wait castle; print waited", "waited"),
        ("print ${castle.status}", "completed"), ("print \"it is ${castle.prompt}\"", "a castle"),
        ("let p = ${castle.width}; print $p", "1024"),
        ("expect %castle size 1024x1024; print held", "held"),
        ("if %castle done { print is done }", "is done"),
        ("ref add %castle --as c; ref list", "%castle"), ("recall castle", "gen \"a castle\""),
        ("forget castle; print forgotten", "forgotten"),
        ("try { retry castle } catch e { print $e }", "done"),
        ("show castle; print shown", "shown"),
        ("save cats out/; print saved", "out/cats-4-1x1.png"),
        ("wait %cats; print waited", "waited"), ("recall cats", "-n 4"),
        ("for x in [castle] { print ${castle.task} }", "task_"),
        ("def keep { save castle out/ }; keep", "out/castle-1x1.png"),
    ]

    @Test(arguments: uses)
    func `a name of an earlier session leads to its job, wherever it stands`(
        use: String, shows: String
    ) async throws {
        let bench = try await bench()
        let outcome = try await bench.commands(use)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output.contains(shows), "\(outcome.story)")
        // Nothing was paid again, and who it is was told.
        #expect(bench.journal.count == 5)
        if !use.hasPrefix("recall") {
            #expect(
                outcome.errors.contains(/\[1\] c(astle|ats-1)  of \d\d:\d\d  completed/),
                "\(outcome.story)")
        }
    }

    @Test func `a file finds it, too, but never takes an earlier job for one of its own`()
        async throws
    {
        let bench = try await bench()
        let found = try await bench.script("save castle out/\n", named: "save.igs")
        #expect(found.exitCode == 0 && bench.exists("out/castle-1x1.png"), "\(found.story)")
        let own = try await bench.script(
            "param make = no\nif $make == yes { gen a castle --as castle }\nsave castle other/\n",
            named: "own.igs")
        #expect(own.exitCode == 1, "\(own.story)")
        #expect(own.errorIDs == ["E0231"] && !bench.exists("other"), "\(own.story)")
        #expect(bench.journal.count == 5)
    }

    /// Names that only the run can know, and those of what was refused, mean no earlier job either.
    @Test(arguments: [
        "let s = cas; try { budget 0.01 { gen NEW --as \"${s}tle\" } } catch e { print $e }; save %castle o/",
        "try { budget 0.01 { gen NEW --as castle } } catch e { print $e }; save %castle o/",
        "try { gen x, sandbox:no-credits --as castle; wait } catch e { print $e }; save castle o/",
    ])
    func `a name that was to be given means no earlier job`(script: String) async throws {
        let bench = try await bench()
        for outcome in [
            try await bench.script(script + "\n", named: "a.igs"), try await bench.commands(script),
        ] {
            #expect(outcome.exitCode != 0 && !bench.exists("o"), "\(outcome.story)")
        }
    }

    @Test func `a line that is refused takes no name away`() async throws {
        let bench = try await bench()
        let outcome = try await bench.shell(
            "printf 'gen x --as castle --ratio 4:3 --resolution 4K\nsave castle out/\n' | igs --speed 500"
        )
        #expect(
            outcome.errorIDs == ["E0203"] && bench.exists("out/castle-1x1.png"), "\(outcome.story)")
        // Of one that is given only later, that is said.
        let later = try await bench.commands("save castle early/; gen x --as castle")
        #expect(later.exitCode == 3, "\(later.story)")
        #expect(
            later.errors.contains("'castle' is named later in this input"), "\(later.story)")
    }

    @Test(arguments: [
        "plan { save %castle q/ }", "plan { ref add %castle; gen a moat }", "plan { retry castle }",
    ])
    func `a plan knows them, too`(plan: String) async throws {
        let bench = try await bench()
        let outcome = try await bench.commands(plan)
        #expect(outcome.exitCode == 0 && bench.journal.count == 5, "\(outcome.story)")
    }

    @Test func `an unknown name is refused before anything is sent, and may be one of another day`()
        async throws
    {
        let bench = try await bench()
        let outcome = try await bench.commands("gen a fox; save castel out/")
        #expect(outcome.exitCode == 3 && outcome.errorIDs == ["E0231"], "\(outcome.story)")
        #expect(outcome.errors.contains("did you mean 'castle'?"), "\(outcome.story)")
        #expect(bench.journal.count == 5)
    }

    @Test func `a listing changes nothing`() async throws {
        let bench = try await bench()
        for listing in ["jobs --all", "jobs cat", "jobs --since today", "print x"] {
            let outcome = try await bench.commands(
                """
                \(listing)
                gen a fox --quality low --as fox; wait
                save all out-\(listing.count)/
                cost
                expect fails { wait failed; save failed }
                status
                forget all
                """)
            #expect(outcome.exitCode == 0, "\(outcome.story)")
            #expect(
                Bench.contents(of: "\(bench.work)/out-\(listing.count)").count == 1,
                "\(outcome.story)")
            #expect(outcome.output.contains(/session +1\s/), "\(outcome.story)")
            #expect(outcome.output.contains(/jobs +1 completed\n/), "\(outcome.story)")
        }
        let rest = try await bench.commands("jobs --all")
        #expect(rest.output.split(separator: "\n").count == 5, "\(rest.story)")
    }

    @Test func `what a listing shows has a number that can be used at once`() async throws {
        let bench = try await bench()
        let outcome = try await bench.commands(
            "jobs castle; save 1 out/; status 1; forget 1; jobs castle")
        #expect(outcome.exitCode == 0 && bench.exists("out/castle-1x1.png"), "\(outcome.story)")
        #expect(outcome.errors.contains("no job matches 'castle'"), "\(outcome.story)")
    }

    /// What a listing is asked for, and how many of the five jobs it shows.
    private static let listings: [(listing: String, count: Int)] = [
        ("jobs --all", 5), ("jobs -a", 5), ("jobs cat", 4), ("jobs CASTLE", 1), ("jobs a cat", 4),
        ("jobs cats-2", 1), ("jobs completed", 5), ("jobs failed", 0), ("jobs dog", 0),
        ("jobs --since today", 5), ("jobs --since yesterday", 5), ("jobs --since 1h", 5),
        ("jobs --since 2d castle", 1), ("jobs --since 2000-01-31", 5),
        ("jobs --since 2099-01-31", 0),
        ("jobs", 0),
    ]

    @Test(arguments: listings)
    func `listings find by word and by day`(listing: String, count: Int) async throws {
        let bench = try await bench()
        let outcome = try await bench.commands(listing)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output.split(separator: "\n").count == count, "\(outcome.story)")
        if count > 0 { #expect(outcome.output.contains(/\s\d\d:\d\d\s/), "\(outcome.story)") }
        if listing == "jobs" {
            #expect(
                outcome.errors.contains(
                    "no jobs in this session; 'jobs --all' lists the 5 from earlier sessions"),
                "\(outcome.story)")
        }
    }

    @Test(arguments: ["tomorrow", "5", "2026-02-30", "1x", "-3d", "mo", ""])
    func `an invalid time is refused`(since: String) async throws {
        let outcome = try await Bench().commands("jobs '--since' x; jobs --since '\(since)'")
        #expect(outcome.exitCode == 3 && outcome.errorIDs == ["E0209"], "\(outcome.story)")
    }

    @Test func `days and times stand in the status and in the JSON`() async throws {
        let bench = try await bench()
        let status = try await bench.commands("status castle")
        #expect(status.output.contains(/begun +20\d\d-\d\d-\d\d \d\d:\d\d:\d\d/), "\(status.story)")
        #expect(status.output.contains(/ended +20\d\d-\d\d-\d\d \d\d:\d\d:\d\d/), "\(status.story)")
        let json = try await bench.run(["--json", "-c", "jobs --all; status castle"])
        let jobs = try json.events().filter { $0["event"] as? String == "job" }
        #expect(jobs.count == 6, "\(json.story)")
        for job in jobs {
            for field in ["createdAt", "completedAt"] {
                let text = try #require(job[field] as? String)
                let time = try Date(text, strategy: .iso8601)
                #expect(abs(time.timeIntervalSinceNow) < 600, "\(text)")
            }
        }
    }
}
