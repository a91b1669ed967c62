import IGSClient
import IGSScript
import Testing

@testable import IGSConsole
@testable import IGSJobs
@testable import IGSRuntime

/// What Tab finds, without a terminal.
@Suite struct CompleterTests {
    private func completer(_ change: (inout SessionSnapshot) -> Void = { _ in }) -> Completer {
        var snapshot = SessionSnapshot()
        change(&snapshot)
        return Completer(
            vocabulary: CommandTable.vocabulary, snapshot: snapshot,
            listFolder: { folder in
                guard folder.isEmpty else { return [] }
                return [
                    .init(name: "a photo.png", isFolder: false),
                    .init(name: "lesson.igs", isFolder: false),
                    .init(name: "my pictures", isFolder: true), .init(name: "out", isFolder: true),
                    .init(name: "王子.webp", isFolder: false),
                ]
            })
    }

    private func jobs(_ count: Int) throws -> [Job] {
        let request = try GenerationRequest(
            prompt: "a castle", ratio: .sixteenByNine, resolution: .oneK, quality: .high)
        return try (1...count).map { number in
            Job(
                id: try #require(OutTaskID(rawValue: "igs_\(number)")), name: nil,
                service: "sandbox", request: request, status: .running, taskID: nil, createdAt: 1,
                submittedAt: 2, completedAt: nil, progress: nil, polls: 0, unknownWord: nil,
                image: nil, creditsUsed: nil, failure: nil)
        }
    }

    private func values(_ text: String, _ completer: Completer) -> [String] {
        completer.complete(text).candidates.map(\.value)
    }

    @Test func `a first word becomes a command, with what it does`() throws {
        let completion = completer().complete("ge")
        let candidate = try #require(completion.candidates.first)
        #expect(candidate.value == "gen")
        #expect(candidate.summary == "create a picture from a prompt")
        #expect(completion.insertion == "gen ")
        #expect(values("ref ", completer()) == ["add", "list", "remove", "clear"])
        #expect(values("try {\n ge", completer()) == ["gen"])
        #expect(values("wait; ge", completer()) == ["gen"])
    }

    @Test func `only the ratios that exist at the session's resolution are offered`() {
        let wide = completer { $0.settings["resolution"] = "4K" }
        #expect(values("set ratio ", wide) == ["16:9", "9:16", "2:1", "1:2", "21:9", "9:21"])
        #expect(values("set ratio ", completer()).count > 6)
        #expect(values("set ratio 16", wide) == ["16:9"])
        #expect(values("gen a --ratio 21", wide) == ["21:9"])
        #expect(values("gen a --ratio=21", wide) == ["--ratio=21:9"])
        #expect(values("with ratio=21", wide) == ["ratio=21:9"])
        // What the statement itself says counts more.
        #expect(values("gen a --resolution 1K --ratio 4", wide) == ["4:3", "4:5"])
        #expect(values("gen a --resolution=4K --ratio 4", completer()).isEmpty)
        #expect(values("with resolution=1K ratio=4", wide) == ["ratio=4:3", "ratio=4:5"])
    }

    @Test func `options are offered once, and none after two dashes`() {
        #expect(values("gen a castle --rat", completer()) == ["--ratio"])
        #expect(values("gen a --ratio 1:1 --rat", completer()).isEmpty)
        #expect(values("gen -- --rat", completer()).isEmpty)
    }

    @Test func `a letter is offered beside the name of its option, and counts as given`() {
        #expect(values("gen a -n", completer()) == ["-n"])
        #expect(completer().complete("gen a -n").insertion == "-n ")
        #expect(values("save all -f", completer()) == ["-f"])
        #expect(values("jobs -", completer()).starts(with: ["--all", "-a"]))
        #expect(completer().complete("jobs -a").candidates.first?.summary.isEmpty == false)
        #expect(Set(values("jobs -a -", completer())).isDisjoint(with: ["--all", "-a"]))
        // The value is in the same word, or is the next.
        #expect(!values("gen a -n4 -", completer()).contains("-n"))
        #expect(values("gen a -n4 --rat", completer()) == ["--ratio"])
        #expect(values("gen a -n 4 --rat", completer()) == ["--ratio"])
    }

    /// Every command that has an option with a letter of its own.
    @Test func `no letter is left out`() {
        for signature in CommandTable.vocabulary.signatures {
            for option in signature.options {
                guard let letter = option.letter else { continue }
                #expect(values("\(signature.name) -\(letter)", completer()).contains("-\(letter)"))
            }
        }
    }

    /// A line for the system's shell, and what its last word becomes.
    private static let shellLines = [
        ("!", ["cat", "cp", "ls"]), ("!c", ["cat", "cp"]), (" ! l", ["ls"]),
        ("!ls | c", ["cat", "cp"]), ("!ls; l", ["ls"]), ("!ls && l", ["ls"]), ("!X=1 l", ["ls"]),
        ("!echo $(l", ["ls"]), ("!ls o", ["out/"]), ("!ls l", ["lesson.igs"]),
        ("!cat a", ["a\\ photo.png"]), ("!cat a\\ ph", ["a\\ photo.png"]),
        ("!cat \"a ph", ["\"a photo.png\""]), ("!cat 'a ph", ["'a photo.png'"]),
        ("!cat my", ["my\\ pictures/"]), ("!cat <les", ["lesson.igs"]),
        ("!ls > les", ["lesson.igs"]),
        ("!cat lesson.igs 王", ["王子.webp"]), ("print a\n!l", ["ls"]), ("!true\n!cat 王", ["王子.webp"]),
    ]

    @Test(arguments: shellLines)
    func `behind the mark of the system's shell, programs are offered, and files`(
        line: String, expected: [String]
    ) throws {
        var completer = completer()
        completer.programFolders = ["/bin", "/other"]
        let files = completer.listFolder
        completer.listFolder = { folder in
            switch folder {
            case "/bin/": ["ls", "cat", "README"].map { .init(name: $0, isFolder: false) }
            case "/other/":
                ["ls", "cp"].map { .init(name: $0, isFolder: false) }
                    + [.init(name: "lib", isFolder: true)]
            default: files(folder)
            }
        }
        completer.isProgram = { !$0.hasSuffix("README") }
        let completion = completer.complete(line)
        #expect(completion.candidates.map(\.insertion) == expected)
        #expect(line.utf8.dropFirst(completion.start).first != UInt8(ascii: " "))
    }

    @Test func `what is open or is igs's own is not for the system's shell`() {
        #expect(values("print \"\n!ge", completer()).isEmpty)
        #expect(values("try {\n!ls\nge", completer()) == ["gen"])
        #expect(values("!ls\nge", completer()) == ["gen"])
    }

    @Test func `after a job's dot its fields are offered, with what they are`() throws {
        let jobs = try jobs(3)
        let completer = completer {
            $0.variables = ["style": "soft light"]
            for (name, job) in zip(["my-castle", "hero", "style"], jobs) {
                $0.jobs.add(job, name: name)
            }
        }
        #expect(values("print ${my-castle.wi", completer) == ["${my-castle.width}"])
        #expect(values("print \"${my-castle.s", completer).contains("${my-castle.seconds}"))
        let fields = completer.complete("print ${my-castle.").candidates
        #expect(fields.first { $0.value == "${my-castle.width}" }?.summary == "1536")
        #expect(fields.first { $0.value == "${my-castle.path}" }?.summary == "not known yet")
        #expect(values("print ${my", completer) == ["${my-castle."])
        // Without braces a dot is text; the braces come with the field, unless a variable is meant.
        #expect(values("print $hero.wi", completer) == ["${hero.width}"])
        #expect(values("print $style.wi", completer).isEmpty)
        #expect(values("print ${nobody.", completer).isEmpty)
        #expect(values("print '${my-castle.", completer).isEmpty)
        #expect(values("expect %hero wid", completer) == ["width"])
        #expect(values("expect %hero don", completer) == ["done"])
    }

    @Test func `jobs are offered, the newest first, and the names of several`() throws {
        let jobs = try jobs(4)
        let completer = completer {
            $0.jobs.add(jobs[0], name: nil)
            $0.jobs.add(jobs[1], name: "day-1", group: "day")
            $0.jobs.add(jobs[2], name: "day-2", group: "day")
            $0.jobs.add(jobs[3], name: "over")
            $0.jobs.update(4) { $0.isForgotten = true }
        }
        #expect(
            values("wait ", completer)
                == ["%day-2", "%day-1", "%1", "%day", "%last", "all", "failed"])
        #expect(values("wait %da", completer) == ["%day-2", "%day-1", "%day"])
        #expect(completer.complete("wait %day").candidates.last?.summary == "2 jobs")
        #expect(completer.complete("wait %1").insertion == "%1 ")
        #expect(values("wait fa", completer) == ["failed"])
        #expect(
            values("show ", completer).starts(with: ["%day-2", "%day-1", "%1", "%day", "%last"]))
        #expect(values("show ", completer).last == "王子.webp")
    }

    @Test func `variables, and references with where they come from`() {
        let completer = completer {
            $0.variables = ["style": "soft light", "subject": "a castle"]
            $0.references = [("hero", "photo.png")]
        }
        #expect(values("gen a $st", completer) == ["$style"])
        #expect(values("gen \"a $su", completer) == ["$subject"])
        #expect(values("gen a ${st", completer) == ["${style}"])
        #expect(values("gen 'a $st", completer).isEmpty)
        #expect(values("gen a --ref ", completer) == ["hero"])
        #expect(completer.complete("ref remove he").candidates.first?.summary == "photo.png")
    }

    @Test func `files are offered by what is wanted, and quoted where they must be`() {
        let completer = completer()
        #expect(
            values("ref add ", completer) == ["a photo.png", "my pictures/", "out/", "王子.webp"])
        #expect(completer.complete("ref add a").insertion == "\"a photo.png\" ")
        #expect(completer.complete("ref add \"a ph").insertion == "\"a photo.png\" ")
        #expect(completer.complete("ref add my").insertion == "\"my pictures/")
        #expect(completer.complete("ref add 王").insertion == "王子.webp ")
        #expect(values("source ", completer) == ["lesson.igs", "my pictures/", "out/"])
        #expect(values("save all ou", completer) == ["out/"])
    }

    @Test func `the file of a prompt is completed, after a blank and after an equals sign`() {
        let completer = completer()
        let files = ["a photo.png", "lesson.igs", "my pictures/", "out/", "王子.webp"]
        #expect(values("gen --from ", completer) == files)
        #expect(values("gen -n 2 --from le", completer) == ["lesson.igs"])
        #expect(values("gen --from=le", completer) == ["--from=lesson.igs"])
        #expect(values("gen --fr", completer) == ["--from"])
        #expect(values("gen --from lesson.igs ", completer).isEmpty)
    }

    @Test func `what is quoted means what was meant`() throws {
        for value in ["a b", "$x", "a\\b", "\"", "it's", "#1", "a;", "[x", "王 子", "'q'"] {
            let text = "print " + CandidateValue(value).candidate.insertion
            let source = SourceFile(name: "prompt", origin: .prompt, text: text)
            let outcome = Parser.parse(source, vocabulary: CommandTable.vocabulary)
            guard case .command(let command)? = outcome.script.statements.first else {
                Issue.record("\(text) is no command")
                continue
            }
            #expect(outcome.diagnostics.isEmpty)
            #expect(command.arguments.map(\.literal) == [value])
        }
    }

    @Test(arguments: [
        (["castle-1", "castle-12"], "castle-1"), (["王子", "王孙"], "王"), (["王子", "玉"], nil),
        (["é1", "é2"], "é"), (["a photo", "a $x"], "\"a "), (["photo one", "phone"], "\"pho"),
        (["👨‍👩‍👧x", "👨‍👩‍👧y"], "👨‍👩‍👧"), (["a", "b"], nil),
    ])
    func `what values have in common is whole characters`(values: [String], common: String?) {
        let candidates = values.map { CandidateValue($0).candidate }
        #expect(Completion(start: 0, candidates: candidates).insertion == common)
    }

    @Test func `a list keeps to the terminal's width`() {
        let candidates = (0..<60).map {
            CandidateValue("王子-\($0)", "a castle under the stars at midnight").candidate
        }
        for columns in [10, 40, 80] {
            for count in [3, 60] {
                let table = CandidateTable(Array(candidates.prefix(count)), columns: columns)
                let rows = table.rows(0..<table.count)
                #expect(rows.allSatisfy { DisplayWidth.of($0) < columns })
            }
        }
    }

    @Test func `a candidate with an explanation has a row of its own`() {
        let candidates = (1...100).map {
            CandidateValue("%job-\($0)", "a castle\nat sea").candidate
        }
        let table = CandidateTable(candidates, columns: 80)
        #expect(table.count == 100)
        #expect(table.rows(99..<100) == ["%job-100  a castle at sea"])
    }

    @Test func `a list too long to look through is shortened`() {
        let candidates = (1...1_500).map {
            Completion.Candidate(
                value: "job-\($0)", summary: "", insertion: "job-\($0)", endsWord: true)
        }
        let table = CandidateTable(candidates, columns: 80)
        let rows = table.rows(0..<table.count)
        #expect(rows.last == "… and 500 more: type on")
        #expect(rows.dropLast().joined().contains("job-1000"))
        #expect(!rows.joined().contains("job-1001"))
    }

    @Test func `a text is coloured by what the parser makes of it`() {
        let highlighter = Highlighter(vocabulary: CommandTable.vocabulary, definitions: ["mine"])
        func styles(_ text: String) -> [String] {
            let bytes = Array(text.utf8)
            return highlighter.spans(of: text).map {
                "\($0.style) \(String(decoding: bytes[$0.range], as: UTF8.self))"
            }
        }
        #expect(
            styles("gen \"a 王子 $x\" --as day; save %day out/") == [
                "command gen", "string \"a 王子 ", "variable $x", "string \"", "option --as",
                "command save", "job %day",
            ])
        #expect(styles("frob it") == ["error frob"])
        #expect(styles("ge") == ["hint ge"])
        #expect(styles("mine") == ["command mine"])
        #expect(styles("for x in [a b] { gen $x").contains("command gen"))
        #expect(styles("") == [])
        #expect(
            styles("print \"a\"\n!ls 'b'\ngen ?\nfrob") == [
                "command print", "string \"a\"", "command !ls 'b'", "command gen ?", "error frob",
            ])
    }

    @Test func `the newest entry that begins so is hinted at, else the next parameter`() {
        let hinter = Hinter(
            vocabulary: CommandTable.vocabulary, history: ["gen a castle", "gen a 王子", "set"])
        #expect(hinter.hint(after: "gen a ")?.text == "王子")
        #expect(hinter.hint(after: "set ratio ") == Hint(text: "[VALUE]", canBeTaken: false))
        #expect(hinter.hint(after: "gen b --ratio ") == Hint(text: "RATIO", canBeTaken: false))
        #expect(hinter.hint(after: "frob ") == nil)
        #expect(
            hinter.hint(after: "repeat 2 {\n")
                == Hint(
                    text: "repeat { from line 1 is open; } closes it, Ctrl-C drops it",
                    canBeTaken: false))
        #expect(hinter.hint(after: "print a\n") == nil)
    }
}
