import IGSTestSupport
import Testing

/// A fix is offered only where what it makes is right: applied, the mistake is gone, and nothing else is wrong.
@Suite struct WrongFixTests {
    /// A script, what the first fix makes of it (nil: there is none), and what is said.
    private static let mistakes: [(script: String, mended: String?, says: String)] = [
        // Calculations.
        ("let n = 1\nlet n = $n + 1", nil, "no arithmetic"),
        ("let n = 2 * 3", nil, "no arithmetic"),
        ("let n = $a - $b", nil, "no arithmetic"),
        ("let s = a dark sky", "let s = \"a dark sky\"", "quote a value"),
        ("let s = ink - and paper", "let s = \"ink - and paper\"", "quote a value"),
        // Loops.
        ("for a b in [1 2] { print $a }", nil, "'for' takes one variable"),
        ("for a [1 2] { print $a }", "for a in [1 2] { print $a }", "expected 'in'"),
        ("for a 1..2 { print $a }", "for a in 1..2 { print $a }", "expected 'in'"),
        ("for a = [1 2] { print $a }", "for a in [1 2] { print $a }", "expected 'in'"),
        ("for i = 1 to 3 { print $i }", nil, "expected 'in'"),
        ("for a of [1 2] { print $a }", nil, "expected 'in'"),
        // Bindings.
        ("let n 5", "let n = 5", "expected ="), ("let n -= 1", nil, "expected ="),
        ("let n /= 2", nil, "expected ="), ("let n %= 2", nil, "expected ="),
        ("let n == 1", nil, "more words"), ("let n := 1", nil, "expected ="),
        // Sizes.
        ("set size 2048x1152", nil, "2048x1152 is the ratio 16:9 at the resolution 2K"),
        ("set pixels 1024x1024", nil, "1024x1024 is the ratio 1:1 at the resolution 1K"),
        ("set size 2K", "set resolution 2K", "did you mean 'resolution'?"),
        ("set size 16:9", "set ratio 16:9", "did you mean 'ratio'?"),
        ("set ratio 2048x1152", nil, "2048x1152 is the ratio 16:9 at the resolution 2K"),
        ("set resolution 3840×2160", nil, "3840x2160 is the ratio 16:9 at the resolution 4K"),
        ("set ratio 1000x1000", nil, "no pair gives 1000x1000"),
        ("set ratio 16x9", "set ratio 16:9", "did you mean '16:9'?"),
        ("gen x --size 2048x1152", nil, "2048x1152 is the ratio 16:9 at the resolution 2K"),
        ("gen x --size 2K", "gen x --resolution 2K", "did you mean '--resolution'?"),
        ("gen x --size=16:9", "gen x --ratio=16:9", "did you mean '--ratio'?"),
        ("gen x --ar 16:9", "gen x --ratio 16:9", "did you mean '--ratio'?"),
        ("gen x --qualty 16:9", nil, "no option '--qualty'"),
        ("with size=1024x1024 { gen x }", nil, "1024x1024 is the ratio 1:1"),
        ("set resolution 8K", nil, "the largest is 4K"),
        ("set resolution 2k", "set resolution 2K", "did you mean"),
        ("set hints no", nil, "write off"), ("set autosave true", nil, "write on"),
        ("set ratio 16:9;wait", nil, "a ; ends a command only before a blank"),
        // Words of other languages.
        ("import lib.igs", "source lib.igs", "did you mean 'source'?"),
        ("const x = 5", nil, "'let name = value'"), ("export x=5", nil, "'let name = value'"),
        ("while 1 == 1 { print x }", nil, "the loops are"),
        ("gen a cat --image foo.png", nil, "'ref add foo.png' adds the picture first"),
        ("gen a cat --reference ../foo.png", nil, "'ref add ../foo.png' adds the picture first"),
        ("let n = 3;print $n", "let n = 3; print $n", "more words"),
        // Lists.
        ("let l = [a b]\nprint ${l.0}", nil, "for element in $l"),
        ("let l = [a b]\nprint ${l.count}", nil, "for element in $l"),
        ("let l = [a b]\nprint ${l.statu}", nil, "'l' is a variable"),
        ("let l = [a b]\nprint ${l[0]}", nil, "for element in $l"),
        ("let l = [a b]\nprint ${#l}", nil, "for element in $l"),
        (
            "gen x --as l\nprint ${l.statu}", "gen x --as l\nprint ${l.status}",
            "did you mean 'status'?"
        ),
    ]

    @Test(arguments: mistakes)
    func `the fix is right, or there is none`(
        script: String, mended: String?, says: String
    ) async throws {
        let bench = try Bench()
        try bench.write("print x\n", to: "lib.igs")
        try bench.write(script + "\n", to: "a.igs")
        let outcome = try await bench.run(["check", "--json", "a.igs"])
        #expect(outcome.exitCode == 3 && outcome.output.contains(says), "\(outcome.story)")
        let event = try #require(
            try outcome.events().first { $0["severity"] as? String == "error" })
        let fix = event["fix"] as? [String: Any]
        #expect((fix == nil) == (mended == nil), "\(outcome.story)")
        guard let fix, let mended else { return }
        #expect(try Self.apply(fix, to: script) == mended, "\(outcome.story)")
        try bench.write(mended + "\n", to: "b.igs")
        let checked = try await bench.run(["check", "b.igs"])
        #expect(checked.exitCode == 0, "\(checked.story)")
    }

    private static func apply(_ fix: [String: Any], to script: String) throws -> String {
        var lines = script.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
        let line = try #require(fix["line"] as? Int) - 1
        #expect(fix["endLine"] as? Int == line + 1)
        let start = try #require(fix["column"] as? Int) - 1
        let end = try #require(fix["endColumn"] as? Int) - 1
        lines[line].replaceSubrange(start..<end, with: try #require(fix["replacement"] as? String))
        return lines.map { String($0) }.joined(separator: "\n")
    }

    /// What a script may not source, and why.
    @Test(arguments: [
        ("products.csv", "'products.csv' is not an .igs file"),
        ("notes.txt", "'notes.txt' is not an .igs file"), ("part", "did you mean 'part.igs'?"),
        ("folder", "it is a folder"), ("../other.igs", "is not beside or below"),
        ("missing.igs", "there is no such file"), ("missing", "is not an .igs file"),
    ])
    func `what cannot be sourced is refused for its real reason`(
        path: String, says: String
    ) async throws {
        let bench = try Bench()
        try bench.makeFolder("scripts/folder")
        for name in ["products.csv", "notes.txt", "part.igs", "folder/x.igs"] {
            try bench.write("print x\n", to: "scripts/\(name)")
        }
        try bench.write("print x\n", to: "other.igs")
        try bench.write("source \(path)\n", to: "scripts/main.igs")
        let outcome = try await bench.run(["check", "scripts/main.igs"])
        #expect(outcome.exitCode == 3 && outcome.errors.contains(says), "\(outcome.story)")
        #expect(says.contains("beside") || !outcome.errors.contains("beside"), "\(outcome.story)")
    }

    /// Lists that are none, which would be paid for as one odd prompt.
    @Test(arguments: [
        ("for i in [\"cat\",\"dog\"] { gen a $i }", "W0126"),
        ("for i in ['a b','c'] { gen $i }", "W0126"),
        ("for i in [cat,dog] { gen a $i }", "W0126"), ("let l = [cat, dog]", "W0126"),
        ("for i in range(3) { gen $i }", "E0228"),
    ])
    func `what only looks like a list is told`(script: String, id: String) async throws {
        let bench = try Bench()
        try bench.write(script + "\n", to: "a.igs")
        let outcome = try await bench.run(["check", "a.igs"])
        #expect(outcome.errors.contains("[\(id)]"), "\(outcome.story)")
    }
}
