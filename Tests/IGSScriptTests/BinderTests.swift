import IGSScript
import IGSTestSupport
import Testing

@Suite struct BinderTests {
    private static let vocabulary = Vocabulary(commands: [
        Signature(
            "draw", "draws", category: .pictures,
            parameters: [Parameter("prompt", .text("PROMPT"), .text, "a prompt")],
            options: [
                CommandOption(
                    "ratio", nil, .choice("RATIO", [.init("1:1"), .init("16:9")]), "r",
                    habits: ["ar"]),
                CommandOption("n", "n", .integer("N", in: 1...9), "how many"),
                CommandOption("ref", nil, .text("REF"), repeats: true, "reference"),
                CommandOption("force", "f", nil, "flag"),
                CommandOption(
                    "expand", "e", .integer("N", in: 1...9), isValueOptional: true, "some or all"),
            ], habits: ["paint"]),
        Signature(
            "copy", "copies", category: .pictures,
            parameters: [
                Parameter("from", .text("FROM"), "a source"),
                Parameter("more", .text("MORE"), .many, "more"),
                Parameter("to", .text("TO"), "a target"),
            ]),
        Signature(
            "show", "shows", category: .session,
            parameters: [
                Parameter("first", .text("FIRST"), .optional, "one"),
                Parameter("second", .integer("SECOND", in: 1...9), .optional, "another"),
            ]),
        Signature("ref add", "adds", category: .session),
        Signature("ref list", "lists", category: .session),
    ])

    private func bind(_ text: String) throws -> (call: Call?, messages: [String]) {
        let file = SourceFile(name: "test", origin: .file, text: text)
        let outcome = Parser.parse(file, vocabulary: Self.vocabulary)
        guard case .command(let command) = outcome.script.statements.first else {
            return (nil, outcome.diagnostics.map(text(of:)))
        }
        var diagnostics: [Diagnostic] = []
        let call = Call.bind(
            command, of: file,
            in: Knowledge(variables: ["x": .string("--force"), "n": .string("3")]), &diagnostics)
        return (call, diagnostics.map(text(of:)))
    }

    private func text(of diagnostic: Diagnostic) -> String {
        ([diagnostic.shownID ?? "", diagnostic.message] + diagnostic.notes).joined(separator: " / ")
    }

    @Test func `options stand anywhere and in every form`() throws {
        let (call, messages) = try bind(
            "draw --ref a a castle -n 4 --ratio=16:9 by night --ref=b -f")
        #expect(messages == [])
        #expect(call?.text(of: "prompt") == "a castle by night")
        #expect(call?.value(ofOption: "n") == "4")
        #expect(call?.value(ofOption: "ratio") == "16:9")
        #expect(call?.arguments(ofOption: "ref").compactMap(\.value) == ["a", "b"])
        #expect(call?.has("force") == true)
        #expect(try bind("draw -n4 x").call?.value(ofOption: "n") == "4")
        #expect(try bind("draw -n$n x").call?.value(ofOption: "n") == "3")
    }

    @Test(arguments: [
        ("draw -- --ratio x", "--ratio x"), ("draw -5 degrees", "-5 degrees"),
        ("draw a - b", "a - b"),
        ("draw $x y", "--force y"), ("draw \"--force\"", "--force"),
        ("draw a sign saying \"OPEN\"", "a sign saying \"OPEN\""),
        ("draw \"OPEN now\"", "OPEN now"),
        ("draw a \"$n x\" b", "a \"3 x\" b"), ("draw it's   spaced", "it's spaced"),
    ])
    func `the prompt is what was meant`(source: String, prompt: String) throws {
        let (call, messages) = try bind(source)
        #expect(messages == [])
        #expect(call?.text(of: "prompt") == prompt)
    }

    @Test(arguments: [
        ("draw x --ar 16:9", "E0202", "did you mean '--ratio'?"),
        ("draw x --ratoi 16:9", "E0202", "did you mean '--ratio'?"),
        ("draw x --ratio", "E0204", "needs a value"),
        ("draw x --force=1", "E0205", "takes no value"),
        ("draw x --expand=a", "E0209", "for --expand"), ("draw x --expand=", "E0209", "''"),
        ("draw x --expand --expand=3", "E0206", "more than once"),
        ("show a 10", "E0209", "SECOND"), ("show a 1 b", "E0208", "does not take 'b'"),
        ("draw x --ratio 1:1 --ratio 1:1", "E0206", "more than once"),
        ("draw --force", "E0207", "usage: draw PROMPT…"), ("copy a", "E0207", "a target"),
        ("draw x --ratio 17:9", "E0209", "did you mean '16:9'?"),
        ("draw x -n 10", "E0209", "a whole number from 1 to 9"), ("draw $y", "E0210", "'y'"),
        ("ref", "E0213", "'ref add', 'ref list'"), ("ref ad", "E0213", "did you mean 'add'?"),
        ("ref list x", "E0208", "does not take 'x'"),
    ])
    func `mistakes are explained`(source: String, id: String, part: String) throws {
        let messages = try bind(source).messages
        #expect(messages.contains { $0.hasPrefix(id) && $0.contains(part) }, "\(messages)")
    }

    @Test(arguments: [
        ("draw x --expand", "x", nil), ("draw x --expand=3", "x", "3"),
        ("draw --expand 3", "3", nil), ("draw --expand x", "x", nil), ("draw -e x", "x", nil),
        ("draw -e3 x", "x", "3"), ("draw -e=3 x", "x", "3"), ("draw --expand=$n x", "x", "3"),
    ])
    func `an optional value is written in one word`(source: String, prompt: String, value: String?)
        throws
    {
        let (bound, messages) = try bind(source)
        let call = try #require(bound)
        #expect(messages == [])
        #expect(call.has("expand"))
        #expect(call.value(ofOption: "expand") == value)
        #expect(call.arguments(ofOption: "expand").count == (value == nil ? 0 : 1))
        #expect(call.text(of: "prompt") == prompt)
        #expect(call.signature.synopsis.hasSuffix(" [--expand[=N]]"))
    }

    @Test func `optional parameters may be left out`() throws {
        #expect(try bind("show").call?.value(of: "first") == nil)
        let call = try #require(try bind("show a").call)
        #expect(call.value(of: "first") == "a" && call.argument(of: "second") == nil)
        #expect(try bind("show 'a b' $n").call?.value(of: "second") == "3")
        #expect(try bind("show a 1").call?.values(of: "nothing") == [])
        #expect(try bind("show a 1").call?.has("nothing") == false)
    }

    @Test func `an invalid value is not taken`() throws {
        let call = try #require(try bind("show a 10").call)
        #expect(call.value(of: "first") == "a")
        #expect(call.value(of: "second") == nil && call.argument(of: "second") != nil)
        #expect(try bind("draw x --ratio 7:7").call?.value(ofOption: "ratio") == nil)
    }

    @Test func `words go to the parameters that need them`() throws {
        let call = try #require(try bind("copy a b c d").call)
        #expect(call.value(of: "from") == "a")
        #expect(call.values(of: "more") == ["b", "c"])
        #expect(call.value(of: "to") == "d")
        let short = try #require(try bind("copy a b").call)
        #expect(short.values(of: "more") == [] && short.value(of: "to") == "b")
    }

    @Test(arguments: [
        ("250ms", 0.25), ("4s", 4), ("3m", 180), ("1h", 3600), ("1.5s", 1.5), ("7", 7),
        ("0.001s", 0.001),
    ])
    func `times are read`(text: String, seconds: Double) {
        #expect(DurationText.parse(text) == .milliseconds(Int64(seconds * 1000)))
    }

    @Test(arguments: [
        "", "s", "-1s", "1e9s", "4 s", "1.0001s", "99999999999999999999h", "4d", "１s", "1.s",
    ])
    func `an invalid time is refused`(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: ["250ms", "4s", "3m", "1h", "1.5s", "90s", "0s"])
    func `times are written as they are read`(text: String) throws {
        let duration = try #require(DurationText.parse(text))
        #expect(DurationText.parse(DurationText.format(duration)) == duration)
    }
}
