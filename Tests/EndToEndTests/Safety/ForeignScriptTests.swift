import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// Scripts are other people's files: what one may not do.
@Suite struct ForeignScriptTests {
    @Test(arguments: [
        "../escaped.png", "sub/../../escaped.png", "FOLDER/escaped.png", "link/escaped.png",
        "link/deeper/escaped.png", "dangling/escaped.png", "~/escaped.png",
    ])
    func `a script saves nothing outside the current folder`(destination: String) async throws {
        let bench = try Bench()
        #expect(symlink("..", bench.work + "/link") == 0)
        #expect(symlink("../dangling", bench.work + "/dangling") == 0)
        let before = Bench.contents(of: bench.work)
        let path =
            destination.split(separator: "FOLDER").count == 1 && destination.hasPrefix("FOLDER")
            ? bench.folder + destination.dropFirst("FOLDER".count) : destination
        let script = MarkedScript("gen a castle --as castle\nwait\n1️⃣save castle '\(path)'\n")
        let outcome = try await bench.script(script.text)
        #expect(outcome.exitCode == 3, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0306"] || outcome.errorIDs == ["E0305"], "\(outcome.story)")
        #expect(outcome.errors.contains("--> test.igs:\(script.place)\n"), "\(outcome.story)")
        #expect(!Bench.contents(of: bench.folder).contains { $0.contains("escaped") })
        #expect(!FileManager.default.fileExists(atPath: bench.folder + "/dangling"))
        #expect(Bench.contents(of: bench.work).filter { $0 != "test.igs" } == before)
    }

    @Test(arguments: [
        "set outdir ..; save", "set template '../{name}.{ext}'; save", "save --to ../escaped.png",
        "for d in [../escaped.png] { save --to $d }",
    ])
    func `no other way leads out, either`(command: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.script("gen a castle --as escaped; wait; \(command)\n")
        #expect(outcome.exitCode != 0, "\(outcome.story)")
        #expect(!Bench.contents(of: bench.folder).contains { $0.contains("escaped") })
    }

    @Test func `a link in the place of a picture is not followed`() async throws {
        let bench = try Bench()
        #expect(symlink("../escaped.png", bench.work + "/day.png") == 0)
        for command in ["save castle day.png", "save castle day.png --force"] {
            let outcome = try await bench.script("gen a castle --as castle; wait; \(command)\n")
            #expect(outcome.exitCode == 3, "\(outcome.story)")
            #expect(!FileManager.default.fileExists(atPath: bench.folder + "/escaped.png"))
        }
    }

    @Test func `another folder can be allowed`() async throws {
        let bench = try Bench()
        #expect(mkdir(bench.folder + "/album", 0o755) == 0)
        let outcome = try await bench.script(
            "gen a castle; wait; save --to ../album/day.png\n", options: ["--out", "../album"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(try await bench.measure(["../album/day.png"]) == [.init(1024, 1024)])
        let other = try await bench.script(
            "gen a castle; wait; save --to ../other/day.png\n", options: ["--out", "../album"])
        #expect(other.exitCode == 3 && other.errorIDs == ["E0306"], "\(other.story)")
    }

    @Test func `standard input is somebody else's too, an argument is one's own`() async throws {
        let bench = try Bench()
        let text = "gen a castle; wait; save --to ../escaped.png"
        let foreign = try await bench.run(["--speed", "500", "-"], input: .text(text))
        #expect(foreign.exitCode == 3 && foreign.errorIDs == ["E0306"], "\(foreign.story)")
        let own = try await bench.commands(text)
        #expect(own.exitCode == 0, "\(own.story)")
        #expect(try await bench.measure(["../escaped.png"]) == [.init(1024, 1024)])
    }

    @Test func `a script sources what lies beside it`() async throws {
        let bench = try Bench()
        try bench.makeFolder("kit/parts")
        try bench.write("source parts/style.igs\nprint $style\n", to: "kit/main.igs")
        try bench.write("let style = ink\n", to: "kit/parts/style.igs")
        let outcome = try await bench.run(["kit/main.igs"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output == "ink\n")
        let own = try await bench.commands("source kit/parts/style.igs; print $style")
        #expect(own.output == "ink\n", "\(own.story)")
    }

    @Test(arguments: [
        ("../outside.igs", "E0239"), ("FOLDER/outside.igs", "E0239"), ("link.igs", "E0239"),
        ("notes.txt", "E0239"), ("nowhere.igs", "E0238"), ("test.igs", "E0217"),
    ])
    func `a script sources nothing else`(path: String, id: String) async throws {
        let bench = try Bench()
        try bench.write("print secret\n", to: "../outside.igs")
        try bench.write("print secret\n", to: "notes.txt")
        #expect(symlink("../outside.igs", bench.work + "/link.igs") == 0)
        let target = path.hasPrefix("FOLDER") ? bench.folder + path.dropFirst("FOLDER".count) : path
        let outcome = try await bench.script("print hello\nsource '\(target)'\n")
        #expect(outcome.exitCode == 3, "\(outcome.story)")
        #expect(outcome.errorIDs == [id], "\(outcome.story)")
        #expect(outcome.errors.contains("--> test.igs:2:8\n"), "\(outcome.story)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `a mistake in a sourced file is found before the run, with its own place`()
        async throws
    {
        let bench = try Bench()
        try bench.write("let a = b\ngne a castle\n", to: "part.igs")
        let outcome = try await bench.script("print hello\nsource part.igs\n")
        #expect(outcome.exitCode == 3, "\(outcome.story)")
        #expect(outcome.errors.contains("part.igs:2:1\n"), "\(outcome.story)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `a script reads only the environment that is given to it`() async throws {
        let bench = try Bench()
        let script = "print ${env.COLOUR}\n"
        let refused = try await bench.script(script)
        #expect(refused.exitCode == 3 && refused.errorIDs == ["E0216"], "\(refused.story)")
        let given = try await bench.run(
            ["--env", "COLOUR", "test.igs"], environment: ["COLOUR": "blue"])
        #expect(given.output == "blue\n", "\(given.story)")
        try bench.write("print ${env.AIREITER_API_KEY}\n", to: "thief.igs")
        let thief = try await bench.run(
            ["--service", "sandbox", "--env", "AIREITER_API_KEY", "thief.igs"],
            environment: ["AIREITER_API_KEY": "canary"])
        #expect(thief.exitCode == 3, "\(thief.story)")
        #expect(!thief.output.contains("canary") && !thief.errors.contains("canary"))
    }

    @Test(arguments: [
        "print \u{1B}]0;evil\u{7}\n", "print hello\ngne \u{1B}]0;evil\u{7} \u{9B}31m\n",
    ])
    func `a script sends no control sequences to the terminal`(text: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.script(text)
        for character in (outcome.output + outcome.errors).unicodeScalars {
            #expect(
                character == "\n" || character.properties.generalCategory != .control,
                "\(outcome.story.debugDescription)")
        }
        #expect((outcome.output + outcome.errors).contains("evil"))
    }
}
