import IGSTestSupport
import Testing

/// What jobs may cost together: `budget { }`, `set budget` and `--max-cost`. A picture of low quality
/// costs $0.022, one of the service's own quality $0.33 at worst, and in the sandbox $0.092.
@Suite struct BudgetTests {
    /// Ways to allow for two pictures of low quality, and what then holds the third back.
    enum Way: String, CaseIterable {
        case block, setting, option

        func script(_ body: String) -> String {
            switch self {
            case .block: "set quality low\nbudget 0.05 {\n\(body)\n}\n"
            case .setting: "set budget 0.05\nset quality low\n\(body)\n"
            case .option: "set quality low\n\(body)\n"
            }
        }

        var options: [String] { self == .option ? ["--max-cost", "0.05"] : [] }
    }

    @Test(arguments: Way.allCases)
    func `what would pass the budget is not sent, nor after a resumption`(way: Way) async throws {
        let bench = try Bench()
        let text = way.script("gen a fox\ngen a mill\nwait\ngen a barn --as barn")
        for arguments in [[], ["--resume"], ["--resume"]] {
            let outcome = try await bench.script(text, arguments, options: way.options)
            #expect(outcome.exitCode == 1, "\(outcome.story)")
            #expect(outcome.errorIDs == ["E0416"], "\(outcome.story)")
            #expect(outcome.errors.contains("$0.044 is spent, $0.00 is reserved, $0.006 is left"))
            #expect(bench.journal.count == 2)
        }
    }

    @Test(arguments: Way.allCases)
    func `several at once are sent all or none`(way: Way) async throws {
        let bench = try Bench()
        let outcome = try await bench.script(
            way.script("try { gen a fox -n 3 } catch reason { }\ngen a mill -n 2\nwait"),
            options: way.options)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.journal.count == 2)
    }

    @Test func `a block counts in the block around it`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            """
            set quality low
            budget 0.05 {
                budget 0.03 { gen a fox; expect fails { gen a mill } }
                gen a barn
                budget 0.03 { expect fails { gen a boat } }
            }
            gen a tree
            """)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.journal.count == 3)
    }

    @Test func `the worst case is reserved, and what it was not is free again`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            """
            budget 0.45 { gen a fox; expect fails { gen a mill } }
            budget 0.45 { gen a fox; wait; gen a mill }
            budget 0.40 { expect fails { gen a duel, sandbox:reject violence }; gen a barn }
            """)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.journal.count == 4)
    }

    @Test func `a budget can be raised, and taken away`() async throws {
        let bench = try Bench()
        let outcome = try await bench.commands(
            """
            set quality low
            set budget 0.03; gen a fox; expect fails { gen a mill }
            set budget 0.05; gen a mill; expect fails { gen a barn }
            unset budget; gen a barn
            """)
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.journal.count == 3)
    }

    @Test func `the smallest of several budgets decides`() async throws {
        let bench = try Bench()
        let outcome = try await bench.script(
            "set quality low\nset budget 0.03\nbudget 1 { gen a fox; wait; gen a mill }\n",
            options: ["--max-cost", "0.50"])
        #expect(outcome.errorIDs == ["E0416"], "\(outcome.story)")
        #expect(outcome.errors.contains("$0.03 of the run"), "\(outcome.story)")
        #expect(bench.journal.count == 1)
    }

    @Test func `each of two igs has a budget of its own`() async throws {
        let bench = try Bench()
        let arguments = [
            "--speed", "500", "--max-cost", "0.05", "-c",
            "set quality low; gen a fox; gen a mill; wait; gen a barn",
        ]
        let both = try [bench.start(arguments), bench.start(arguments)]
        for igs in both {
            let outcome = try await igs.outcome()
            #expect(outcome.errorIDs == ["E0416"], "\(outcome.story)")
        }
        #expect(bench.journal.count == 4)
    }

    @Test func `another try counts, and is refused where it does not fit`() async throws {
        let bench = try Bench()
        try bench.write("submit 1 fail\n", to: "a.plan")
        let outcome = try await bench.run([
            "--speed", "500", "--faults", "a.plan", "--max-cost", "0.03", "-c",
            "expect fails { gen a fox --quality low --as f }; retry f",
        ])
        #expect(outcome.errorIDs == ["E0416"], "\(outcome.story)")
        #expect(bench.journal.count == 1)
    }

    @Test(arguments: ["x", "-1", "0", "", "1e9", "1,50"])
    func `an amount that is none is an error of usage`(amount: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.run(["--max-cost=\(amount)", "-c", "print hello"])
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(outcome.output.isEmpty)
    }
}
