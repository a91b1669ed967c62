import IGSTestSupport
import Testing

/// The language, by the scripts of `Tests/Language`, which say themselves what they do.
@Suite struct LanguageTests {
    @Test func `every script does what it says`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(
            ["test", Bench.root + "/Tests/Language"], within: .seconds(120))
        #expect(outcome.exitCode == 0, "\(outcome.story)")
    }

    @Test func `scripts source each other sixteen levels deep, and no deeper`() async throws {
        let bench = try Bench()
        for level in 1...17 {
            try bench.write("print \(level)\nsource s\(level + 1).igs\n", to: "s\(level).igs")
        }
        try bench.write("print 18\n", to: "s18.igs")
        let deepest = try await bench.run(["s2.igs"])
        #expect(deepest.exitCode == 0, "\(deepest.story)")
        #expect(deepest.lines == (2...18).map { "\($0)" })
        let deeper = try await bench.run(["s1.igs"])
        #expect(deeper.exitCode == 3, "\(deeper.story)")
        #expect(deeper.errorIDs == ["E0218"])
        #expect(deeper.errors.contains("--> s17.igs:2:8\n"), "\(deeper.story)")
        #expect(deeper.output.isEmpty)
        // The same at the run, where a path is known no sooner.
        try bench.write("param next = s1.igs\nsource $next\n", to: "s0.igs")
        let computed = try await bench.run(["s0.igs"])
        #expect(computed.exitCode == 3, "\(computed.story)")
        #expect(computed.errorIDs == ["E0218"])
    }

    @Test func `a caller's values replace the defaults of parameters`() async throws {
        let bench = try Bench()
        let script = """
            param subject "What to draw" = "a castle"
            param sizes = 1..3
            if "$subject" == "a harbour" { print "by the sea" }
            for size in $sizes { print "$subject $size" }
            """
        let alone = try await bench.script(script)
        #expect(alone.output == "a castle 1\na castle 2\na castle 3\n", "\(alone.story)")
        let given = try await bench.script(script, ["--subject", "a harbour", "--sizes=big one"])
        #expect(given.output == "by the sea\na harbour big one\n", "\(given.story)")
        let unknown = try await bench.script(script, ["--subjekt", "x"])
        #expect(unknown.exitCode == 2 && unknown.output.isEmpty, "\(unknown.story)")
        #expect(unknown.errors.contains("did you mean '--subject'?"))
    }
}
