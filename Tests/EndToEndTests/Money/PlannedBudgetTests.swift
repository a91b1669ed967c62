import IGSTestSupport
import Testing

/// What a budget is certain to refuse, `plan` refuses: as the run does, but before anything is sent.
@Suite struct PlannedBudgetTests {
    /// Scripts that the run refuses, too.
    private static let refused = [
        "budget 0.01 { gen a kite }", "budget 0.50 { gen a --quality high; gen b --quality high }",
        "budget 0.05 { gen -n 3 a --quality low }",
        "budget 0.05 { gen {a|b|c} --expand --quality low }",
        "budget 5.00 { budget 0.01 { gen a kite } }", "budget 0.01 { budget 5.00 { gen a kite } }",
        "set budget 0.01\ngen a kite", "with budget=0.01 { gen a kite }",
        "for i in 1..3 { budget 0.01 { gen a $i } }",
        "budget 0.05 { for i in 1..3 { gen a $i --quality low } }",
        "budget 0.05 { repeat 3 { gen a --quality low } }",
        "let cap = 0.01\nbudget $cap { gen a kite }",
        "param cap = 0.01\nbudget $cap { gen a kite }",
        "def paint what { gen $what }\nbudget 0.01 { paint kite }",
        "def cheap what { budget 0.01 { gen $what } }\ncheap kite",
        "let x = a\nif $x == a { budget 0.01 { gen a kite } }",
        "budget 0.03 { gen a --quality low; wait; gen b --quality low }",
        "budget 0.03 { with quality=low { gen a }; with quality=low { gen b } }",
        "set on-error continue\nbudget 0.01 { gen a kite }",
        "print first; budget 0.01 { plan { gen a kite } }",
    ]

    @Test(arguments: refused)
    func `what the run refuses is refused by its plan`(script: String) async throws {
        let bench = try Bench()
        try bench.write(script + "\n", to: "t.igs")
        let run = try await bench.run(["--speed", "500", "t.igs"])
        #expect(run.exitCode == 1 && run.errorIDs.first == "E0416", "\(run.story)")
        guard !script.contains("plan {") else { return }
        let sent = bench.journal.count
        let plan = try await bench.run(["plan", "t.igs"])
        #expect(plan.exitCode == 1 && plan.errorIDs.first == "E0416", "\(plan.story)")
        let block = try await bench.run(
            [
                "--speed", "500", "-c",
                "plan {\n\(script.hasPrefix("param") ? "let" + script.dropFirst(5) : script)\n}",
            ])
        #expect(block.exitCode == 1 && block.errorIDs.first == "E0416", "\(block.story)")
        #expect(bench.journal.count == sent)
    }

    @Test(arguments: [
        "budget 1.00 { gen a kite }", "budget 0.70 { gen a --quality high; gen b --quality high }",
        "budget 0.40 { gen a; wait; gen b }", "gen a kite",
        "budget 0.044 { gen -n 2 a --quality low }",
        "try { budget 0.01 { gen a kite } } catch { print no }",
        "expect fails { budget 0.01 { gen a kite } }",
        "budget 0.40 { try { gen a --quality high } catch { }; gen b --quality high }",
        "gen q --quality low --as q\nwait\nif ${q.width} == 1 { budget 0.01 { gen a kite } }",
        "gen q --quality low --as q\nwait\nbudget ${q.width} { gen a kite }",
        "budget 0.01 { print a }", "def never { budget 0.01 { gen a } }\nprint b",
        "set budget 0.01\nunset budget\ngen a kite",
    ])
    func `what may go well is planned`(script: String) async throws {
        let bench = try Bench()
        try bench.write(script + "\n", to: "t.igs")
        let plan = try await bench.run(["plan", "t.igs"])
        #expect(plan.exitCode == 0, "\(plan.story)")
    }

    @Test func `plan knows the cap of a run`() async throws {
        let bench = try Bench()
        try bench.write("gen a --quality high\ngen b --quality high\n", to: "t.igs")
        #expect(try await bench.run(["plan", "--max-cost", "0.70", "t.igs"]).exitCode == 0)
        for arguments in [
            ["plan", "--max-cost", "0.50", "t.igs"],
            ["--speed", "500", "--max-cost", "0.50", "t.igs"],
        ] {
            let outcome = try await bench.run(arguments)
            #expect(outcome.exitCode == 1 && outcome.errorIDs == ["E0416"], "\(outcome.story)")
            #expect(outcome.errors.contains("the budget of $0.50 of the run does not allow"))
        }
    }
}
