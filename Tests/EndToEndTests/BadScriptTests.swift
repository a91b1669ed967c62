import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// Mistakes that are found before the first command of a file runs.
@Suite struct BadScriptTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let name: String
        /// The mark stands where the error is.
        let script: String
        let id: String
        /// What the message and its notes say, among other things.
        let words: [String]

        init(_ name: String, _ script: String, _ id: String, _ words: String...) {
            self.name = name
            self.script = script
            self.id = id
            self.words = words
        }

        var testDescription: String { name }
    }

    static let mistakes = [
        Mistake("command", "1️⃣gne a castle", "E0201", "'gne'", "did you mean 'gen'?"),
        Mistake(
            "command of another program", "1️⃣imagine a castle", "E0201", "'imagine'",
            "did you mean 'gen'?"),
        Mistake("subcommand", "ref 1️⃣ad x.png", "E0213", "'ad'", "did you mean 'add'?"),
        Mistake(
            "option", "gen a castle 1️⃣--qualty high", "E0202", "'--qualty'",
            "did you mean '--quality'?"),
        Mistake(
            "option of another program", "gen a castle 1️⃣--ar 16:9", "E0202", "'--ar'",
            "did you mean '--ratio'?"),
        Mistake(
            "option value", "gen a castle --quality 1️⃣hgih", "E0209", "'hgih'",
            "did you mean 'high'?", "low, medium"),
        Mistake("count", "gen a castle -n 1️⃣0", "E0209", "'0'", "1"),
        Mistake("setting", "set 1️⃣ratoi 16:9", "E0230", "'ratoi'", "did you mean 'ratio'?"),
        Mistake("ratio", "set ratio 1️⃣16:8", "E0209", "'16:8'", "did you mean '16:9'?"),
        Mistake("resolution", "set resolution 1️⃣3K", "E0209", "'3K'", "1K", "2K", "4K"),
        Mistake("duration", "set timeout 1️⃣soon", "E0209", "'soon'", "3m"),
        Mistake(
            "pair by option", "1️⃣gen a harbour --ratio 4:3 --resolution 4K", "E0203",
            "4:3 has no 4K",
            "4:3 exists in 1K and 2K"),
        Mistake(
            "pair by settings", "set resolution 4K; set ratio 4:3\n1️⃣gen a harbour", "E0203",
            "4:3 has no 4K", "4K exists for 16:9, 9:16, 2:1, 1:2, 21:9 and 9:21"),
        Mistake(
            "tenth reference",
            String(repeating: "ref add dot.png\n", count: 9) + "1️⃣ref add dot.png", "E0233", "9",
            "ref clear"),
        Mistake("reference that is missing", "ref add 1️⃣nowhere.png", "E0234", "'nowhere.png'"),
        Mistake("reference that is a folder", "ref add 1️⃣folder", "E0234", "'folder' is a folder"),
        Mistake(
            "reference that is no picture", "ref add 1️⃣notes.txt", "E0234",
            "'notes.txt' is not a picture", "PNG, JPEG and WebP"),
        Mistake(
            "reference that is empty", "ref add 1️⃣empty.png", "E0234", "'empty.png' is not a picture"
        ),
        Mistake(
            "reference that is too big", "ref add 1️⃣huge.png", "E0234", "'huge.png' is too big",
            "50 MB"),
        Mistake(
            "reference over http", "ref add 1️⃣http://example.com/a.png", "E0234", "no https URL"),
        Mistake("data URI", "ref add 1️⃣data:text/plain,hello", "E0234", "data URI"),
        Mistake("name of a reference", "gen a castle --ref 1️⃣hero", "E0232", "'hero'", "ref add"),
        Mistake("empty prompt", "1️⃣gen \"\"", "E0235", "the prompt is empty", "gen a castle"),
        Mistake("blank prompt", "1️⃣gen \"  \"", "E0235", "the prompt is empty"),
        Mistake("no prompt", "1️⃣gen", "E0207", "prompt"),
        Mistake(
            "job to wait for", "gen a castle --as castle\nwait 1️⃣%castel", "E0231", "'%castel'",
            "did you mean 'castle'?"),
        Mistake(
            "job to save", "gen a castle --as castle\nsave 1️⃣ghost out/", "E0231", "'ghost'", "jobs"),
        Mistake("job by number", "gen a castle\nwait 1️⃣%3", "E0231", "'%3'"),
        Mistake(
            "variable", "let style = ink\ngen a castle, 1️⃣$stile", "E0210", "'stile'",
            "did you mean '$style'?"),
        Mistake("template", "gen a castle\nsave all 1️⃣'out/{nmae}.png'", "E0209", "nmae"),
        Mistake("quote", "gen 1️⃣\"a castle", "E0104"),
        Mistake("block", "1️⃣for x in [a b] {\n    gen $x\n", "E0109", "'for'"),
    ]

    @Test(arguments: mistakes)
    func `a mistake in a file is found with its place, before anything is sent`(_ mistake: Mistake)
        async throws
    {
        let bench = try bench()
        // Were it run, this line would be sent and told of.
        let script = MarkedScript("# \(mistake.name)\ngen the first line\n" + mistake.script)
        let outcome = try await bench.script(script.text, named: "bad.igs")
        #expect(outcome.exitCode == 3, "\(outcome.story)")
        #expect(outcome.errorIDs == [mistake.id], "\(outcome.story)")
        #expect(
            outcome.errors.contains("--> bad.igs:\(script.place)\n"),
            "\(script.place) \(outcome.story)")
        for words in mistake.words { #expect(outcome.errors.contains(words), "\(outcome.story)") }
        #expect(outcome.output.isEmpty)
        #expect(!outcome.errors.contains("submitted"))
        #expect(!FileManager.default.fileExists(atPath: bench.home))

        let checked = try await bench.run(["check", "bad.igs"])
        #expect(checked.exitCode == 3)
        #expect(checked.errors == outcome.errors)
    }

    @Test func `all the mistakes of a file are told at once, in its order`() async throws {
        let bench = try bench()
        let outcome = try await bench.script("gne a\nset ratoi 1:1\ngen x --ar 1:1\n")
        #expect(outcome.exitCode == 3)
        #expect(outcome.errorIDs == ["E0201", "E0230", "E0202"], "\(outcome.story)")
    }

    @Test func `commands of the command line are checked as a whole, too`() async throws {
        let bench = try bench()
        let outcome = try await bench.commands("gen a castle; gne a harbour")
        #expect(outcome.exitCode == 3)
        #expect(outcome.errors.contains("--> -c:1:15\n"), "\(outcome.story)")
        #expect(bench.journal.isEmpty)
    }

    @Test(arguments: [
        [UInt8]("gen a castle\0".utf8), [0xFF, 0xFE, 0x67, 0x00], SamplePNG.pixel,
        Array(repeating: UInt8(ascii: "{"), count: 100_000),
        Array("for x in ".utf8) + Array(repeating: UInt8(ascii: "["), count: 100_000),
    ])
    func `a file that is no script is refused in words`(bytes: [UInt8]) async throws {
        let bench = try bench()
        try bench.write(bytes, to: "odd.igs")
        let outcome = try await bench.run(["odd.igs"])
        #expect(outcome.exitCode == 3, "\(outcome.story.prefix(500))")
        #expect(!outcome.errorIDs.isEmpty)
    }

    /// A bench with the files that the mistakes name.
    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.write(SamplePNG.pixel, to: "dot.png")
        try bench.write("no picture", to: "notes.txt")
        try bench.write("", to: "empty.png")
        try bench.makeFolder("folder")
        try bench.write(SamplePNG.pixel, to: "huge.png")
        // A hole: it takes no space on the disk.
        #expect(truncate(bench.work + "/huge.png", 50_000_001) == 0)
        return bench
    }
}
