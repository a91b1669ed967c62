import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// One cap a run, in the ledger, over all of its sessions; and the right run. A picture of low quality costs $0.022.
@Suite struct RunCapTests {
    private static let text =
        "set quality low\ngen a fox\nwait\ngen a mill\nwait\ngen a barn\nwait\ngen a kite\nwait\n"

    @Test func `a cap stays with the run that it was given to`() async throws {
        let bench = try Bench()
        let first = try await bench.script(Self.text, options: ["--max-cost", "0.05"])
        #expect(first.errorIDs == ["E0416"], "\(first.story)")
        #expect(bench.journal.count == 2)
        // As igs suggests it: without the option.
        for _ in 0..<2 {
            let next = try await bench.script(Self.text, ["--resume"])
            #expect(next.errorIDs == ["E0416"], "\(next.story)")
            #expect(next.errors.contains("the cap stays with the run"), "\(next.story)")
            #expect(bench.journal.count == 2)
        }
        let more = try await bench.script(Self.text, ["--resume"], options: ["--max-cost", "0.07"])
        #expect(more.errorIDs == ["E0416"], "\(more.story)")
        #expect(bench.journal.count == 3)
        let enough = try await bench.script(
            Self.text, ["--resume"], options: ["--max-cost", "0.10"])
        #expect(enough.exitCode == 0, "\(enough.story)")
        #expect(bench.journal.count == 4)
    }

    @Test func `a cap that is given later counts what the run has spent before`() async throws {
        let bench = try Bench()
        let text = Self.text.replacing("gen a barn\n", with: "expect %1 size 1x1\ngen a barn\n")
        let first = try await bench.script(text)
        #expect(first.exitCode == 4 && bench.journal.count == 2, "\(first.story)")
        try bench.write(Self.text, to: "test.igs")
        let next = try await bench.run([
            "--speed", "500", "--max-cost", "0.05", "test.igs", "--resume",
        ])
        #expect(next.errorIDs == ["E0416"], "\(next.story)")
        #expect(next.errors.contains("$0.044 is spent"), "\(next.story)")
        #expect(bench.journal.count == 2)
    }

    @Test func `two that resume at once are one run`() async throws {
        for _ in 0..<3 {
            let bench = try Bench()
            try bench.write("set quality low\ngen a fox\nwait\nsleep 1s\n", to: "test.igs")
            let igs = try (0..<4).map { _ in
                try bench.start(["--speed", "500", "test.igs", "--resume"])
            }
            var codes: [Int32] = []
            for process in igs {
                codes.append(try await process.outcome(within: .seconds(60)).exitCode)
            }
            #expect(bench.journal.count == codes.count { $0 == 0 }, "\(codes)")
            // Whoever came while it ran was refused; one that came after its end began another.
            #expect(codes.contains(0))
        }
    }
}
