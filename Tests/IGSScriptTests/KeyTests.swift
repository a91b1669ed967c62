import IGSScript
import Testing

/// Keys declare what a command takes, and read a call with the type of each value.
@Suite struct KeyTests {
    private enum Size: String, WordValue { case small, large }

    private static let title = ParameterKey<String>("title", .text("TITLE"), .text, "a title")
    private static let size = OptionKey<Size>(
        "size", .choice("SIZE", [.init("small"), .init("large")]), "its size")
    private static let count = OptionKey<Int>(
        "count", letter: "c", .integer("N", in: 1...9), isValueOptional: true, "how many")
    private static let pause = OptionKey<Duration>(
        "pause", .duration("TIME", in: .zero...(.seconds(60))), "a pause")
    private static let tags = OptionKey<[String]>("tag", .text("TAG"), "a tag")
    private static let bold = OptionKey<Bool>("bold", letter: "b", "in bold")
    private static let from = ParameterKey<Int>("from", .integer("FROM", in: 0...99), "a start")
    private static let steps = ParameterKey<[Int]>("step", .integer("STEP", in: 1...9), "steps")
    private static let end = ParameterKey<UInt64>(
        "end", .integer("END", in: 0...99), .optional, "an end")

    private static let vocabulary = Vocabulary(commands: [
        Signature(
            "write", "writes", category: .pictures, parameters: [title],
            options: [size, count, pause, tags, bold]),
        Signature("walk", "walks", category: .pictures, parameters: [from, steps]),
        Signature("stop", "stops", category: .pictures, parameters: [end]),
    ])

    private func call(_ text: String) throws -> Call {
        let file = SourceFile(name: "test", origin: .file, text: text)
        let outcome = Parser.parse(file, vocabulary: Self.vocabulary)
        guard case .command(let command) = try #require(outcome.script.statements.first) else {
            throw Diagnostic(.error, "no command: \(text)")
        }
        var knowledge = Knowledge()
        knowledge.variables["later"] = .computed
        var problems: [Diagnostic] = []
        return Call.bind(command, of: file, in: knowledge, &problems)
    }

    @Test func `a call gives each option its type`() throws {
        let call = try call("write --size large -c 3 --tag a red sky --tag=b -b --pause 1.5s")
        #expect(call[Self.size] == .large)
        #expect(call[Self.count] == nil && call.has(Self.count))
        #expect(call[Self.pause] == .milliseconds(1500))
        #expect(call[Self.tags] == ["a", "b"])
        #expect(call[Self.bold])
        #expect(call[Self.title] == "3 red sky")
    }

    @Test func `what was not given has no value`() throws {
        let call = try call("write \"a sky\"")
        #expect(call[Self.title] == "a sky")
        #expect(call[Self.size] == nil && !call.has(Self.size))
        #expect(call[Self.tags] == [] && !call[Self.bold])
        #expect(try self.call("stop")[Self.end] == nil)
    }

    @Test(arguments: ["write a --size $later", "write a --size huge"])
    func `what is open or wrong was given, and has no value`(source: String) throws {
        let call = try call(source)
        #expect(call.has(Self.size) && call[Self.size] == nil)
        #expect(call.arguments(of: Self.size).count == 1)
    }

    @Test func `parameters are read by their types`() throws {
        let call = try call("walk 7 1 2 $later 3")
        #expect(call[Self.from] == 7)
        #expect(call[Self.steps] == [1, 2, 3])
        #expect(call.arguments(of: Self.steps).count == 4)
        #expect(try self.call("stop 9")[Self.end] == 9)
    }

    @Test func `a key of another command is never there`() throws {
        let call = try call("walk 7")
        #expect(call[Self.from] == 7 && call[Self.end] == nil && !call.has(Self.bold))
    }

    @Test func `a signature has what its keys declare`() {
        let signature = Self.vocabulary.signatures.first { $0.name == "write" }
        #expect(
            signature?.synopsis
                == "write TITLE… [--size SIZE] [--count[=N]] [--pause TIME] [--tag TAG]… [--bold]")
    }
}
