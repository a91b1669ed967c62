import Foundation
import Glibc
import IGSTestSupport
import Testing

/// `igs clean`, on the state of real sessions.
@Suite struct CleanTests {
    @Test func `what is saved goes, what is not is named, and nothing is paid for again`()
        async throws
    {
        let bench = try Bench()
        let made = try await bench.commands(
            "set quality low; gen a cat --as k; gen a fox --as f; wait; save k out/")
        #expect(made.exitCode == 0, "\(made.story)")
        let young = try await bench.run(["clean"])
        #expect(young.output == "there is nothing to remove\n", "\(young.story)")

        let before = Bench.contents(of: bench.home)
        let dry = try await bench.run(["clean", "--older", "1ms", "--dry-run"])
        #expect(dry.exitCode == 0, "\(dry.story)")
        #expect(dry.output.contains("f: a fox"), "\(dry.story)")
        #expect(
            dry.output.contains("would remove 1 picture that is saved elsewhere"), "\(dry.story)")
        #expect(
            dry.output.contains("would remove 2 tasks and references of the sandbox"),
            "\(dry.story)")
        #expect(dry.output.contains("1 unsaved file stays"), "\(dry.story)")
        #expect(Bench.contents(of: bench.home) == before)

        let clean = try await bench.run(["clean", "--older", "1ms"])
        #expect(clean.exitCode == 0 && clean.errors.isEmpty, "\(clean.story)")
        #expect(
            clean.output
                == dry.output.replacing("would remove", with: "removed")
                .replacing("would free", with: "freed"))
        #expect(pictures(bench).count == 1)
        let again = try await bench.commands("jobs --all; save k again/; save f again/; balance")
        #expect(again.exitCode == 0, "\(again.story)")
        #expect(again.errors.contains("it was copied from out/k-1x1.png"), "\(again.story)")
        #expect(bench.bytes(of: "again/k-1x1.png") == bench.bytes(of: "out/k-1x1.png"))
        #expect(again.output.contains("9995.6 credits"), "\(again.story)")

        // The user's files are gone, and the pictures are not wanted.
        for name in ["out", "again"] {
            try FileManager.default.removeItem(atPath: "\(bench.work)/\(name)")
        }
        let all = try await bench.run(["clean", "--older", "1ms", "--unsaved"])
        #expect(all.exitCode == 0, "\(all.story)")
        #expect(
            all.output.contains("k: a cat") && all.output.contains("f: a fox"), "\(all.story)")
        #expect(all.output.contains("removed 2 unsaved files"), "\(all.story)")
        #expect(pictures(bench).isEmpty)
        for verb in ["save k gone/", "show k", "ref add %k"] {
            let gone = try await bench.commands("jobs --all; \(verb)")
            #expect(gone.exitCode == 1 && gone.errorIDs == ["E0308"], "\(gone.story)")
        }
        let recalled = try await bench.commands("jobs --all; recall k")
        #expect(recalled.output.contains("gen \"a cat\""), "\(recalled.story)")
        #expect(bench.journal.count == 2)
    }

    @Test func `a job that is not over keeps its task, and its references`() async throws {
        let bench = try Bench()
        _ = try await bench.commands("gen a cat --quality low --as k; wait; save k out/")
        _ = try await bench.commands("gen a dog --quality low --as d; wait; forget d")
        try bench.write("query every 1 status 503\n", to: "f.plan")
        let left = try bench.start([
            "--speed", "2000", "--faults", "f.plan", "-c",
            "ref add out/k-1x1.png --as r; gen a fox --quality low --ref r --as f; wait",
        ])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 3 })
        left.end()
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
        try FileManager.default.removeItem(atPath: "\(bench.work)/out")
        #expect(tasks(bench) == 3)
        // Its task is over at the sandbox.
        let clean = try await bench.run(["clean", "--older", "1ms", "--unsaved"])
        #expect(clean.exitCode == 0, "\(clean.story)")
        #expect(tasks(bench) == 1, "\(clean.story)")
        let next = try await bench.commands("wait f; save f kept/")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(bench.exists("kept/f-1x1.png"))
        #expect(bench.journal.count == 3)
    }

    @Test func `while another igs works, its jobs and its sandbox keep everything`() async throws {
        let bench = try Bench()
        _ = try await bench.commands("gen a cat --quality low --as k; wait; save k out/")
        let working = try bench.start(
            try bench.withoutPictures() + ["-c", "gen a fox --quality low --as f; wait"])
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 2 })
        let clean = try await bench.run(["clean", "--older", "1ms", "--unsaved"])
        #expect(clean.exitCode == 0, "\(clean.story)")
        #expect(clean.output.contains("the sandbox is running: its tasks stay"), "\(clean.story)")
        #expect(tasks(bench) == 2)
        #expect(pictures(bench).isEmpty)
        working.end()
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
        let next = try await bench.commands("wait f; save f out/")
        #expect(next.exitCode == 0, "\(next.story)")
        #expect(bench.journal.count == 2)
    }

    @Test func `a clean that is killed is finished by the next`() async throws {
        let bench = try Bench()
        _ = try await bench.commands("gen a cat --quality low --as k; wait; save k out/")
        let folder = bench.home + "/state/store/images"
        let old = Date(timeIntervalSinceNow: -10 * 86_400)
        for number in 0..<4_000 {
            let digits = String(number, radix: 16)
            let name = String(repeating: "0", count: 64 - digits.count) + digits
            let path = "\(folder)/\(name).png"
            try Data([1, 2, 3]).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
        }
        let first = try bench.start(["clean", "--unsaved"])
        #expect(await holds(within: .seconds(60)) { pictures(bench).count < 3_990 })
        first.signal(SIGKILL)
        _ = try await first.outcome()
        let left = pictures(bench).count
        #expect(left > 1, "it was not killed in the middle")
        let second = try await bench.run(["clean", "--unsaved"])
        #expect(second.exitCode == 0, "\(second.errors)")
        #expect(second.output.contains("removed \(left - 1) unsaved file"), "\(second.errors)")
        #expect(pictures(bench).count == 1)
        let after = try await bench.commands("jobs --all; save k again/")
        #expect(after.exitCode == 0 && after.errors.isEmpty, "\(after.story)")
    }

    @Test func `an age that means nothing, or is still to come, is refused`() async throws {
        let bench = try Bench()
        for age in ["soon", "2999-01-01", "-1d", ""] {
            let outcome = try await bench.run(["clean", "--older=\(age)"])
            #expect(outcome.exitCode == 2, "\(outcome.story)")
            #expect(outcome.errors.contains("--older"), "\(outcome.story)")
        }
        #expect(Bench.contents(of: bench.home).isEmpty)
    }

    @Test func `without its ledger, or with a damaged one, a store stays as it is`() async throws {
        let bench = try Bench()
        _ = try await bench.commands("gen a cat --quality low --as k; wait; save k out/")
        let ledger = bench.home + "/state/ledger.sqlite"
        rename(ledger, ledger + ".away")
        let missing = try await bench.run(["clean", "--older", "1ms", "--unsaved"])
        #expect(missing.exitCode == 1 && missing.errorIDs == ["E0310"], "\(missing.story)")
        try Data("hello".utf8).write(to: URL(filePath: ledger))
        let damaged = try await bench.run(["clean", "--older", "1ms", "--unsaved"])
        #expect(damaged.exitCode == 1 && damaged.errorIDs == ["E0310"], "\(damaged.story)")
        #expect(damaged.errors.contains("igs ledger repair"), "\(damaged.story)")
        #expect(pictures(bench).count == 1)
        #expect(tasks(bench) == 1)
    }

    /// The names of the pictures in the store.
    private func pictures(_ bench: Bench) -> [String] {
        Bench.contents(of: bench.home + "/state/store/images")
    }

    /// How many tasks the sandbox has.
    private func tasks(_ bench: Bench) -> Int {
        let text = bench.bytes(of: bench.home + "/state/sandbox/tasks.jsonl") ?? []
        return String(decoding: text, as: UTF8.self).split(separator: "\n")
            .filter { $0.contains("\"timeline\"") }.count
    }
}
