@testable import IGSRuntime
import IGSScript
import Testing

/// The pages of the help fit, hold what can be pasted, and are found from where they are needed.
@Suite struct HelpTests {
    static let topics =
        [[]] + CommandTable.help.topics.map { $0.split(separator: " ").map(String.init) }
        + [["ref"]]

    @Test(arguments: topics) func `a page fits 80 columns`(topic: [String]) throws {
        let page = try #require(CommandTable.help.page(for: topic))
        for line in page.split(separator: "\n") {
            #expect(DisplayWidth.of(String(line)) <= 80, "\(line)")
            #expect(line.last != " ")
        }
    }

    @Test func `every command is on the first page, and each page names values and defaults`()
        throws
    {
        let gen = try #require(CommandTable.help.page(for: ["gen"]))
        let words = gen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("how many pictures from each prompt (1 to 100; default: 1)"))
        #expect(words.contains("(1K, 2K, 4K; default: the setting)"))
        let settings = try #require(CommandTable.help.page(for: ["settings"]))
        for setting in Setting.all { #expect(settings.contains("\n\(setting.name) ")) }
    }

    /// What a guide sets in is there to be typed.
    @Test func `what the guides show passes the check, at the prompt or as a file`() throws {
        let prompting = try examples(on: "prompting")
        #expect(prompting.count == 6)
        let scripts = try examples(on: "scripts")
        #expect(scripts.first == "# castle.igs")
        for (lines, origin) in [(prompting, SourceFile.Origin.prompt), (scripts, .file)] {
            let file = SourceFile(
                name: "guide", origin: origin, text: lines.joined(separator: "\n"))
            var checker = Checker(host: ScriptHost(), knowledge: .ofNewSession())
            #expect(checker.check(file).isEmpty)
        }
    }

    private func examples(on topic: String) throws -> [String] {
        try #require(CommandTable.help.page(for: [topic])).split(separator: "\n")
            .filter { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) }
    }

    @Test(arguments: CommandTable.help.topics)
    func `a question mark behind a command asks for its page`(
        name: String
    ) {
        let topic = name.split(separator: " ").map(String.init)
        for line in ["\(name) ?", "\(name)?", "  \(name)  ? "] {
            #expect(CommandTable.help.topic(askedForBy: line) == topic)
            // Enter has to end it.
            let file = SourceFile(name: "prompt", origin: .prompt, text: line)
            #expect(!Parser.parse(file, vocabulary: CommandTable.vocabulary).isIncomplete)
        }
    }

    @Test(arguments: [
        "gen what is this ?", "gen ??", "gen", "frob ?", "print \"?", "gen '?'", "gen ? --as a",
        "gen a\ngen ?",
    ])
    func `another question mark is text`(line: String) {
        #expect(CommandTable.help.topic(askedForBy: line) == nil)
    }

    @Test func `a question mark alone asks for the commands`() {
        #expect(CommandTable.help.topic(askedForBy: "?") == [])
    }

    @Test(arguments: [
        ("gen", "gen"), ("gen a --ar 1:1", "gen"), ("gen a --ratio", "gen"),
        ("gen a --no-refs=1", "gen"), ("gen a -n 1 -n 2", "gen"), ("gen a --ratio 7:1", "gen"),
        ("wait 1 2 a!", "wait"), ("ref clear x", "ref clear"), ("ref", "ref"), ("ref ad x", "ref"),
        ("set no-such x", "settings"), ("if", "if"), ("for x of [a b] { }", "for"),
        ("let x 3", "let"), ("repeat 3", "repeat"),
    ])
    func `an error about a command's words names its page`(line: String, topic: String) {
        let file = SourceFile(name: "test", origin: .prompt, text: line)
        var checker = Checker(host: ScriptHost(), knowledge: .ofNewSession())
        let findings = checker.check(file)
        #expect(
            findings.first?.notes.contains { $0.hasPrefix("'help \(topic)' explains ") } == true,
            "\(findings)")
    }
}
