import Foundation
import IGSJobs
import IGSRuntime
import IGSScript
import IGSTestSupport
import Testing

/// `history`, `redo` and `recall`, apart from a terminal.
@Suite struct PromptLineTests {
    @Test func `the newest lines are listed with their numbers`() async throws {
        let house = try SessionHouse()
        #expect(await house.run("history 2", origin: .prompt) == 0)
        let lines = house.reporter.events.compactMap { event in
            if case .history(let lines) = event {
                lines.map { "\($0.number) \($0.text)" }
            } else {
                nil
            }
        }
        #expect(lines == [["11 print line 11", "12 print line 12"]])
    }

    @Test func `redo runs a line by its number, or the newest`() async throws {
        let house = try SessionHouse()
        #expect(await house.run("redo 3", origin: .prompt) == 0)
        #expect(await house.run("redo", origin: .prompt) == 0)
        #expect(house.lines.wanted == ["run print line 3", "run print line 12"])
        #expect(await house.run("redo 13", origin: .prompt) == 1)
        #expect(house.reporter.diagnostics.last == "E0341 the history has no line 13")
    }

    @Test(arguments: ["redo 1; print y", "print y; redo 1", "repeat 2 { redo 1 }"])
    func `redo stands alone, since the line runs after all others`(command: String) async throws {
        let house = try SessionHouse()
        #expect(await house.run(command, origin: .prompt) == 1)
        #expect(house.reporter.diagnostics.last?.hasPrefix("E0244") == true)
        #expect(house.lines.wanted.isEmpty && house.reporter.printed.isEmpty)
        #expect(await house.run(" redo 1 ; # again", origin: .prompt) == 0)
        #expect(house.lines.wanted == ["run print line 1"])
    }

    @Test(arguments: ["history", "redo", "redo 1", "if 1 == 2 { history }"])
    func `scripts have no history, which is found before they run`(command: String) async throws {
        let house = try SessionHouse()
        #expect(await house.run("print first\n\(command)") == 3)
        #expect(house.reporter.diagnostics.last?.hasPrefix("E0243") == true)
        #expect(house.reporter.printed.isEmpty)
    }

    @Test func `recall writes the command of a job, or of a file by its content`() async throws {
        let house = try SessionHouse()
        let script = """
            gen "a fox, \\"red\\"" --ratio 16:9 --quality low --as fox
            wait
            recall fox
            save fox \(house.folder.file("saved.png"))
            set ratio 1:1
            recall \(house.folder.file("saved.png"))
            """
        #expect(await house.run(script) == 0, "\(house.reporter.diagnostics)")
        let line =
            #"edit gen "a fox, \"red\"" --ratio 16:9 --resolution 1K --quality low --as fox"#
        #expect(house.lines.wanted == [line, line])
    }

    @Test func `without a word the newest job is recalled, and by a file what was forgotten`()
        async throws
    {
        let house = try SessionHouse()
        let path = house.folder.file("a.png")
        #expect(await house.run("gen a --as a; wait; save a '\(path)'; recall") == 0)
        #expect(await house.run("forget a; recall '\(path)'") == 0)
        let line = "edit gen \"a\" --ratio 1:1 --resolution 1K --as a"
        #expect(house.lines.wanted == [line, line])
        #expect(await house.run("recall a") == 1)
    }

    @Test func `what the reference set lacks is added first`() async throws {
        let house = try SessionHouse()
        let script = """
            ref add https://example.com/a.png --as a; gen a castle --as hero
            ref clear; recall hero
            """
        #expect(await house.run(script) == 0)
        let command = "gen \"a castle\" --ratio 1:1 --resolution 1K"
        #expect(
            house.lines.wanted.last
                == "edit ref add https://example.com/a.png; \(command) --as hero")
        // Beside others it has a name, which the command names.
        #expect(await house.run("ref add https://example.com/b.png --as ref; recall hero") == 0)
        #expect(
            house.lines.wanted.last
                == "edit ref add https://example.com/a.png --as ref-2; \(command) --ref ref-2 --as hero"
        )
        #expect(house.reporter.diagnostics.isEmpty)
        let again = try #require(house.lines.wanted.last?.dropFirst(5))
        #expect(await house.run(String(again)) == 0)
        let requests = house.session.jobs.entries.map(\.job.request)
        #expect(requests.count == 2 && requests[0] == requests[1])
    }

    @Test func `what a recalled command cannot say is told`() async throws {
        let house = try SessionHouse()
        let full = (1...9).map { "ref add https://example.com/\($0).png" }.joined(separator: "; ")
        let script = """
            ref add https://example.com/a.png --as a; gen a castle --as hero
            ref clear; \(full); set quality high; recall hero
            """
        #expect(await house.run(script) == 0)
        let notes = house.reporter.events.compactMap { event in
            if case .diagnostic(let diagnostic) = event, diagnostic.shownID == "W0344" {
                diagnostic.notes
            } else {
                nil
            }
        }
        try #require(notes.count == 1 && notes[0].count == 2)
        #expect(notes[0][0].contains("'ref clear'") && notes[0][1].contains("'unset quality'"))
        // With both done, nothing is missing.
        #expect(await house.run("ref clear; unset quality; recall hero") == 0)
        #expect(house.reporter.diagnostics.count == 1)
    }

    @Test func `of a group the command is that of the group`() async throws {
        let house = try SessionHouse()
        let options = "--ratio 1:1 --resolution 1K"
        let groups = [
            ("gen a cat -n 3 --as cats", "gen \"a cat\" -n 3 \(options) --as cats"),
            (
                "gen 'a {red|blue} kite, {up|down}' --expand --as kites",
                "gen \"a {red kite, up|red kite, down|blue kite, up|blue kite, down}\" --expand "
                    + "\(options) --as kites"
            ),
            (
                "gen 'a fox{| in snow}' --expand -n 2 --as foxes",
                "gen \"a {fox|fox in snow}\" --expand -n 2 \(options) --as foxes"
            ),
            (
                #"gen 'a \{b\} {c|d\|e} f' --expand --as braces"#,
                #"gen "a \\{b\\} {c|d\\|e} f" --expand \#(options) --as braces"#
            ),
        ]
        for (command, recalled) in groups {
            let name = try #require(command.split(separator: " ").last)
            #expect(await house.run("\(command); recall \(name)") == 0)
            #expect(house.lines.wanted.last == "edit \(recalled)")
            // It makes the same again.
            let prompts = house.session.jobs.entries(for: .name(String(name))).map(\.job.request)
            #expect(await house.run(recalled) == 0)
            let again = house.session.jobs.entries(for: .name(String(name))).map(\.job.request)
            #expect(prompts == again && prompts.count > 1)
        }
        // One of them is recalled by itself.
        #expect(await house.run("recall cats-2") == 0)
        #expect(house.lines.wanted.last == "edit gen \"a cat\" \(options) --as cats-2")
    }

    @Test func `what no job made is told`() async throws {
        let house = try SessionHouse()
        let path = house.folder.file("mine.png")
        #expect(await house.run("gen a fox\nwait\nsave last \(path)") == 0)
        // Changed since: another picture, though of the same signature.
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: [0])
        try file.close()
        #expect(await house.run("recall \(path)") == 1)
        #expect(
            house.reporter.diagnostics.last == "E0342 no job in the ledger made '\(path)'")
        #expect(await house.run("recall ./nothing.png") == 1)
        #expect(await house.run("recall nobody") == 1)
        #expect(house.reporter.diagnostics.last?.hasPrefix("E0231") == true)
        // These are found before anything runs.
        for (word, id) in [("%9", "E0231"), ("'\(house.folder.path)'", "E0234")] {
            #expect(await house.run("gen never; recall \(word)") == 3)
            #expect(house.reporter.diagnostics.last?.hasPrefix(id) == true, "\(word)")
        }
        #expect(house.session.jobs.entries.count == 1)
        #expect(house.lines.wanted.isEmpty)
    }

    @Test func `without a prompt, recall prints and the others say so`() async throws {
        let house = try SessionHouse()
        house.session.promptLines = nil
        #expect(await house.run("gen a fox --as fox\nrecall fox") == 0)
        #expect(house.reporter.printed == ["gen \"a fox\" --ratio 1:1 --resolution 1K --as fox"])
        for command in ["history", "redo 1"] {
            #expect(await house.run(command, origin: .prompt) == 1)
            #expect(house.reporter.diagnostics.last?.hasPrefix("E0243") == true)
        }
    }
}
