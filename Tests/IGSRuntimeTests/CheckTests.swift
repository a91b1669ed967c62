import IGSRuntime
import IGSScript
import IGSTestSupport
import Testing

/// What is found before the first command runs.
@Suite struct CheckTests {
    private func ids(_ text: String) async throws -> [String] {
        let house = try SessionHouse()
        let code = await house.run(text)
        #expect(code == 3 || code == 0)
        #expect(house.session.jobs.entries.isEmpty, "something was sent")
        return house.reporter.diagnostics.map { String($0.prefix(5)) }
    }

    @Test(arguments: [
        ("set resolution 4K\nset ratio 4:3\n1️⃣gen x", "E0203"),
        ("let r = 4:3\nset ratio $r\n1️⃣gen x --resolution 4K", "E0203"),
        ("gen x --ratio 3:2 --resolution 2K\n1️⃣gen y --ratio 3:2 --resolution 4K", "E0203"),
        ("set 1️⃣ration 1:1", "E0230"), ("unset 1️⃣nothing", "E0230"), ("set resolution 1️⃣2k", "E0209"),
        ("wait 1️⃣%nope", "E0231"), ("gen x --as a\nsave 1️⃣b out/", "E0231"),
        ("gen x\nwait 1️⃣%2", "E0231"),
        ("ref remove 1️⃣hero", "E0232"), ("gen x --ref 1️⃣hero", "E0232"),
        ("ref add 1️⃣/nowhere/x.png", "E0234"), ("ref add 1️⃣/tmp", "E0234"),
        ("ref add 1️⃣/etc/passwd", "E0234"),
        ("ref add 1️⃣http://example.com/x.png", "E0234"), ("ref add 1️⃣data:text/plain,x", "E0234"),
        ("1️⃣gen '  '", "E0235"), ("help 1️⃣nothing", "E0237"), ("source 1️⃣/nowhere.igs", "E0239"),
        ("source 1️⃣nowhere.igs", "E0238"),
        ("gen x 1️⃣--ar 16:9", "E0202"), ("gen x --as 1️⃣all", "E0209"), ("gen x --as 1️⃣1st", "E0209"),
        ("for x in [a b] {\n  set ratio 1️⃣7:7\n}", "E0209"), ("print 1️⃣$undefined", "E0210"),
        ("print 1️⃣${env.HOME}", "E0216"), ("print 1️⃣${x.colour}", "E0215"),
        ("save all 1️⃣{nme}.png", "E0209"), ("set timeout 1️⃣soon", "E0209"), ("sleep 1️⃣1e9", "E0209"),
        ("for x in [a] {\n  param 1️⃣y\n}", "E0214"),
        ("for s in [spring \"late summer\" winter] { gen x --as 1️⃣s-$s }", "E0209"),
        ("for r in [16:9 4:3] {\n  1️⃣gen x --ratio $r --resolution 4K\n}", "E0203"),
        ("for x in [a b a] {\n  set ratio 1️⃣7:7\n}", "E0209"), ("set ratio 1️⃣", "none"),
    ])
    func `mistakes are found at their place`(source: String, id: String) async throws {
        let marked = MarkedSource(source)
        let house = try SessionHouse()
        let code = await ScriptRunner(session: house.session).run(marked.file)
        if id == "none" {
            #expect(code == 0)
            return
        }
        #expect(code == 3)
        let diagnostics = house.reporter.events.compactMap { event in
            if case .diagnostic(let diagnostic) = event { diagnostic } else { nil }
        }
        #expect(diagnostics.map(\.shownID) == [id])
        #expect(diagnostics.first?.location?.range.lowerBound == marked.marks["1️⃣"])
        #expect(house.session.jobs.entries.isEmpty)
    }

    @Test(arguments: [
        // What is not known before the run is no error before it.
        "let n = 3\nfor r in [1:1 16:9] {\n  set ratio $r\n}\nset resolution 4K\nprint ok",
        "for n in 1..5000 { let r = x$n }\nprint $r",
        "for n in 1..2 { set resolution 2K }\nset ratio 3:2\nprint ok",
        "let empty = []\nfor x in $empty { set resolution 4K }\nprint ok",
        "param ratio \"x\" = 4:3\nset ratio $ratio\nprint ok",
    ])
    func `what may be right is left to the run`(source: String) async throws {
        #expect(try await ids(source) == [])
    }

    @Test func `all mistakes are reported at once, in order`() async throws {
        #expect(
            try await ids("gne x\nset ratio 7:7\nprint 'open\nwait %no\nlet x")
                == ["E0201", "E0209", "E0104", "E0231", "E0108"])
    }

    @Test func `sourced scripts are checked, too`() async throws {
        let house = try SessionHouse()
        let folder = house.folder
        try folder.write("gen x --as made\nsource sub.igs\n", to: "main.igs")
        try folder.write("wait %made\nwait %other\n", to: "sub.igs")
        try folder.write("source loop.igs\n", to: "loop.igs")
        try folder.write("source ../x.igs\n", to: "out.igs")
        func check(_ name: String) -> [String] {
            do throws(Failure) {
                try ScriptRunner.check(folder.file(name), reporter: house.reporter)
                return []
            } catch {
                return error.diagnostics.map {
                    "\($0.shownID ?? "") \($0.location?.file.name.split(separator: "/").last ?? "")"
                }
            }
        }
        #expect(check("main.igs") == ["E0231 sub.igs"])
        #expect(check("loop.igs") == ["E0217 loop.igs"])
        #expect(check("out.igs") == ["E0239 out.igs"])
    }

    @Test func `computed sources are checked, and cannot form a circle`() async throws {
        let house = try SessionHouse()
        let folder = house.folder
        try folder.write("param f = \"round.igs\"\nsource $f\n", to: "round.igs")
        try folder.write("param f = \"bad.igs\"\nprint before\nsource $f\n", to: "main.igs")
        try folder.write("gen x\ngne y\n", to: "bad.igs")
        let runner = ScriptRunner(session: house.session)
        #expect(await runner.run(try ScriptFile.read(folder.file("round.igs"))) == 1)
        #expect(house.reporter.diagnostics.last?.hasPrefix("E0217") == true)
        let other = try SessionHouse()
        let main = try ScriptFile.read(folder.file("main.igs"))
        #expect(await ScriptRunner(session: other.session).run(main) == 3)
        #expect(other.reporter.printed == ["before"])
        #expect(other.reporter.diagnostics.last?.hasPrefix("E0201") == true)
        #expect(other.session.jobs.entries.isEmpty)
    }

    @Test func `parameters are checked against their declarations`() async throws {
        let script = "param title \"What\"\nparam size = big\nprint $title $size"
        let house = try SessionHouse()
        #expect(await house.run(script) == 2)
        #expect(await house.run(script, parameters: ["title": "Hi"]) == 0)
        #expect(await house.run(script, parameters: ["title": "a b", "size": "tiny"]) == 0)
        #expect(await house.run(script, parameters: ["title": "x", "sise": "y"]) == 2)
        #expect(house.reporter.printed == ["Hi big", "a b tiny"])
        #expect(house.reporter.diagnostics.map { $0.prefix(5) } == ["E0240", "E0242"])
    }

    @Test func `the prompt notes a pair that does not exist`() async throws {
        let house = try SessionHouse(mode: .prompt)
        await ScriptRunner(session: house.session).runInput(
            SourceFile(name: "prompt", origin: .prompt, text: "set resolution 4K; set ratio 4:3"))
        #expect(
            house.reporter.diagnostics == [
                "- 1:1 has no 4K; it exists for 16:9, 9:16, 2:1, 1:2, 21:9 and 9:21",
                "- 4:3 has no 4K; it exists for 16:9, 9:16, 2:1, 1:2, 21:9 and 9:21",
            ])
        await ScriptRunner(session: house.session).runInput(
            SourceFile(name: "prompt", origin: .prompt, text: "gen a harbour"))
        #expect(house.reporter.diagnostics.last == "E0203 4:3 has no 4K")
        #expect(house.session.jobs.entries.isEmpty)
    }
}
