import Foundation
import Glibc
import IGSTestSupport
import Testing

/// The store and the ledger, moved, damaged, deleted and replaced.
@Suite struct StateTests {
    private static let make =
        "set quality low; gen a cat --as k; gen a fox --as f; wait; ref add %f"

    @Test func `a state folder that was moved has its pictures, and its references`() async throws {
        let bench = try Bench()
        let first = try await bench.script(
            "set quality low\ngen a cat --as k\nwait\nref add %k --as r\ngen the cat again --as again\nwait\nexpect %k size 1x1\n"
        )
        #expect(first.exitCode == 4, "\(first.story)")
        try FileManager.default.moveItem(atPath: bench.home, toPath: bench.folder + "/moved")
        let moved = ["IGS_HOME": bench.folder + "/moved"]
        let next = try await bench.commands(
            "jobs --all; save k out/; save again out/; print ${again.path}; attach TASK".replacing(
                "; attach TASK", with: ""), environment: moved)
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(next.output.contains("\(bench.folder)/moved/state/store/images/"), "\(next.story)")
        let resumed = try await bench.run(
            ["--speed", "500", "test.igs", "--resume"], environment: moved)
        #expect(resumed.exitCode == 4, "\(resumed.story)")
        let journal = try String(
            contentsOfFile: bench.folder + "/moved/state/sandbox/journal.jsonl", encoding: .utf8)
        #expect(
            journal.split(separator: "\n").count == 2, "paid again: the reference was not found")
    }

    @Test(arguments: ["gone", "damaged", "emptied", "another"])
    func `what is gone from the store or damaged there is fetched again`(how: String) async throws {
        let bench = try Bench()
        let first = try await bench.commands(Self.make)
        #expect(first.exitCode == 0, "\(first.story)")
        for name in Bench.contents(of: bench.home + "/state/store/images") {
            let path = "\(bench.home)/state/store/images/\(name)"
            var bytes = try #require(bench.bytes(of: path))
            switch how {
            case "gone": unlink(path)
            case "emptied": truncate(path, 0)
            case "damaged":
                bytes[bytes.count / 2] ^= 1
                try Data(bytes).write(to: URL(filePath: path))
            default: try Data(SamplePictures.png).write(to: URL(filePath: path))
            }
        }
        let next = try await bench.commands(
            "jobs --all; save k out/; show f; ref add %f; save all all/")
        #expect(next.exitCode == 0 || next.errorIDs == ["E0302"], "\(next.story)")
        #expect(next.errors.contains("was gone or damaged: it was fetched again"), "\(next.story)")
        #expect(try await bench.measure(["out/k-1x1.png"]).first?.width == 1024)
        #expect(bench.journal.count == 2)
        // What was saved is a copy. Where it cannot be had, nothing damaged is saved, and that is no success.
        for name in Bench.contents(of: bench.home + "/state/store/images") {
            unlink("\(bench.home)/state/store/images/\(name)")
        }
        let copied = try await bench.commands("jobs --all; save k copied/")
        #expect(copied.exitCode == 0, "\(copied.story)")
        #expect(copied.errors.contains("it was copied from out/k-1x1.png"), "\(copied.story)")
        for name in Bench.contents(of: bench.home + "/state/store/images") {
            truncate("\(bench.home)/state/store/images/\(name)", 100)
        }
        try bench.write("download each 1- status 404\n", to: "f.plan")
        let last = try await bench.run([
            "--speed", "2000", "--faults", "f.plan", "-c", "jobs --all; save f last/",
        ])
        #expect(last.exitCode == 1 && last.errorIDs == ["E0308"], "\(last.story)")
        #expect(!bench.exists("last/f-1x1.png"))
    }

    /// What happens to the ledger, or its log, while igs runs.
    enum UnderFoot: String, CaseIterable {
        case deleted, moved, copied, linked, logDeleted, logMoved

        func happen(to ledger: String) throws {
            let files = FileManager.default
            switch self {
            case .deleted: unlink(ledger)
            case .moved: rename(ledger, ledger + ".away")
            case .copied:
                try files.copyItem(atPath: ledger, toPath: ledger + ".copy")
                rename(ledger + ".copy", ledger)
            case .linked:
                rename(ledger, ledger + ".away")
                symlink(ledger + ".away", ledger)
            case .logDeleted: unlink(ledger + "-wal")
            case .logMoved: rename(ledger + "-wal", ledger + "-wal.away")
            }
        }
    }

    @Test(arguments: UnderFoot.allCases)
    func `a ledger that goes away under foot stops what is paid for`(what: UnderFoot) async throws {
        let bench = try Bench()
        try bench.write(
            "set quality low\ngen a fox --as f\nwait\nsave f out/\nsleep 20s\ngen a mill --as m\nwait\n",
            to: "test.igs")
        let igs = try bench.start(["--speed", "500", "test.igs"])
        #expect(await holds(within: .seconds(60)) { bench.exists("out/f-1x1.png") })
        try what.happen(to: bench.home + "/state/ledger.sqlite")
        let outcome = try await igs.outcome(within: .seconds(60))
        #expect(outcome.exitCode == 1 && outcome.errorIDs == ["E0310"], "\(what)\n\(outcome.story)")
        #expect(outcome.errors.contains("deleted, moved or replaced"), "\(outcome.story)")
        #expect(bench.journal.count == 1, "\(what): paid into nothing")
    }

    @Test func `a ledger that is gone is told, and a new one begins`() async throws {
        let bench = try Bench()
        _ = try await bench.commands(Self.make)
        unlink(bench.home + "/state/ledger.sqlite")
        let next = try await bench.commands("gen a kite --quality low; wait; jobs --all")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(next.errors.contains("warning[W0351]"), "\(next.story)")
        let after = try await bench.commands("jobs --all")
        #expect(!after.errors.contains("W0351"), "\(after.story)")
    }

    /// Ledgers that have lost what they knew: nothing new is paid for until they are repaired, and what can be read is kept.
    @Test(arguments: ["emptied", "older", "truncated", "an entry", "no ledger"])
    func `a damaged ledger pays for nothing, and is repaired`(how: String) async throws {
        let bench = try Bench()
        let ledger = bench.home + "/state/ledger.sqlite"
        _ = try await bench.commands("set quality low; gen a cat --as k; wait")
        let older = try #require(bench.bytes(of: ledger))
        _ = try await bench.commands("set quality low; repeat 30 { gen a fox }; wait")
        #expect(bench.journal.count == 31)
        switch how {
        case "emptied": truncate(ledger, 0)
        case "older": try Data(older).write(to: URL(filePath: ledger))
        case "truncated":
            truncate(ledger, off_t((bench.bytes(of: ledger)?.count ?? 0) / 4096 / 2 * 4096))
        case "an entry":
            let edit = try await bench.run(
                [
                    ledger,
                    "UPDATE job SET polls = polls + 64, is_open = 1, state = 'running' WHERE number = 5",
                ],
                program: "/usr/bin/sqlite3")
            #expect(edit.exitCode == 0, "\(edit.story)")
        default: try Data("hello".utf8).write(to: URL(filePath: ledger))
        }
        let refused = try await bench.commands("gen a mill --quality low; wait")
        #expect(refused.exitCode == 1 && refused.errorIDs == ["E0310"], "\(how)\n\(refused.story)")
        #expect(refused.errors.contains("igs ledger repair"), "\(how)\n\(refused.story)")
        #expect(bench.journal.count == 31, "\(how)")
        let told = try await bench.commands("jobs --all")
        #expect(told.errors.contains("igs ledger repair"), "\(how)\n\(told.story)")

        let repair = try await bench.run(["ledger", "repair"])
        #expect(repair.exitCode == 0, "\(how)\n\(repair.story)")
        #expect(repair.output.contains("the damaged ledger is"), "\(repair.story)")
        let kept: ClosedRange<Int> =
            switch how {
            case "emptied", "no ledger": 0...0
            case "older": 1...1
            case "truncated": 0...30
            default: 31...31
            }
        let jobs = try await bench.run(["--speed", "500", "--json", "-c", "jobs --all"])
        #expect(jobs.exitCode == 0, "\(how)\n\(jobs.story)")
        #expect(
            kept.contains(jobs.lines.count { $0.contains("\"status\"") }), "\(how)\n\(jobs.story)")
        let next = try await bench.commands("gen a mill --quality low --as m; wait m; save m out/")
        #expect(next.exitCode == 0, "\(how)\n\(next.story)")
        #expect(bench.journal.count == 32, "\(how)")
    }

    @Test func `a ledger in use is not repaired`() async throws {
        let bench = try Bench()
        let igs = try bench.start(["--speed", "500", "-c", "gen a cat --quality low; sleep 600s"])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        let repair = try await bench.run(["ledger", "repair"])
        #expect(
            repair.exitCode == 1 && repair.errors.contains("another igs is running"),
            "\(repair.story)")
        igs.end()
    }
}

/// A state folder that igs 0.1 made, on another machine: `Tests/Fixtures/state-0.1`.
@Suite struct OldStateTests {
    private static func bench() throws -> Bench {
        let bench = try Bench()
        let fixture = Bench.root + "/Tests/Fixtures/state-0.1"
        try FileManager.default.createDirectory(
            atPath: bench.home, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: fixture + "/state", toPath: bench.home + "/state")
        try postpone(bench.home + "/state/sandbox/tasks.jsonl")
        for name in ["lights.igs", "dot.png"] {
            try FileManager.default.copyItem(
                atPath: "\(fixture)/\(name)", toPath: "\(bench.work)/\(name)")
        }
        return bench
    }

    /// Has the service's tasks begin now: their pictures can be had for a day.
    private static func postpone(_ path: String) throws {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let tasks = try lines.map { line in
            try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        let begun = tasks.compactMap {
            ($0["timeline"] as? [String: Any])?["submitted_at"] as? Double
        }
        let delay = Date().timeIntervalSince1970 - 10 - (begun.max() ?? 0)
        let later = try tasks.map { task in
            var task = task
            var timeline = try #require(task["timeline"] as? [String: Any])
            timeline["submitted_at"] = try #require(timeline["submitted_at"] as? Double) + delay
            task["timeline"] = timeline
            return String(decoding: try JSONSerialization.data(withJSONObject: task), as: UTF8.self)
        }
        try later.map { $0 + "\n" }.joined().write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test func `its jobs are listed, its pictures are there, and its costs count`() async throws {
        let bench = try Self.bench()
        let outcome = try await bench.run([
            "--speed", "2000", "--detach", "-c",
            "jobs --all; save cat out/; save light out/; save dusk out/; recall dusk; cost",
        ])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        for line in [
            /cat +completed/, /broken +failed/, /gone +expired/, /empty +failed/, /fight +rejected/,
        ] {
            #expect(outcome.output.contains(line), "\(outcome.story)")
        }
        #expect(!outcome.errors.contains("W0350"), "\(outcome.story)")
        #expect(outcome.output.contains(/total +10\s/), "\(outcome.story)")
        #expect(Bench.contents(of: bench.work + "/out").count == 3)
    }

    @Test func `what it left is gone on with`() async throws {
        let bench = try Self.bench()
        let outcome = try await bench.run(
            [
                "--speed", "2000", "-c",
                """
                jobs --all
                wait tower; save tower out/
                try { wait gone; save gone out/ } catch e { print $e }
                set quality low; gen a new one --as new; wait; save new out/
                """,
            ], within: .seconds(60))
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(
            bench.exists("out/tower-1x1.png") && bench.exists("out/new-1x1.png"), "\(outcome.story)"
        )
        // The one in doubt was paid for by 0.1.
        #expect(bench.journal.count == 9, "\(outcome.story)")
    }

    @Test func `its run is resumed, with its cap`() async throws {
        let bench = try Self.bench()
        // The run is that of a script at a path of the other machine.
        let rows = try await bench.run(
            [bench.home + "/state/ledger.sqlite", "SELECT id, script FROM run"],
            program: "/usr/bin/sqlite3")
        #expect(rows.output.contains("/home/ada/pictures/lights.igs"), "\(rows.story)")
        let resumed = try await bench.run(["--speed", "2000", "lights.igs", "--resume"])
        #expect(resumed.exitCode == 0, "\(resumed.story)")
    }
}
