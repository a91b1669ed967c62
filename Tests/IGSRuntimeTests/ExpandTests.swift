import IGSClient
import IGSImages
import IGSJobs
import IGSRuntime
import IGSScript
import IGSTestSupport
import Testing

/// `gen … --expand`.
@Suite struct ExpandTests {
    private func prompts(_ house: SessionHouse) -> [String] {
        house.session.jobs.entries.map(\.job.request.prompt)
    }

    @Test func `each combination is a job with a name of its own`() async throws {
        let house = try SessionHouse()
        let code = await house.run(
            "gen \"a {red|blue} {cat|dog}\" --expand --as pet; gen a {x|y} --as plain; wait")
        #expect(code == 0, "\(house.reporter.diagnostics)")
        #expect(
            prompts(house) == ["a red cat", "a red dog", "a blue cat", "a blue dog", "a {x|y}"])
        #expect(
            house.session.jobs.entries.map(\.label) == [
                "pet-1", "pet-2", "pet-3", "pet-4", "plain",
            ])
        #expect(house.session.jobs.entries(for: .name("pet")).map(\.number) == [1, 2, 3, 4])
        #expect(house.session.jobs.entries.allSatisfy { $0.job.status == .completed })
    }

    @Test func `copies multiply, and one alone keeps its name`() async throws {
        let house = try SessionHouse()
        #expect(
            await house.run("gen {a|b} x -n 2 --expand --as two; gen y --expand --as y; wait") == 0)
        #expect(prompts(house) == ["a x", "a x", "b x", "b x", "y"])
        #expect(
            house.session.jobs.entries.map(\.label) == ["two-1", "two-2", "two-3", "two-4", "y"])
    }

    @Test func `a seed picks the same again`() async throws {
        let house = try SessionHouse()
        let gen = "gen '{a|b|c|d|e|f|g|h} tree' --expand=3"
        #expect(await house.run("\(gen) --seed 7; \(gen) --seed=7; wait") == 0)
        let made = prompts(house)
        #expect(made.count == 6 && made[..<3] == made[3...])
        let sum = "- 3 jobs, at most $0.99 at the live service"
        #expect(house.reporter.diagnostics == [sum, sum])
    }

    @Test func `a drawn seed is reported so that it can be given`() async throws {
        let house = try SessionHouse()
        house.session.drawSeed = { 4242 }
        let gen = "gen '{a|b|c|d|e|f|g|h} tree' --expand=3"
        #expect(await house.run("\(gen); \(gen) --seed 4242; wait") == 0)
        #expect(
            house.reporter.diagnostics == [
                "- picked 3 at random; '--seed 4242' picks the same again",
                "- 3 jobs, at most $0.99 at the live service",
                "- 3 jobs, at most $0.99 at the live service",
            ])
        let made = prompts(house)
        #expect(made.count == 6 && made[..<3] == made[3...])
    }

    @Test func `without a seed the picks differ`() async throws {
        let house = try SessionHouse()
        let group = "{" + (1...200).map { "v\($0)" }.joined(separator: "|") + "}"
        #expect(await house.run("gen \(group) --expand=4; gen \(group) --expand=4; wait") == 0)
        let made = prompts(house)
        #expect(made.count == 8 && made[..<4] != made[4...])
    }

    @Test(arguments: [
        ("gen 1️⃣{a|b --expand", "E0250"), ("gen 1️⃣'a|b}' --expand", "E0250"),
        ("let t = '{a|b'\ngen 1️⃣$t --expand", "E0250"),
        (
            "gen 1️⃣{0|1|2|3|4|5|6|7|8|9}{0|1|2|3|4|5|6|7|8|9}{0|1|2|3|4|5|6|7|8|9}{0|1} --expand",
            "E0252"
        ),
        ("1️⃣gen {1|2|3|4|5|6|7|8|9|10|11} -n 100 --expand", "E0254"),
        ("1️⃣gen {a|} --expand", "E0235"), ("gen {a|b} --expand=1️⃣0", "E0209"),
        ("gen {a|b} --expand=1️⃣", "E0209"), ("gen {a|b} --expand=1️⃣1001", "E0209"),
        ("gen {a|b} --expand=2 1️⃣--expand", "E0206"), ("gen {a|b} --expand --seed 1️⃣3", "E0256"),
        ("gen a --seed 1️⃣3", "E0256"), ("gen {a|b} --expand=2 --seed 1️⃣-1", "E0209"),
        ("gen {a|b} --expand 1️⃣3", "W0257"), ("gen --expand 1️⃣3 {a|b}", "W0257"),
        ("gen {a|b} --expand --as p\nwait 1️⃣%p-3", "E0231"),
        ("gen {a|b|c|d} --expand=2 --as p\nwait 1️⃣%p-3", "E0231"),
        ("gen {a|b} --expand\nwait 1️⃣%3", "E0231"),
        (
            "gen {a|b} --expand --as 1️⃣aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "E0255"
        ),
    ])
    func `mistakes are found before anything is sent`(source: String, id: String) async throws {
        let marked = MarkedSource(source)
        let house = try SessionHouse()
        do throws(Failure) {
            _ = try ScriptRunner(session: house.session).check(marked.file)
        } catch {
            error.diagnostics.forEach { house.reporter.report(.diagnostic($0)) }
        }
        let found = house.reporter.events.compactMap { event in
            if case .diagnostic(let diagnostic) = event { diagnostic } else { nil }
        }
        #expect(found.map(\.shownID) == [id])
        #expect(found.first?.location?.range.lowerBound == marked.marks["1️⃣"])
    }

    @Test(arguments: [
        "gen a {b|c} 3 --expand", "gen a {b|c} --expand\n", "gen '{a' x", "gen a } b",
        "for n in 1..5000 { let n = 3 }\ngen {a|b} --expand=$n --as p\nwait %p-3",
        "param t = x\ngen $t --expand --as p\nwait %p-3",
    ])
    func `what may be right is not reported`(source: String) async throws {
        let house = try SessionHouse()
        let file = SourceFile(name: "test.igs", origin: .file, text: source)
        _ = try ScriptRunner(session: house.session).check(file)
        #expect(house.reporter.diagnostics == [])
    }

    @Test func `a plan lists the jobs before the run`() async throws {
        let house = try SessionHouse()
        func plan(_ text: String) throws -> GenPlan? {
            let file = SourceFile(name: "test.igs", origin: .file, text: text)
            guard
                case .command(let command) = try #require(
                    Parser.parse(file, vocabulary: CommandTable.vocabulary).script.statements.first)
            else { return nil }
            let knowledge = Knowledge(variables: ["x": .string("fox")])
            var unknown = knowledge
            unknown.variables["y"] = .computed
            var problems: [Diagnostic] = []
            let call = Call.bind(command, of: file, in: unknown, &problems)
            #expect(problems.isEmpty)
            var settings = house.session.settings
            settings.resolution = .twoK
            return try GenPlan(GenOptions(call, settings: settings), drawSeed: { 1 })
        }
        let made = try #require(
            try plan("gen {a|b} $x --expand -n 2 --as p --ratio 16:9 --quality low --ref hero"))
        #expect(made.jobs.map(\.prompt) == ["a fox", "a fox", "b fox", "b fox"])
        #expect(made.jobs.map(\.name) == ["p-1", "p-2", "p-3", "p-4"])
        #expect(made.jobs.allSatisfy { $0.ratio == .sixteenByNine && $0.resolution == .twoK })
        #expect(made.jobs.allSatisfy { $0.quality == .low })
        #expect(try made.jobs[0].request([]).pixelSize.description == "2048x1152")
        guard case .named(["hero"]) = made.references else {
            Issue.record("\(made.references)")
            return
        }
        #expect(try plan("gen $y") == nil)
        #expect(try plan("gen x --ratio $y") == nil)
        #expect(try plan("gen {a|b|c} --expand=2")?.drawnSeed == 1)
    }
}
