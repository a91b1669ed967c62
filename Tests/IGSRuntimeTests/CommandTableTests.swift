import FoundationEssentials
import IGSRuntime
import IGSScript
import IGSTestSupport
import Testing

@Suite struct CommandTableTests {
    private static let folder = SourceTree.path("Sources/IGSRuntime/Commands")

    @Test func `every command has its file, and every file its command`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
            .map { $0.replacing(".swift", with: "") }.filter {
                $0 != "Command" && $0 != "CommandTable"
            }
        #expect(files.sorted() == CommandTable.commands.map { "\(type(of: $0))" }.sorted())
    }

    @Test func `names are unique and found`() {
        let names = CommandTable.vocabulary.signatures.map(\.name)
        #expect(Set(names).count == names.count)
        for command in CommandTable.commands {
            #expect(CommandTable.command(named: command.signature.name) != nil)
        }
    }

    @Test func `an unknown command is answered with what to do`() {
        func notes(_ name: String) -> [String] {
            CheckMessages.unknownCommand(name, in: CommandTable.vocabulary, definitions: []).notes
        }
        #expect(notes("ratio").first == "'set ratio RATIO' sets it")
        #expect(notes("clear").first == "Ctrl-L clears the screen")
        #expect(notes("ls") == ["did you mean 'jobs'?", "'help' lists the commands"])
    }

    @Test(arguments: CommandTable.vocabulary.signatures.map(\.name))
    func `every command is explained`(name: String) throws {
        let signature = try #require(CommandTable.vocabulary.signature(named: name))
        let lines = try #require(
            CommandTable.help.page(for: name.split(separator: " ").map(String.init)))
        // Long lines go on in the next.
        let page = lines.split { $0.isWhitespace }.joined(separator: " ")
        #expect(page.contains(signature.summary) && page.contains(signature.synopsis))
        for option in signature.options { #expect(page.contains(option.summary)) }
        #expect(try #require(CommandTable.help.page(for: [])).contains("  \(name) "))
        #expect(!signature.summary.contains { $0.isUppercase && $0 != "I" } || name == "print")
        #expect(!signature.summary.hasSuffix("."))
    }

    @Test(arguments: [""] + CommandTable.help.topics)
    func `every page fits a terminal`(topic: String) throws {
        let page = try #require(
            CommandTable.help.page(for: topic.split(separator: " ").map(String.init)))
        for line in page.split(separator: "\n") {
            #expect(DisplayWidth.of(line) <= 80, "\(line)")
        }
    }

    static let examples = CommandTable.vocabulary.signatures.flatMap { signature in
        signature.examples.map { (signature.name, $0.source) }
    }

    @Test(arguments: examples)
    func `every example runs`(command: String, source: String) async throws {
        // As somebody runs it who pastes it at the prompt.
        let house = try SessionHouse(mode: .prompt)
        // Examples save into folders relative to the current one, and read from them.
        try house.folder.write("a fox\nin the snow\n", to: "fox.txt")
        let here = source.replacing("out/", with: house.folder.file("out") + "/")
            .replacing("prompts/", with: house.folder.file(""))
        let code = await house.run(here, origin: .prompt)
        #expect(code == 0, "\(house.reporter.diagnostics)")
        #expect(source.contains(command.split(separator: " ")[0]))
    }
}
