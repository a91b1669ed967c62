import IGSTestSupport
import Testing

/// What `recall` prints can be run: it makes the same picture, whatever the day.
@Suite struct RecallOfOtherDaysTests {
    @Test func `a picture with a twin leads to the job that was saved there`() async throws {
        let bench = try Bench()
        // A new sandbox makes its first picture of a request once more: the same bytes.
        for name in ["one", "two"] {
            let made = try await bench.commands(
                "gen a fox --quality low --as \(name); wait; save \(name) \(name).png")
            #expect(made.exitCode == 0, "\(made.story)")
        }
        #expect(bench.bytes(of: "one.png") == bench.bytes(of: "two.png"))
        let outcome = try await bench.shell(
            "igs -c 'recall one.png; recall two.png'; cp one.png three.png; igs -c 'recall three.png'"
        )
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        let names = outcome.output.split(separator: "\n").compactMap {
            $0.split(separator: " ").last
        }
        // A copy may be of either; the newer is as good.
        #expect(names == ["one", "two", "two"], "\(outcome.story)")
    }

    @Test func `references are named by their jobs, else by their files, and never by a hash`()
        async throws
    {
        let bench = try Bench()
        try bench.makeFolder("photos")
        try bench.write(SamplePictures.png, to: "photos/hero.png")
        try bench.write(SamplePictures.png + [0], to: "gone.png")
        let made = try await bench.commands(
            """
            gen a castle --quality low --as castle; gen a moat --quality low; wait
            ref add %castle; ref add %2; ref add photos/hero.png; ref add https://example.com/sky.png
            gen both --quality low --as both; wait
            ref clear; ref add gone.png; gen lonely --quality low --as lonely; wait
            """)
        #expect(made.exitCode == 0, "\(made.story)")
        _ = try await bench.shell("rm gone.png")
        let recalled = try await bench.commands("recall both")
        let line = try #require(recalled.output.split(separator: "\n").first)
        #expect(
            line == """
                ref add %castle; ref add %1; ref add photos/hero.png; ref add https://example.com/sky.png; \
                gen "both" --ratio 1:1 --resolution 1K --quality low --as both
                """, "\(recalled.story)")
        #expect(!recalled.errors.contains("W0344"), "\(recalled.story)")
        // The number is this session's; with it, the line asks for just the same.
        let again = try await bench.commands("recall both; \(line)")
        #expect(again.exitCode == 0, "\(again.story)")
        #expect(bench.journal.last?.contains("\"references\":4,") == true, "\(again.story)")
        // Of a file that is gone, the copy that igs keeps.
        let lonely = try await bench.commands("recall lonely")
        let copy = try #require(lonely.output.split(separator: "\n").first)
        #expect(copy.contains(/ref add [^ ]+\/store\/references\//), "\(lonely.story)")
        let run = try await bench.commands(String(copy))
        #expect(run.exitCode == 0, "\(run.story)")
    }

    /// Names of files that would be taken for something else.
    @Test(arguments: [
        "%fox.png", "data:x.png", "~odd.png", "-x.png", "a b.png", "it's \"so\" $x.png", "all",
    ])
    func `a file with an odd name is recalled as that file`(name: String) async throws {
        let bench = try Bench()
        try bench.write(SamplePictures.png, to: name)
        try bench.write(
            "let x = '%fox'\nref add './\(name)'\ngen both --quality low --as both\nwait\nrecall both\n"
                .replacing("'./it's \"so\" $x.png'", with: "\"./it's \\\"so\\\" \\$x.png\""),
            to: "a.igs")
        let made = try await bench.run(["--speed", "500", "a.igs"])
        #expect(made.exitCode == 0, "\(made.story)")
        let recalled = try await bench.commands("recall both")
        let line = try #require(recalled.output.split(separator: "\n").first)
        try bench.write(line + "\nwait\nref list\n", to: "b.igs")
        let again = try await bench.run(["--speed", "500", "b.igs"])
        #expect(again.exitCode == 0, "\(line)\n\(again.story)")
        #expect(again.output.contains("1×1 PNG"), "\(again.story)")
        #expect(bench.journal.last?.contains("\"references\":1,") == true)
    }
}
