import FoundationEssentials
import Glibc
import IGSClient
import IGSJobs
import IGSScript
import IGSTestSupport
import Testing

@testable import IGSRuntime

/// `gen --from FILE`: prompts that are kept in files.
@Suite struct PromptFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Plans a text as a script in the folder.
    private func plan(_ text: String) throws(Failure) -> Plan {
        try Planner.ofNewSession(parameters: [:]).plan(
            SourceFile(name: folder.file("test.igs"), origin: .file, text: text)
        ) { _ in }.plan
    }

    /// The findings of the check of a script in the folder.
    private func findings(_ text: String, origin: SourceFile.Origin = .file) -> [Diagnostic] {
        var checker = Checker(host: ScriptHost(), knowledge: .ofNewSession(variables: [:]))
        return checker.check(
            SourceFile(name: folder.file("test.igs"), origin: origin, text: text))
    }

    @Test(arguments: [
        ("a fox", "a fox"), ("a fox\n", "a fox"), ("a fox\r\n", "a fox"), ("a fox\n\n", "a fox\n"),
        ("\u{FEFF}a fox\n", "a fox"), ("a fox\r\nin the snow\n", "a fox\r\nin the snow"),
        ("  a fox ", "  a fox "), ("$x ${y} {a|b} \\n \"q\" # no", "$x ${y} {a|b} \\n \"q\" # no"),
        ("ein Fuchs, 狐 🦊", "ein Fuchs, 狐 🦊"),
    ])
    func `the text is taken as it is, without the line ending at its end`(
        content: String, prompt: String
    ) throws {
        try folder.write(content, to: "p.txt")
        // Texts that Swift treats as equal may differ in their bytes.
        #expect(
            try plan("gen --from p.txt").jobs.listed.map { Array($0.prompt.utf8) } == [
                Array(prompt.utf8)
            ])
    }

    @Test func `the longest file is a prompt, and one byte more is too long`() throws {
        try folder.write(String(repeating: "a", count: 64 << 10), to: "p.txt")
        #expect(try plan("gen --from p.txt").jobs.listed[0].prompt.utf8.count == 64 << 10)
        try folder.write(String(repeating: "a", count: (64 << 10) + 1), to: "p.txt")
        let finding = try #require(findings("gen --from p.txt").first)
        #expect(finding.message.hasSuffix("it has more than 64 KiB"))
    }

    @Test(arguments: [
        ("none.txt", "there is no such file"), ("empty.txt", "it is empty"),
        ("blank.txt", "it is empty"), ("mark.txt", "it is empty"),
        ("latin.txt", "it is not UTF-8 text"), ("wide.txt", "it is not UTF-8 text"),
        ("nul.txt", "it contains a NUL byte"), ("folder", "it is a folder"),
        ("pipe", "it is not a regular file"), ("\"nul.txt\\u{0}\"", "there is no such file"),
        ("circle", "Too many levels of symbolic links"), ("empty.txt/x", "there is no such file"),
    ])
    func `a file that cannot be a prompt is an error of the check`(
        name: String, reason: String
    ) throws {
        for (name, bytes) in [
            ("empty.txt", []), ("blank.txt", Array(" \n\t\n".utf8)), ("latin.txt", [0x61, 0xE4]),
            ("mark.txt", [0xEF, 0xBB, 0xBF, 0x0A]), ("wide.txt", [0xFF, 0xFE, 0x61, 0]),
            ("nul.txt", [0x61, 0, 0x62]),
        ] as [(String, [UInt8])] {
            try folder.write(bytes, to: name)
        }
        #expect(mkdir(folder.file("folder"), 0o755) == 0)
        #expect(mkfifo(folder.file("pipe"), 0o644) == 0)
        #expect(symlink("circle", folder.file("circle")) == 0)
        for text in ["gen --from \(name)", "gen --expand --from=\(name) -n 2 --as x"] {
            let findings = findings(text)
            #expect(findings.map(\.id) == [.unusablePromptFile])
            #expect(findings.first?.message.hasSuffix(": \(reason)") == true, "\(findings)")
        }
        // At the prompt, in the same way.
        let typed = name.replacing(/^"?/) { $0.output + folder.path + "/" }
        #expect(findings("gen --from \(typed)", origin: .prompt).map(\.id) == [.unusablePromptFile])
        // Code that expects it is warned, and code that never runs is not.
        #expect(findings("try { gen --from \(name) } catch e {}").map(\.severity) == [.warning])
        #expect(findings("if a == b { gen --from \(name) }").isEmpty)
    }

    @Test(
        .timeLimit(.minutes(1)), arguments: ["/dev/zero", "/dev/null", "/dev/stdin", "/proc/kmsg"])
    func `a device is never waited for`(path: String) {
        let findings = findings("gen --from \(path)", origin: .argument)
        #expect(findings.map(\.id) == [.unusablePromptFile])
    }

    @Test func `a script reads what is beside and below it, and nothing else`() throws {
        let outside = try TemporaryFolder()
        try outside.write("a secret\n", to: "s.txt")
        for name in ["a", "b", ".c"] { #expect(mkdir(folder.file(name), 0o755) == 0) }
        for name in ["p.txt", "a/p.txt", ".h.txt", ".c/p.txt"] {
            try folder.write("a fox\n", to: name)
        }
        #expect(symlink(outside.file("s.txt"), folder.file("link.txt")) == 0)
        #expect(symlink(outside.path, folder.file("b/out")) == 0)
        #expect(symlink("../p.txt", folder.file("b/up.txt")) == 0)
        #expect(symlink("../.h.txt", folder.file("b/hidden.txt")) == 0)
        for name in ["p.txt", "a/p.txt", "./a/../p.txt", folder.file("p.txt"), "b/up.txt"] {
            #expect(findings("gen --from '\(name)'").isEmpty, "\(name)")
        }
        for name in [
            outside.file("s.txt"), "link.txt", "b/out/s.txt", "../x.txt", "/etc/passwd", "/nowhere",
            "~/.bashrc", ".h.txt", ".c/p.txt", "b/hidden.txt",
        ] {
            #expect(findings("gen --from '\(name)'").map(\.id) == [.forbiddenFile], "\(name)")
            #expect(findings("try { gen --from '\(name)' } catch e {}").map(\.severity) == [.error])
        }
        // What is typed is the user's own.
        for name in [outside.file("s.txt"), folder.file("link.txt"), folder.file(".h.txt")] {
            #expect(findings("gen --from '\(name)'", origin: .argument).isEmpty)
        }
    }

    @Test func `a prompt is in words or in a file`() throws {
        try folder.write("a fox\n", to: "p.txt")
        for text in ["gen a castle --from p.txt", "gen --from p.txt -- -x"] {
            #expect(findings(text).map(\.id) == [.contradiction], "\(text)")
        }
        #expect(findings("gen -n 2").map(\.id) == [.missingArgument])
        #expect(findings("gen --from").map(\.id) == [.missingOptionValue])
        #expect(findings("gen --from p.txt --from p.txt").map(\.id) == [.duplicateOption])
    }

    @Test func `a plan shows the text, as far as the file is known`() throws {
        try folder.write("a {red|blue} fox", to: "red.txt")
        let plan = try plan(
            """
            for name in [red] { gen --from $name.txt --as fox }
            gen --from red.txt --expand --as pair
            wait
            gen --from "${fox.status}.txt"
            """)
        #expect(
            plan.jobs.listed.map(\.prompt) == [
                "a {red|blue} fox", "a red fox", "a blue fox", "--from ${fox.status}.txt",
            ])
        #expect(plan.jobs.listed.map(\.name) == ["fox", "pair-1", "pair-2", nil])
    }

    @Test func `it is sent, and recalled in words`() async throws {
        let house = try SessionHouse()
        try house.folder.write("\u{FEFF}a \"$red\" fox\r\nin the snow\n", to: "p.txt")
        let path = house.folder.file("p.txt")
        #expect(await house.run("gen --from \(path) --as fox; wait; recall fox") == 0)
        let prompt = "a \"$red\" fox\r\nin the snow"
        #expect(house.session.jobs.entries.map(\.job.request.prompt) == [prompt])
        let line = try #require(house.lines.wanted.last?.dropFirst("edit ".count))
        #expect(line.hasPrefix("gen \"a \\\"\\$red\\\" fox\\u{d}\\nin the snow\" "), "\(line)")
        try house.folder.write("a hen\n", to: "p.txt")
        #expect(await house.run(String(line)) == 0)
        #expect(house.session.jobs.entries.map(\.job.request.prompt) == [prompt, prompt])
    }

    @Test func `a file that only the run can know fails there`() async throws {
        let house = try SessionHouse()
        let code = await house.run("gen a --as a; wait; gen --from /\(UUID())/${a.status}.txt")
        #expect(code == 1)
        let message = try #require(house.reporter.diagnostics.last)
        #expect(message.hasPrefix("E0280 "), "\(message)")
        #expect(message.hasSuffix("completed.txt' cannot be a prompt: there is no such file"))
    }
}
