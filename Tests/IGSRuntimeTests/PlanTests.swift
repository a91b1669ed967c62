import IGSClient
import IGSImages
import IGSRuntime
import IGSScript
import IGSTestSupport
import Testing

/// What `plan` finds out, without anything being sent.
@Suite struct PlanTests {
    private func plan(_ text: String, _ parameters: [String: String] = [:]) throws -> Plan {
        let file = SourceFile(name: "test.igs", origin: .file, text: text)
        let planner = Planner.ofNewSession(parameters: parameters.mapValues(Value.string))
        return try planner.plan(file) { _ in }.plan
    }

    @Test func `loops, calls and combinations are unfolded`() throws {
        let plan = try plan(
            """
            let style = ink
            def scene subject { gen "$subject, $style" --as $subject --ratio 16:9 }
            for s in [castle harbour] { scene $s }
            repeat 2 { gen x --quality low }
            gen "a {red|blue} cat" --expand -n 2 --as cat --resolution 2K
            """)
        #expect(
            plan.jobs.listed.map(\.prompt) == [
                "castle, ink", "harbour, ink", "x", "x", "a red cat", "a red cat", "a blue cat",
                "a blue cat",
            ])
        #expect(
            plan.jobs.listed.map(\.name) == [
                "castle", "harbour", nil, nil, "cat-1", "cat-2", "cat-3", "cat-4",
            ])
        #expect(plan.jobs.listed[0].size?.description == "1536x864")
        #expect(plan.cost == Price(mills: 2 * 330 + 2 * 22 + 4 * 350))
        #expect(!plan.isOpen && plan.jobs.listed.allSatisfy { !$0.isUncertain })
    }

    @Test func `a prompt that is known is listed as it is sent, whatever else is open`() throws {
        let plan = try plan("gen a --as x\ngen a sign saying \"OPEN\" -n ${x.width}")
        #expect(plan.jobs.listed.map(\.prompt) == ["a", "a sign saying \"OPEN\""])
    }

    @Test func `settings and references are those of their place`() throws {
        let plan = try plan(
            """
            ref add https://example.com/a.png --as hero
            ref add https://example.com/b.png
            with quality=low ratio=3:2 { gen a }
            gen b --ref hero
            gen c --no-refs --quality medium
            """)
        #expect(plan.jobs.listed.map(\.quality) == [.low, nil, .medium])
        #expect(plan.jobs.listed.map(\.ratio) == [.threeByTwo, .square, .square])
        #expect(plan.jobs.listed.map(\.references) == [["hero", "2"], ["hero"], []])
        #expect(plan.jobs.listed.map(\.cost.mills) == [22, 330, 92])
    }

    @Test func `a parameter has the caller's value or its default`() throws {
        let text = "param subject = \"a castle\"\nparam n = 2\nfor i in 1..$n { gen $subject }"
        #expect(try plan(text).jobs.listed.map(\.prompt) == ["a castle", "a castle"])
        #expect(try plan(text, ["subject": "x", "n": "1"]).jobs.listed.map(\.prompt) == ["x"])
    }

    @Test func `what only the run knows is reported as such`() throws {
        let plan = try plan(
            """
            gen a --as day
            wait
            if ${day.seconds} > 5 { gen "slow: ${day.seconds}" } else { gen fast }
            if 1 == 2 { gen never }
            try { gen b } catch err { gen "after $err" }
            """)
        #expect(
            plan.jobs.listed.map(\.prompt) == [
                "a", "slow: ${day.seconds}", "fast", "b", "after $err",
            ])
        #expect(plan.jobs.listed.map(\.isUncertain) == [false, true, true, false, true])
        #expect(!plan.isOpen)
    }

    @Test(arguments: [
        "gen a --as x\nfor i in 1..${x.width} { gen b }", "gen a --as x\ngen b -n ${x.width}",
        "gen a --as x\nrepeat ${x.width} { gen c }",
    ])
    func `a plan of unknown length is open`(text: String) throws {
        let plan = try plan(text)
        #expect(plan.isOpen)
        #expect(plan.jobs.count == 2)
    }

    @Test func `long loops are followed`() throws {
        let plan = try plan("for i in 1..5000 { if $i > 4998 { gen \"picture $i\" } }")
        #expect(plan.jobs.listed.map(\.prompt) == ["picture 4999", "picture 5000"])
        #expect(!plan.isOpen && plan.jobs.listed.allSatisfy { !$0.isUncertain })
    }

    @Test func `a script with mistakes has no plan`() throws {
        #expect(throws: Failure.self) { try plan("gen a\nset ratio 4:3\ngen b --resolution 4K") }
    }

    @Test func `times are packed into the slots`() throws {
        let four = try plan("set concurrency 2\nset quality medium\ngen a -n 4")
        #expect(four.concurrency == 2)
        #expect(four.time.median == .seconds(60))
        #expect(four.time.slow == .seconds(180))
        let three = try plan("set concurrency 2\nset quality medium\ngen a -n 3")
        #expect(three.time.median == .seconds(60))
        #expect(try plan("print x").time.median == .zero)
    }

    @Test func `a block is planned with what the session knows`() async throws {
        let house = try SessionHouse()
        let code = await house.run(
            """
            set ratio 16:9
            let n = 3
            plan { for i in 1..$n { gen "boat $i" } }
            print after
            """)
        #expect(code == 0)
        #expect(house.session.jobs.entries.isEmpty, "something was sent")
        let plans = house.reporter.events.compactMap { event in
            if case .planned(let plan) = event { plan } else { nil }
        }
        #expect(plans.first?.jobs.listed.map(\.prompt) == ["boat 1", "boat 2", "boat 3"])
        #expect(plans.first?.jobs.listed.first?.ratio == .sixteenByNine)
    }
}
