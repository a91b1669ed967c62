import Foundation
import IGSTestSupport
import Testing

/// `igs plan`: what a script would submit, as people and programs read it.
@Suite struct PlanVerbTests {
    private static let script = """
        param subject = "a castle"
        set ratio 16:9
        for hour in [dawn dusk] { gen "$subject at $hour" --as $hour --quality low }
        ref add https://example.com/hero.png --as hero
        gen "a {red|blue} cat" --expand --as cat --resolution 2K
        wait
        save all out/
        """

    @Test func `a plan has a line a job, and sends nothing`() async throws {
        let bench = try Bench()
        try bench.write(Self.script, to: "series.igs")
        let outcome = try await bench.run(["plan", "series.igs", "--subject", "a harbour"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(
            outcome.output == """
                dawn   1536×864   low               $0.022  a harbour at dawn
                dusk   1536×864   low               $0.022  a harbour at dusk
                cat-1  2048×1152       1 reference  $0.35   a red cat
                cat-2  2048×1152       1 reference  $0.35   a blue cat

                """)
        #expect(
            outcome.errors == """
                4 jobs, at most $0.744, about 50 s (2 min if all are slow) at concurrency 8; \
                nothing was sent

                """)
        #expect(!FileManager.default.fileExists(atPath: bench.home), "a plan leaves nothing behind")
    }

    @Test func `programs get a line a job, and one for all`() async throws {
        let bench = try Bench()
        try bench.write(Self.script, to: "series.igs")
        let events = try await bench.run(["plan", "--json", "series.igs"]).events()
        #expect(
            events.map { $0["event"] as? String } == [
                "planned", "planned", "planned", "planned", "plan",
            ])
        let cat = events[3]
        #expect(cat["name"] as? String == "cat-2")
        #expect(cat["prompt"] as? String == "a blue cat")
        #expect(cat["ratio"] as? String == "16:9")
        #expect(cat["resolution"] as? String == "2K")
        #expect(cat["quality"] == nil)
        #expect(cat["width"] as? Int == 2048 && cat["height"] as? Int == 1152)
        #expect(cat["references"] as? [String] == ["hero"])
        #expect(cat["cost"] as? Double == 0.35)
        #expect(events[4]["jobs"] as? Int == 4 && events[4]["cost"] as? Double == 0.744)
    }

    @Test(arguments: [
        ("gen a --resolution 4K --ratio 4:3", [], 3, "E0203"), ("gne a", [], 3, "E0201"),
        ("print x", ["--no-such", "x"], 2, "E0242"), ("param x\ngen $x", [], 2, "E0240"),
    ])
    func `a script with mistakes has no plan`(
        text: String, arguments: [String], code: Int32, id: String
    ) async throws {
        let bench = try Bench()
        try bench.write(text, to: "wrong.igs")
        let outcome = try await bench.run(["plan", "wrong.igs"] + arguments)
        #expect(outcome.exitCode == code, "\(outcome.story)")
        #expect(outcome.errors.contains("[\(id)]"), "\(outcome.story)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `the prompt plans a block and a script`() async throws {
        let bench = try Bench()
        try bench.write("gen a boat --as boat", to: "boat.igs")
        let outcome = try await bench.commands(
            "let n = 2; plan { gen a kite -n $n }; plan boat.igs; jobs")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output.split(separator: "\n").count == 3, "\(outcome.story)")
        #expect(outcome.errors.contains("no jobs"))
    }
}
