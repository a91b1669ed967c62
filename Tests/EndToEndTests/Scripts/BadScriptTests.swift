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
            "'notes.txt' is not a picture", "PNG, JPEG or WebP"),
        Mistake(
            "reference that is empty", "ref add 1️⃣empty.png", "E0234", "'empty.png' is not a picture"
        ),
        Mistake(
            "reference that is too big", "ref add 1️⃣huge.png", "E0234", "'huge.png' is too big",
            "50 MB"),
        Mistake(
            "reference over http", "ref add 1️⃣http://example.com/a.png", "E0234", "not an https URL"),
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

        // Names.
        Mistake("command of a script", "def scene x { gen $x }\n1️⃣scnee a", "E0201", "'scene'?"),
        Mistake(
            "variable in a list", "let noon = 12\nfor x in [a 1️⃣$non] { gen $x }", "E0210",
            "'$noon'?"),
        Mistake(
            "variable in a text", "let style = ink\nlet x = \"in 1️⃣${stile}, at night\"", "E0210",
            "'$style'?"),
        Mistake(
            "variable of another call", "def f x { gen $x }\nf a\nprint 1️⃣$x", "E0210", "'x'"),
        Mistake("variable in a default", "let a = 1\nprint ${b:-1️⃣$nothing}", "E0210", "'nothing'"),
        Mistake("variable in a condition", "if 1️⃣$mood == good { gen a }", "E0210", "'mood'"),
        Mistake(
            "value in what is never called", "def f { set ratio 1️⃣7:7; gen a }", "E0209", "'7:7'"),
        Mistake("environment", "print 1️⃣${env.HOME}", "E0216", "--env HOME"),
        Mistake(
            "field of a job", "gen a --as a\nexpect %a 1️⃣widht 1024", "E0215",
            "did you mean 'width'?"),
        Mistake(
            "state of a job", "gen a --as a\nif %a 1️⃣finished { save %a }", "E0223", "'finished'"),
        Mistake(
            "job of a condition", "gen a --as day\nexpect 1️⃣%dya done", "E0231",
            "did you mean 'day'?"),
        Mistake("setting of with", "with 1️⃣ratoi=1:1 { gen a }", "E0230", "did you mean 'ratio'?"),
        Mistake("topic", "help 1️⃣rations", "E0237", "did you mean 'ratios'?"),
        Mistake("script", "source 1️⃣nowhere.igs", "E0238", "'nowhere.igs'"),
        Mistake("script elsewhere", "source 1️⃣../other.igs", "E0239", "'../other.igs'"),
        Mistake("script that is this one", "source 1️⃣bad.igs", "E0217", "'bad.igs'"),

        // Types and ranges.
        Mistake("value of with", "with ratio=1️⃣16:8 { gen a }", "E0209", "did you mean '16:9'?"),
        Mistake("times", "repeat 1️⃣1000001 { gen a }", "E0209", "from 0 to 1000000"),
        Mistake("times by a variable", "let n = many\nrepeat 1️⃣$n { gen a }", "E0209", "'many'"),
        Mistake("amount", "budget 1️⃣-1 { gen a }", "E0209", "'-1'"),
        Mistake("end of a range", "let last = x\nfor i in 1️⃣1..$last { gen a }", "E0211", "'x'"),
        Mistake("range", "for i in 1️⃣1..2000000 { gen a }", "E0212", "1..2000000"),
        Mistake("exit code", "exit 1️⃣300", "E0209", "'300'"),
        Mistake(
            "value in the second round", "for r in [1:1 7:7] { set ratio 1️⃣$r; gen a }", "E0209",
            "'7:7' is not a valid value for ratio"),
        Mistake(
            "value by a call", "def wide r { set ratio 1️⃣$r; gen a }\nwide 16:9\nwide 17:9", "E0209",
            "'17:9'"),
        Mistake(
            "value of a field", "gen a --as a\nexpect %a status 1️⃣compleet", "E0209", "'completed'?"),
        Mistake("combinations", "gen 1️⃣\"{a|b\" --expand", "E0250", "'{' has no '}'"),
        Mistake("seed", "gen \"{a|b}\" --expand --seed 1️⃣7", "E0256", "--expand=N"),

        // Missing arguments.
        Mistake(
            "value of an option", "gen a castle 1️⃣--quality", "E0204", "'--quality' needs a value"),
        Mistake("image", "1️⃣ref add", "E0207", "usage: ref add IMAGE"),
        Mistake("subcommand that is missing", "1️⃣ref", "E0213", "'ref' needs a second word"),
        Mistake(
            "values of a call", "def scene subject hour { gen $subject }\n1️⃣scene castle", "E0222",
            "'scene' takes 2 values, not 1", "usage: scene subject hour"),
        Mistake("value of let", "let x =1️⃣", "E0108", "a value"),

        // Pairs, as far as values are known.
        Mistake(
            "pair by with", "set resolution 4K\nwith ratio=4:3 { 1️⃣gen a }", "E0203", "4:3 has no 4K"
        ),
        Mistake(
            "pair behind with",
            "set ratio 4:3\nwith resolution=2K { gen a }\nset resolution 4K\n1️⃣gen a",
            "E0203", "4:3 has no 4K"),
        Mistake(
            "pair in with, in with",
            "with ratio=4:3 { with resolution=4K { with ratio=16:9 { gen a }; 1️⃣gen b } }", "E0203",
            "4:3 has no 4K"),
        Mistake(
            "pair by a variable", "let r = 4:3\nset resolution 4K\n1️⃣gen a --ratio $r", "E0203",
            "4:3 has no 4K"),
        Mistake(
            "pair in a round", "set resolution 4K\nfor r in [16:9 4:3] { 1️⃣gen a --ratio $r }",
            "E0203",
            "4:3 has no 4K"),
        Mistake(
            "pair by a call", "def large { set resolution 4K }\nlarge\n1️⃣gen a", "E0203",
            "1:1 has no 4K"),
        Mistake(
            "pair on a way that is gone", "let n = 3\nif $n > 2 { set resolution 4K }\n1️⃣gen a",
            "E0203", "1:1 has no 4K"),

        // References.
        Mistake(
            "tenth reference of a loop", "repeat 10 { 1️⃣ref add dot.png }", "E0233", "it holds 9"),
        Mistake(
            "reference that was removed",
            "ref add dot.png --as dot\nref remove dot\ngen a --ref 1️⃣dot", "E0232", "'dot'"),

        // Jobs.
        Mistake(
            "job that another branch would make",
            "if 1 == 2 { gen a --as day } else { gen a --as night }\nsave 1️⃣%day out/", "E0231",
            "'%day'"),
        Mistake("job of a group", "gen a -n 3 --as kite\nwait 1️⃣%kite-4", "E0231", "'%kite-4'"),
        Mistake(
            "job that is only planned", "plan { gen a --as day }\nwait 1️⃣%day", "E0231", "'%day'"),
        Mistake(
            "picture of a job", "ref add 1️⃣%castle", "E0231", "'%castle'"),

        // What leads nowhere.
        Mistake("break", "if 1 == 1 { 1️⃣break }", "E0221", "'break' is outside a loop"),
        Mistake(
            "break in a def in a loop", "for i in 1..2 { def f { 1️⃣break } }", "E0221",
            "'break' is outside a loop"),
        Mistake("param in a block", "if 1 == 1 { param 1️⃣subject }", "E0214", "'param subject'"),
        Mistake("name that is taken", "def 1️⃣save x { print $x }", "E0117", "'save'"),
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

    @Test func `what is never run is a warning, and the script runs`() async throws {
        let bench = try bench()
        let script = MarkedScript(
            "print first\nif 1 == 1 { exit; 1️⃣gen never }\nsave %nobody\n")
        let outcome = try await bench.script(script.text, named: "early.igs")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output == "first\n")
        #expect(outcome.errors.hasPrefix("warning[W0219]: "), "\(outcome.story)")
        #expect(outcome.errors.contains("--> early.igs:\(script.place)\n"), "\(outcome.story)")
        #expect(!outcome.errors.contains("error["))
        let checked = try await bench.run(["check", "early.igs"])
        #expect(checked.exitCode == 0 && checked.errors == outcome.errors, "\(checked.story)")
    }

    @Test(arguments: [
        ("wait 1️⃣%nobody", "W0231"), ("ref add 1️⃣nowhere.png", "W0234"),
        ("1️⃣gen a --ratio 4:3 --resolution 4K", "W0203"), ("gen a --ref 1️⃣hero", "W0232"),
        ("source 1️⃣nowhere.igs", "W0238"),
    ])
    func `what is to fail may lack jobs, files and pairs`(line: String, id: String) async throws {
        let bench = try bench()
        for (start, end) in [("try { ", " } catch { print caught }"), ("expect fails { ", " }")] {
            let script = MarkedScript(start + line + end + "\n")
            try bench.write(script.text, to: "caught.igs")
            let checked = try await bench.run(["check", "caught.igs"])
            #expect(checked.exitCode == 0, "\(checked.story)")
            #expect(checked.errors.hasPrefix("warning[\(id)]: "), "\(checked.story)")
            #expect(
                checked.errors.contains("--> caught.igs:\(script.place)\n"), "\(checked.story)")
            let outcome = try await bench.run(["caught.igs"])
            #expect(outcome.exitCode == 0, "\(outcome.story)")
            #expect(outcome.errors == checked.errors)
            #expect(bench.journal.isEmpty)
        }
    }

    @Test func `other mistakes are errors in what is to fail, too`() async throws {
        let bench = try bench()
        let outcome = try await bench.script(
            "try { gne a } catch { }\nexpect fails { gen a --qualty x }\ntry { set ratio 7:7 } catch { }"
        )
        #expect(outcome.exitCode == 3, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0201", "E0202", "E0209"])
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
        [UInt8]("gen a castle\0".utf8), [0xFF, 0xFE, 0x67, 0x00], SamplePictures.png,
        Array(repeating: UInt8(ascii: "{"), count: 100_000),
        Array("for x in ".utf8) + Array(repeating: UInt8(ascii: "["), count: 100_000),
    ])
    func `a file that is not a script is refused in words`(bytes: [UInt8]) async throws {
        let bench = try bench()
        try bench.write(bytes, to: "odd.igs")
        let outcome = try await bench.run(["odd.igs"])
        #expect(outcome.exitCode == 3, "\(outcome.story.prefix(500))")
        #expect(!outcome.errorIDs.isEmpty)
    }

    /// A bench with the files that the mistakes name.
    private func bench() throws -> Bench {
        let bench = try Bench()
        try bench.write(SamplePictures.png, to: "dot.png")
        try bench.write("no picture", to: "notes.txt")
        try bench.write("", to: "empty.png")
        try bench.makeFolder("folder")
        try bench.write(SamplePictures.png, to: "huge.png")
        // A hole: it takes no space on the disk.
        #expect(truncate(bench.work + "/huge.png", 50_000_001) == 0)
        return bench
    }
}
