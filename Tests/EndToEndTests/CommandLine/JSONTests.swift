import Foundation
import IGSTestSupport
import Testing

/// `--json`: a line an event, for programs.
@Suite struct JSONTests {
    @Test func `every line is an object with an event`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run([
            "--json", "--speed", "500", "-c",
            """
            set ratio 16:9; set; help gen; status
            gen a "castle" — 城, it's\u{7} midnight --as castle
            wait; save castle out/; jobs; jobs --all; status castle
            ref add %castle --as hero; ref list; print "two\\nlines"
            save castle out/
            """,
        ])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
        let events = try outcome.events()
        let names = Set(events.compactMap { $0["event"] as? String })
        #expect(
            names.isSuperset(of: [
                "setting", "help", "status", "submitted", "settled", "saved", "job", "reference",
                "printed",
            ]), "\(names)")
        let submitted = try #require(events.first { $0["event"] as? String == "submitted" })
        #expect(submitted["prompt"] as? String == "a \"castle\" — 城, it's\u{7} midnight")
        #expect(submitted["name"] as? String == "castle")
        let settled = try #require(events.first { $0["event"] as? String == "settled" })
        #expect(settled["status"] as? String == "completed")
        #expect(settled["width"] as? Int == 1536)
        #expect(settled["id"] as? String == submitted["id"] as? String)
        let saved = events.filter { $0["event"] as? String == "saved" }
        #expect(
            saved.map { $0["path"] as? String } == ["out/castle-16x9.png", "out/castle-16x9.png"])
        #expect(saved.map { $0["already"] as? Bool } == [false, true])
        #expect(events.contains { $0["text"] as? String == "two\nlines" })
    }

    @Test(arguments: [
        ("gne a castle", 3, "E0201"), ("gen sandbox:reject violence; wait", 6, "E0401"),
        ("save", 1, "E0302"),
    ])
    func `an error is an event with its place`(script: String, code: Int32, id: String) async throws
    {
        let bench = try Bench()
        let outcome = try await bench.script(script + "\n", options: ["--json"])
        #expect(outcome.exitCode == code, "\(outcome.story)")
        #expect(outcome.errors.isEmpty, "\(outcome.story)")
        let error = try #require(
            try outcome.events().first { $0["event"] as? String == "diagnostic" })
        #expect(error["id"] as? String == id)
        #expect(error["severity"] as? String == "error")
        #expect(error["file"] as? String == "test.igs")
        #expect(error["line"] as? Int == 1)
        #expect((error["column"] as? Int ?? 0) >= 1)
    }

    @Test func `what goes on after the end is told with its id`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(
            ["--json", "--detach", "--speed", "8", "-c", "gen a --as x"])
        let left = try #require(try outcome.events().last)
        #expect(left["event"] as? String == "left-running", "\(outcome.story)")
        #expect((left["id"] as? String)?.hasPrefix("igs_") == true)
    }
}
