import Foundation
import Glibc
import IGSTestSupport
import Testing

/// `igs --reuse FILE`: a script that runs again pays only for what the ledger lacks.
@Suite struct ReuseTests {
    private static let script = """
        set quality low
        ref add dot.png --as dot
        gen a mill --as mill
        ref clear
        for hour in [dawn dusk] { gen a castle at $hour --as $hour }
        gen a red kite -n 2 --as kite
        wait
        save all "out/{name}.{ext}"

        """

    @Test func `run again, a script pays for nothing, and saves the same bytes`() async throws {
        let bench = try Bench()
        try bench.write(SamplePictures.png, to: "dot.png")
        let first = try await bench.script(Self.script)
        #expect(first.exitCode == 0, "\(first.story)")
        #expect(bench.journal.count == 5)
        let pictures = Self.pictures(bench)
        #expect(pictures.count == 5)
        try FileManager.default.moveItem(
            atPath: bench.work + "/out", toPath: bench.work + "/before")
        // The reference lies elsewhere, and its content is the same.
        try bench.makeFolder("new")
        try bench.write(SamplePictures.png, to: "new/dot.png")
        let again = try await bench.script(
            Self.script.replacing("dot.png", with: "new/dot.png"), options: ["--reuse"])
        #expect(again.exitCode == 0, "\(again.story)")
        #expect(bench.journal.count == 5)
        #expect(Self.pictures(bench) == pictures)
        #expect(again.output == first.output)
        #expect(
            again.errors.contains(/\[1] mill  reused: made on 20\d\d-\d\d-\d\d, nothing to pay/))
        #expect(again.errors.hasSuffix("5 reused, 0 submitted\n"), "\(again.story)")
        #expect(!again.errors.contains("submitted  "))
    }

    @Test func `what has changed is paid for, and nothing else`() async throws {
        let bench = try Bench()
        try bench.write(SamplePictures.png, to: "dot.png")
        _ = try await bench.script(Self.script)
        let changed = try await bench.script(
            Self.script.replacing("dawn dusk", with: "dawn noon"), options: ["--reuse"])
        #expect(changed.exitCode == 0, "\(changed.story)")
        #expect(changed.errors.contains("[3] noon  submitted"), "\(changed.story)")
        #expect(changed.errors.hasSuffix("4 reused, 1 submitted\n"), "\(changed.story)")
        #expect(bench.journal.count == 6)
        // A reference counts by its content.
        try bench.write(SamplePictures.jpeg, to: "dot.png")
        let other = try await bench.script(
            Self.script.replacing("save all", with: "save all --force"), options: ["--reuse"])
        #expect(other.exitCode == 0, "\(other.story)")
        #expect(bench.journal.count == 7)
    }

    @Test func `of more pictures only the further ones are paid for, and they keep their places`()
        async throws
    {
        let bench = try Bench()
        let script = "gen a kite -n 4 --quality low --as kite\nwait\nsave kite out/\n"
        _ = try await bench.script(script)
        #expect(bench.journal.count == 4)
        let six = script.replacing("4", with: "6")
        #expect(try await bench.script(six, options: ["--reuse"]).exitCode == 0)
        #expect(bench.journal.count == 6)
        let pictures = Self.pictures(bench)
        for count in ["6", "3"] {
            let again = try await bench.script(
                script.replacing("4", with: count), options: ["--reuse"])
            #expect(again.exitCode == 0, "\(again.story)")
            #expect(again.errors.components(separatedBy: "(already there)").count - 1 == Int(count))
        }
        #expect(bench.journal.count == 6)
        #expect(Self.pictures(bench) == pictures)
    }

    @Test func `a reused job is one of this session, and the old one keeps its name`() async throws
    {
        let bench = try Bench()
        _ = try await bench.commands("gen a kite -n 2 --quality low --as old; wait")
        let outcome = try await bench.script(
            """
            set quality low
            jobs --all
            budget 0.03 { gen a kite -n 2 --as new; gen a fox --as fox }
            wait new
            expect %new size 1024x1024
            expect %new-2 done
            for job in %new { print ${job.name} ${job.status} }
            print ${new-1.path}
            save new-2 out/
            show new-1
            ref add %new-1 --as kite
            cost
            """, options: ["--reuse", "--max-cost", "0.03"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.journal.count == 3)
        #expect(bench.exists("out/new-2-1x1.png"))
        #expect(outcome.output.contains("new-1 completed\nnew-2 completed\n"), "\(outcome.story)")
        #expect(outcome.output.contains(/session +1 +\$0.022/), "\(outcome.story)")
        let later = try await bench.commands("jobs --all; status old-1")
        #expect(later.output.contains("old-1") && !later.output.contains("new"), "\(later.story)")
    }

    @Test func `a run that was killed finds its own jobs first`() async throws {
        let bench = try Bench()
        _ = try await bench.commands("gen a kite -n 2 --quality low; wait")
        try bench.write(
            """
            set quality low
            gen a kite -n 3 --as kite
            wait
            sleep 600s
            gen a fox
            """, to: "test.igs")
        let igs = try bench.start(["--speed", "500", "--reuse", "test.igs"])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 3 })
        igs.signal(SIGKILL)
        _ = try await igs.outcome()
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
        let next = try await bench.script(
            "set quality low\ngen a kite -n 3 --as kite\nwait\ngen a fox\nwait\nsave kite out/\n",
            ["--resume", "--reuse"])
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(bench.journal.count == 4)
        #expect(next.errors.contains("[2] kite-2  reused"), "\(next.story)")
        #expect(next.errors.contains(/\[3] kite-3  (already there|continues)/), "\(next.story)")
        #expect(next.errors.hasSuffix("2 reused, 1 submitted\n"), "\(next.story)")
    }

    @Test(arguments: [
        "igs --speed 500 --reuse -c 'gen a kite --quality low'",
        "igs --speed 500 --reuse a.igs", "igs --speed 500 a.igs --reuse",
        "igs --speed 500 --reuse - < a.igs", "igs --speed 500 - --reuse < a.igs",
        "igs --speed 500 --reuse < a.igs",
    ])
    func `every door for scripts reuses`(line: String) async throws {
        let bench = try Bench()
        try bench.write("gen a kite --quality low\n", to: "a.igs")
        for (count, words) in [(0, 1), (1, 0)] {
            let outcome = try await bench.shell(line)
            #expect(outcome.exitCode == 0, "\(outcome.story)")
            #expect(outcome.errors.hasSuffix("\(count) reused, \(words) submitted\n"))
        }
        #expect(bench.journal.count == 1)
        let events = try await bench.shell(
            line.replacing("igs ", with: "igs --json ", maxReplacements: 1)
        ).events()
        let reused = try #require(events.first { $0["event"] as? String == "reused" })
        #expect(reused["status"] as? String == "completed" && reused["number"] as? Int == 1)
        let sum = try #require(events.last)
        #expect(sum["event"] as? String == "reuse")
        #expect(sum["reused"] as? Int == 1 && sum["submitted"] as? Int == 0)
    }

    @Test func `a parameter of the script's own wins`() async throws {
        let bench = try Bench()
        let outcome = try await bench.script(
            "param reuse = none\nprint $reuse\n", ["--reuse", "later"])
        #expect(outcome.output == "later\n", "\(outcome.story)")
    }

    @Test(arguments: [
        "igs check --reuse a.igs", "igs test --reuse a.igs", "igs fmt --reuse a.igs",
        "igs clean --reuse", "igs ledger repair --reuse", "igs generate man --reuse",
        "igs login --reuse", "igs --reuse=yes a.igs", "igs a.igs --reuse=yes",
    ])
    func `what runs no script refuses to reuse`(line: String) async throws {
        let bench = try Bench()
        try bench.write("print x\n", to: "a.igs")
        let outcome = try await bench.shell(line)
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(outcome.output.isEmpty && outcome.errors.contains("reuse"), "\(outcome.story)")
    }

    @Test(arguments: [
        // The picture is gone, or other bytes are in its place; a saved copy is put back.
        ("rm -r home/state/store/images", 1),
        ("for f in home/state/store/images/*; do chmod u+w $f; echo x > $f; done", 1),
        (
            "cp home/state/store/images/* kept.png; igs -c 'save p saved/'; rm -r home/state/store/images",
            0
        ),
        ("igs -c 'forget p'", 1),
    ])
    func `a picture that is lost is paid for, unless it can be put back`(
        line: String, count: Int
    ) async throws {
        let bench = try Bench()
        let script = "gen a kite --quality low --as p\nwait\nsave p out/p.png --force\n"
        _ = try await bench.commands("gen a kite --quality low --as p; wait")
        let broken = try await bench.shell("ln -s '\(bench.home)' home; \(line)")
        #expect(broken.exitCode == 0, "\(broken.story)")
        try bench.write(script, to: "test.igs")
        let plan = try await bench.run(["plan", "--reuse", "test.igs"])
        #expect(plan.errors.hasPrefix("1 job: \(1 - count) reused"), "\(plan.story)")
        let outcome = try await bench.script(script, options: ["--reuse"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.journal.count == 1 + count)
        #expect(bench.exists("out/p.png"))
    }

    @Test(arguments: ["igs --speed 500 --reuse a.igs", "igs plan --reuse a.igs"])
    func `a ledger that cannot be read is an error before anything is paid`(
        line: String
    ) async throws {
        let bench = try Bench()
        try bench.write("print first\ngen a kite --quality low\n", to: "a.igs")
        _ = try await bench.commands("gen a kite --quality low; wait")
        try Data("no ledger, whatever it says".utf8).write(
            to: URL(filePath: bench.home + "/state/ledger.sqlite"))
        let outcome = try await bench.shell(line)
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.output.isEmpty && outcome.errors.contains("ledger"), "\(outcome.story)")
        #expect(bench.journal.count == 1)
    }

    @Test func `at the live service, a saved picture is not in the way of the same one`()
        async throws
    {
        let bench = try Bench()
        let sandbox = try SandboxProcess(.byHand, speed: 500, key: "a-key-of-mine")
        try bench.write(
            """
            set poll-after 50ms; set poll-every 50ms; set quality low
            gen a kite -n 2 --as kite
            wait
            save kite out/
            """, to: "test.igs")
        for (options, code) in [([], 0), ([], 3), (["--reuse"], 0)] as [([String], Int32)] {
            let outcome = try await bench.run(
                options + ["test.igs"],
                environment: [
                    "AIREITER_API_KEY": "a-key-of-mine", "IGS_BASE_URL": sandbox.url,
                ])
            #expect(outcome.exitCode == code, "\(outcome.story)")
            #expect(sandbox.journal.count == 2)
        }
    }

    @Test func `the prompt has no script to run again`() async throws {
        let bench = try Bench()
        let terminal = try PseudoTerminal(columns: 80, rows: 24)
        try terminal.start(
            IgsProcess.executable, ["--reuse"],
            environment: bench.environment.merging(["TERM": "xterm-256color"]) { $1 })
        try await terminal.wait(for: "--reuse is for scripts")
    }
}

/// `igs plan --reuse FILE`: what is left to pay.
extension ReuseTests {
    @Test func `a plan counts what is left to pay`() async throws {
        let bench = try Bench()
        try bench.write(SamplePictures.png, to: "dot.png")
        try bench.write(Self.script, to: "test.igs")
        let fresh = try await bench.run(["plan", "--reuse", "test.igs"])
        #expect(fresh.errors.hasPrefix("5 jobs: 0 reused, 5 to pay for, at most $0.11, about"))
        #expect(!FileManager.default.fileExists(atPath: bench.home), "a plan leaves nothing behind")
        _ = try await bench.script(Self.script)
        try bench.write(
            Self.script.replacing("kite -n 2", with: "kite -n 3").replacing("dawn ", with: ""),
            to: "test.igs")
        let plan = try await bench.run(["plan", "test.igs", "--reuse"])
        #expect(plan.exitCode == 0, "\(plan.story)")
        #expect(
            plan.output == """
                mill    1024×1024  low  1 reference  $0.022  a mill
                dusk    1024×1024  low               reused  a castle at dusk
                kite-1  1024×1024  low               reused  a red kite
                kite-2  1024×1024  low               reused  a red kite
                kite-3  1024×1024  low               $0.022  a red kite

                """)
        #expect(
            plan.errors.hasPrefix("5 jobs: 3 reused, 2 to pay for, at most $0.044, about"),
            "\(plan.story)")
        #expect(
            plan.errors.hasSuffix(
                "nothing was sent\nonly the run can tell whether 1 more is reused: it knows the references and computed values\n"
            ), "\(plan.story)")
        let events = try await bench.run(["plan", "--json", "--reuse", "test.igs"]).events()
        #expect(events.map { $0["reused"] as? Bool } == [nil, true, true, true, nil, nil])
        let sum = try #require(events.last)
        #expect(sum["reused"] as? Int == 3 && sum["reusedPerhaps"] as? Int == 1)
        #expect(sum["jobs"] as? Int == 5 && sum["cost"] as? Double == 0.044)
        #expect(bench.journal.count == 5)
    }

    @Test func `the budgets of a plan have to pay for the rest alone`() async throws {
        let bench = try Bench()
        let script = "set quality low\ngen a kite -n 3\ngen a fox\n"
        _ = try await bench.script("set quality low\ngen a kite -n 3\n")
        try bench.write(script, to: "test.igs")
        for (words, code) in [([], 1), (["--reuse"], 0)] as [([String], Int32)] {
            let plan = try await bench.run(["plan", "--max-cost", "0.03"] + words + ["test.igs"])
            #expect(plan.exitCode == code, "\(plan.story)")
        }
        // Nothing of it was made by another service, or elsewhere.
        try bench.makeFolder("elsewhere")
        for options in [["--home", "elsewhere"], ["--service", "live"]] {
            let plan = try await bench.run(
                ["plan", "--reuse"] + options + ["test.igs"],
                environment: ["AIREITER_API_KEY": "k"])
            #expect(plan.errors.hasPrefix("4 jobs: 0 reused"), "\(plan.story)")
        }
    }

    private static func pictures(_ bench: Bench) -> [String: [UInt8]?] {
        Dictionary(
            uniqueKeysWithValues: Bench.contents(of: bench.work + "/out").map {
                ($0, bench.bytes(of: "out/" + $0))
            })
    }
}
