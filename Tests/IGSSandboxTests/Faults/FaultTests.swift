import FoundationEssentials
import Glibc
import IGSSandbox
import IGSTestSupport
import Testing

/// Every fault, with the real program and real sockets.
@Suite struct FaultTests {
    private static let cases = FaultCase.exchanges
        .merging(FaultCase.tasks, uniquingKeysWith: +)
        .merging(FaultCase.pictures, uniquingKeysWith: +)
        .merging(FaultCase.truth, uniquingKeysWith: +)

    @Test(arguments: FaultCatalogue.all.map(\.word))
    func `a fault does what it says, and is logged`(word: String) throws {
        for test in try #require(Self.cases[word], "there is no case") {
            let sandbox = try SandboxProcess.failing(test.plan)
            try test.check(sandbox)
            let faults = sandbox.injected.map { $0.fault.prefix { $0 != " " } }
            #expect(faults.contains { $0 == word }, "\(test.plan)")
        }
    }

    @Test func `nothing goes wrong by itself`() throws {
        let sandbox = try SandboxProcess()
        let id = try sandbox.accepted("a mill sandbox sandbox:unknown", id: "a")
        #expect(try sandbox.picture(id).starts(with: [0x89, 0x50]))
        #expect(sandbox.injected.isEmpty)
    }

    @Test func `the documentation lists the faults that there are`() throws {
        let article = SourceTree.path("Sources/IGSSandbox/IGSSandbox.docc/Faults.md")
        let text = try String(contentsOfFile: article, encoding: .utf8)
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
        let expected = FaultCatalogue.all.map { fault in
            let usage = fault.usage.replacing("|", with: "\\|")
            let places = fault.places.map(\.rawValue).joined(separator: ", ")
            return "| `\(usage)` | \(places) | \(fault.summary) |"
        }
        #expect(rows == expected)
    }

    @Test func `the program lists the faults that there are`() throws {
        let child = try PipedProcess(SandboxProcess.executable, ["--list-faults"])
        close(child.input)
        let text = child.readAll()
        #expect(child.waitForExit() == 0)
        for fault in FaultCatalogue.all {
            #expect(text.contains("  \(fault.usage)\n") && text.contains(": \(fault.summary)"))
        }
    }

    @Test func `a plan that is wrong is an error that says where`() throws {
        let failure = #expect(throws: SandboxProcess.StartFailure.self) {
            try SandboxProcess.failing("submit 1 html\nsubmit 2 hmtl\n")
        }
        #expect(failure?.exitCode == 2)
        #expect(failure?.description.contains("faults.plan:2: there is no fault 'hmtl'") == true)
    }

    @Test(arguments: [
        ("reject", 400, 1), ("return-first", 200, 1), ("charge-twice", 200, 2),
    ])
    func `an id that is used again has three outcomes`(
        policy: String, code: Int, bills: Int
    ) throws {
        for (plan, arguments) in [("duplicates \(policy)", []), ("", ["--duplicates", policy])] {
            let sandbox = try SandboxProcess.failing(plan, arguments: arguments)
            let first = try sandbox.accepted("a mill", id: "a")
            let again = try sandbox.submit("a mill", id: "a")
            #expect(again.text.contains(#""statusCode":\#(code),"#))
            #expect(sandbox.charged.count == bills)
            #expect(again.text.contains(first) == (policy == "return-first"))
        }
    }

    @Test func `a prompt's fault at a query or download happens to a task once`() throws {
        let sandbox = try SandboxProcess()
        let prompt = "a mill sandbox:query:status 503 sandbox:download:html"
        for id in ["a", "b"] {
            _ = try sandbox.accepted(prompt, id: id)
            #expect(try sandbox.find(id).status == 503)
            let url = try sandbox.resultURL(id)
            #expect(try Exchange("GET", url).text.contains("<html>"))
            #expect(try Exchange("GET", url).body.starts(with: [0x89, 0x50]))
        }
    }

    @Test(arguments: ["", "sandbox:download:status 404 within 200s"])
    func `an address is dead for a time, or for some tries`(trigger: String) throws {
        let plan = trigger.isEmpty ? "download within 200 status 404" : ""
        let sandbox = try SandboxProcess.failing(plan, speed: 100)
        _ = try sandbox.accepted("a mill \(trigger)", id: "a", parameters: #","quality":"low""#)
        let url = try sandbox.resultURL("a")
        var statuses: [Int] = []
        let start = ContinuousClock.now
        repeat {
            statuses.append(try Exchange("GET", url).status)
        } while .now - start
            < .milliseconds(500)
        #expect(Set(statuses) == [404])
        while .now - start < .seconds(15), statuses.last == 404 {
            usleep(20_000)
            statuses.append(try Exchange("GET", url).status)
        }
        #expect(statuses.last == 200)
    }

    @Test func `a prompt's fault happens as often, and as late, as the prompt says`() throws {
        let sandbox = try SandboxProcess(speed: 10_000)
        let prompt =
            "a mill sandbox:download:status 503 each 1-2 sandbox:query:body nameless done 2 sandbox:no-such-task each 1"
        _ = try sandbox.accepted(prompt, id: "a", parameters: #","quality":"low""#)
        usleep(50_000)
        #expect(try sandbox.find("a").text.contains("api task not found"))
        let reply = try sandbox.find("a")
        #expect(reply.text == #"{"status":"error"}"#)
        let url = try sandbox.resultURL("a")
        #expect(try (1...3).map { _ in try Exchange("GET", url).status } == [503, 503, 200])
    }

    @Test func `an absence outlives the sandbox`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let first = try SandboxProcess(.embedded, speed: 10_000, state: folder.path)
        _ = try first.accepted("a mill sandbox:forget-task 0 40000s", id: "a")
        first.signal(SIGKILL)
        #expect(first.waitForExit() == 137)
        let second = try SandboxProcess(.embedded, state: folder.path)
        #expect(try second.find("a").text.contains("api task not found"))
        #expect(try second.waits(for: #""status":"completed""#, in: "a"))
    }

    @Test func `a fate outlives the sandbox`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let first = try SandboxProcess(.embedded, speed: 10_000, state: folder.path)
        _ = try first.accepted("a mill sandbox:fail text", id: "a")
        first.signal(SIGKILL)
        #expect(first.waitForExit() == 137)
        let second = try SandboxProcess(.embedded, state: folder.path)
        #expect(try second.ended("a").text.contains(#""error":"the generation failed""#))
    }

    @Test func `the images dialect has its faults, too`() throws {
        let sandbox = try SandboxProcess.failing(
            "submit 1 status 503\nsubmit 2 no-credits\nsubmit 3 lose-reply\nquery 1 html\nbalance 1 status 401"
        )
        let body = #"{"model":"gpt_image_2_official","prompt":"a mill"}"#
        func submit() throws -> Exchange { try sandbox.post("/v1/images/generations", body) }
        #expect(try submit().text.contains(#""error":{"code":"server_error""#))
        #expect(try submit().status == 402)
        #expect(throws: Exchange.Failure.self) { try submit() }
        #expect(sandbox.journal.count == 1)
        let id = try submit().acceptedID()
        #expect(try sandbox.get("/v1/tasks/\(id)").text.contains("<html>"))
        #expect(try sandbox.get("/v1/tasks/\(id)").text.contains(id))
        #expect(try sandbox.get("/v1/balance").status == 401)
    }
}
