import IGSRuntime
import IGSScript
import IGSTestSupport
import Testing

/// "Did you mean", and the fix that comes of it.
@Suite struct CorrectionTests {
    /// Between the marks stands what is to be replaced.
    @Test(arguments: [
        // Commands, keywords, and those of other programs.
        ("1️⃣gne2️⃣ a castle", "gen"), ("1️⃣imagine2️⃣ a castle", "gen"),
        ("1️⃣quit2️⃣", "exit"), ("1️⃣lte2️⃣ x = 1", "let"), ("1️⃣x2️⃣ = 1", "let x"),
        // Subcommands.
        ("ref 1️⃣ad2️⃣ x.png", "add"), ("ref 1️⃣lits2️⃣", "list"),
        // Options, and their values.
        ("gen a castle 1️⃣--qualty2️⃣ high", "--quality"), ("gen x 1️⃣--ar2️⃣ 16:9", "--ratio"),
        ("gen x 1️⃣--ratoi2️⃣=16:9", "--ratio"), ("gen x 1️⃣-q2️⃣ high", "--quality"),
        ("wait 1️⃣--timout2️⃣ 3s", "--timeout"),
        ("gen x --quality 1️⃣hgih2️⃣", "high"), ("gen x --quality=1️⃣hgih2️⃣", "high"),
        ("gen x --quality \"1️⃣hgih2️⃣\"", "high"),
        // Settings, and their values.
        ("set 1️⃣ratoi2️⃣ 16:9", "ratio"), ("set 1️⃣aspect2️⃣ 16:9", "ratio"),
        ("unset 1️⃣qualty2️⃣", "quality"), ("with 1️⃣ratoi2️⃣=1:1 { print x }", "ratio"),
        ("set ratio 1️⃣16:82️⃣", "16:9"), ("with quality=1️⃣lwo2️⃣ { print x }", "low"),
        ("set resolution 1️⃣2k2️⃣", "2K"),
        // Variables.
        ("let style = ink\ngen a castle, $1️⃣stile2️⃣", "style"),
        ("let style = ink\nprint \"in ${1️⃣stile2️⃣}, or $style\"", "style"),
        ("let style = ink\nlet x = [a \"b $1️⃣stile2️⃣\"]", "style"),
        ("def f subject { print $1️⃣subjekt2️⃣ }\nf x", "subject"),
        // Jobs, their fields, and how they stand.
        ("gen a castle --as castle\nwait %1️⃣castel2️⃣", "castle"),
        ("gen a castle --as castle\nsave 1️⃣castel2️⃣ out/", "castle"),
        ("gen a castle --as castle\nif %1️⃣castel2️⃣ done { }", "castle"),
        ("gen x\nwait %1️⃣lats2️⃣", "last"),
        ("gen a castle --as day\nprint ${day.1️⃣widht2️⃣}", "width"),
        ("gen a castle --as day\nexpect %day 1️⃣widht2️⃣ 1024", "width"),
        ("gen a castle --as day\nif %day 1️⃣compleetd2️⃣ { }", "completed"),
        ("gen a castle --as day\nexpect %day status 1️⃣complted2️⃣", "completed"),
        // References.
        ("ref add https://example.com/a.png --as hero\ngen x --ref 1️⃣heroo2️⃣", "hero"),
        ("ref add https://example.com/a.png --as hero\nref remove 1️⃣heroo2️⃣", "hero"),
        // The commands of a script.
        ("def scene x { print $x }\n1️⃣scnee2️⃣ a", "scene"),
        // The topics of help.
        ("help 1️⃣gne2️⃣", "gen"), ("help 1️⃣ref ad2️⃣", "ref add"), ("help 1️⃣rations2️⃣", "ratios"),
    ])
    func `what was probably meant is asked and offered`(source: String, replacement: String)
        async throws
    {
        let marked = MarkedSource(source)
        let diagnostics = try await diagnostics(of: marked.file)
        let diagnostic = try #require(diagnostics.first)
        #expect(diagnostics.count == 1)
        if !source.contains(" = 1") || replacement == "let" {
            let question = try #require(diagnostic.notes.first)
            #expect(question.hasPrefix("did you mean '"))
            #expect(question.contains(replacement))
        }
        guard let start = marked.marks["1️⃣"], let end = marked.marks["2️⃣"] else { return }
        let fix = try #require(diagnostic.fix)
        #expect(fix.range == SourceRange(start, end))
        #expect(fix.replacement == replacement)
        let location = try #require(diagnostic.location)
        #expect(location.range.lowerBound <= start && location.range.upperBound >= end)
        // What was mended has no such mistake any more.
        let file = marked.file
        let mended =
            file.text(in: SourceRange(0, start)) + replacement
            + file.text(in: SourceRange(end, file.bytes.count))
        let rest = try await self.diagnostics(
            of: SourceFile(name: "test.igs", origin: .file, text: mended))
        #expect(!rest.contains { $0.id == diagnostic.id && $0.message == diagnostic.message })
    }

    @Test(arguments: [
        // The mistake came by a variable, whose name only looks like it.
        "let hgih = hgih\ngen x --quality $hgih",
        "let q = hgih\ngen x --quality $q",
    ])
    func `a value that came from a variable is not replaced`(source: String) async throws {
        let diagnostic = try #require(
            try await diagnostics(of: MarkedSource(source).file).first)
        #expect(diagnostic.notes.first == "did you mean 'high'?")
        #expect(diagnostic.fix == nil)
    }

    @Test(arguments: [
        "let x = 1\nprint $y", "xyzzy a castle", "set wombat 1", "gen x --as a\nwait %b",
        "help xyzzy", "gen x --quality 7",
    ])
    func `nothing is suggested if nothing is near`(source: String) async throws {
        let diagnostic = try #require(
            try await diagnostics(of: MarkedSource(source).file).first)
        #expect(!diagnostic.notes.contains { $0.hasPrefix("did you mean") }, "\(diagnostic.notes)")
        #expect(diagnostic.fix == nil)
    }

    @Test func `parameters are suggested, too`() async throws {
        let house = try SessionHouse()
        #expect(await house.run("param subject = x", parameters: ["subjekt": "y"]) == 2)
        let notes = house.reporter.events.compactMap { event in
            if case .diagnostic(let diagnostic) = event { diagnostic.notes.first } else { nil }
        }
        #expect(notes == ["did you mean '--subject'?"])
    }

    /// What mends the syntax, or what would be paid for: the script, and what becomes of it.
    @Test(arguments: [
        ("let style = soft $light light # comment", "let style = \"soft $light light\" # comment"),
        ("let style ink", "let style = ink"), ("for x [a b] { }", "for x in [a b] { }"),
        ("x = 1", "let x = 1"), ("repeat 3{\nprint a }", "repeat 3 {\nprint a }"),
        ("repeat 3 {print a }", "repeat 3 { print a }"),
        ("if 1 == 1 { print a } else {print b }", "if 1 == 1 { print a } else { print b }"),
        ("if(1 == 1) { print a }", "if (1 == 1) { print a }"),
        ("gen {a|b} --expand  2 --as x", "gen {a|b} --expand=2 --as x"),
    ])
    func `a fix mends the source`(source: String, mended: String) async throws {
        let light = "let light = warm\n"
        let file = SourceFile(name: "test.igs", origin: .file, text: light + source)
        let house = try SessionHouse()
        var found: [Diagnostic] = []
        do throws(Failure) {
            _ = try ScriptRunner(session: house.session).check(file)
        } catch {
            found = error.diagnostics
        }
        for case .diagnostic(let diagnostic) in house.reporter.events { found.append(diagnostic) }
        let fix = try #require(found.compactMap(\.fix).first)
        let text =
            file.text(in: SourceRange(0, fix.range.lowerBound)) + fix.replacement
            + file.text(in: SourceRange(fix.range.upperBound, file.bytes.count))
        #expect(text == light + mended)
        let rest = try await diagnostics(
            of: SourceFile(name: "test.igs", origin: .file, text: text))
        #expect(rest.isEmpty)
    }

    /// What a script leads to before its first command runs.
    private func diagnostics(of file: SourceFile) async throws -> [Diagnostic] {
        let house = try SessionHouse()
        do throws(Failure) {
            _ = try ScriptRunner(session: house.session).check(file)
            return []
        } catch {
            return error.diagnostics
        }
    }
}
