import IGSRuntime
import IGSScript
import Testing

/// Prompts that are not what was meant are told of before they are paid for, and others are not.
@Suite struct PromptHabitsTests {
    /// What is found in a script, before it runs.
    static func findings(_ text: String) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let file = SourceFile(name: "test.igs", origin: .file, text: text)
        do throws(Failure) {
            _ = try Planner.ofNewSession(parameters: [:]).plan(file) { findings.append($0) }
        } catch {
            findings += error.diagnostics
        }
        return findings
    }

    static func ids(_ text: String) -> [String] { findings(text).map { $0.shownID ?? "-" } }

    @Test(arguments: [
        // Shells run and read what is in a line; igs does not.
        ("gen $(cat p.txt)", "W0261"), ("gen \"$(cat p.txt)\"", "W0261"),
        ("gen a cat, $(date +%A)", "W0261"), ("gen $((1 + 2)) cats", "W0261"),
        ("gen `cat p.txt`", "W0261"), ("gen \"on `date`\"", "W0261"), ("gen <(cat p.txt)", "W0261"),
        ("let p = \"$(cat p.txt)\"\ngen $p", "W0261"),
        ("gen < p.txt", "W0262"), ("gen <p.txt", "W0262"), ("gen a cat < ./prompts/p", "W0262"),
        ("gen @p.txt", "W0262"), ("gen \"@p.txt\"", "W0262"), ("gen @./p", "W0262"),
        ("gen a cat like @style.md", "W0262"), ("gen file://p.txt", "W0262"),
        ("gen prompt.txt", "W0262"), ("gen \"prompts/a.md\"", "W0262"), ("gen *.txt", "W0262"),
        ("gen -", "W0262"), ("gen /dev/stdin", "W0262"), ("gen cat.png", "W0262"),
        ("gen a cat > out.png", "W0259"), ("gen a cat >out.png", "W0259"),
        ("gen a cat 2>/dev/null", "W0259"), ("gen a cat 2>&1", "W0259"),
        ("gen a cat | chafa", "W0259"), ("gen a cat && wait", "W0259"), ("gen a cat &", "W0259"),
        ("gen a cat & wait", "W0259"), ("gen a cat <<EOF", "W0259"), ("gen a cat;wait", "W0259"),
        // Choices and variables of other kinds.
        ("gen a {red|blue} cat", "W0263"), ("gen 'a {red|blue} cat'", "W0263"),
        ("gen \"a {red|{dark|light} blue} cat\"", "W0263"), ("gen a {red,blue} cat", "W0263"),
        ("gen \"a {red, blue} cat\" --expand", "W0263"),
        ("let p = \"a {red|blue} cat\"\ngen $p", "W0263"),
        ("gen %subject% at night", "W0264"), ("gen \"{{subject}} at night\"", "W0264"),
        ("gen {{ subject }}", "W0264"), ("let subject = cat\ngen a {subject}", "W0264"),
        ("let subject = cat\ngen 'a $subject'", "W0264"),
        ("let subject = cat\ngen 'a ${subject}'", "W0264"),
        ("let subject = cat\ngen subject", "W0264"),
        ("gen $1", "W0264"), ("gen $@", "W0264"),
        ("gen a cat --as day\ngen like %day but red", "W0264"),
        // Options that are none.
        ("gen a cat —ratio 16:9", "W0260"), ("gen a cat –ratio 16:9", "W0260"),
        ("gen a cat —rato 16:9", "W0260"), ("gen a cat —ratio=16:9", "W0260"),
        ("gen a cat —aspect=16:9", "W0260"), ("gen a cat −quality high", "W0260"),
        ("gen a cat ratio=16:9", "W0265"), ("gen a cat ar=16:9", "W0265"),
        ("gen a cat quality:high", "W0265"), ("gen a cat n=4", "W0265"),
        ("gen a sign\\nbelow", "W0266"), ("gen 'one\\ntwo'", "W0266"),
        ("gen $'one\\ntwo'", "W0266"),
    ])
    func `what was probably meant otherwise is reported`(source: String, id: String) {
        #expect(Self.ids(source) == [id])
    }

    @Test(arguments: [
        "gen a cat @ 5pm", "gen meet @home at 5", "gen less < more", "gen 5 < 6", "gen i <3 cats",
        "gen salt & pepper", "gen rock&roll", "gen 100% cotton", "gen 50%-off% sale",
        "gen a $5 bill", "gen costs $(5)", "gen a cat—and a dog", "gen a cat — and a dog",
        "gen a poster: title", "gen E=mc^2 on a board", "gen x=1, a graph", "gen size=matters",
        "gen a 3:4 portrait", "gen 16:9", "gen at 10:30", "gen a logo for example.com",
        "gen www.example.com", "gen the end.", "gen \"the end.\"", "gen and/or", "gen a cat;dog",
        "gen it's a {brace}", "gen '{\"style\": \"x\", \"subject\": \"y|z\"}'",
        "gen set {1} of two",
        "gen a {red|blue} cat --expand", "gen a \\{red|blue} cat", "gen the \\nabla operator",
        "gen \"one\\ntwo\"", "gen a cat\\", "gen '$(cat p.txt)'", "gen '`cat`'",
        "gen \\$(cat p.txt)",
        "gen 'it costs $5'", "gen \"a > b\"", "gen subject", "gen don't; wait", "gen a cat -- -n",
        "gen 5\" nails", "gen v1.2.3", "gen no.1 fan", "gen mr.bean", "gen 1..3 cats",
    ])
    func `ordinary prompts are not`(source: String) {
        #expect(Self.ids(source) == [])
    }

    @Test func `a choice comes with the option that makes it one`() throws {
        let source = "gen a {red|blue} cat"
        let fix = try #require(Self.findings(source).first?.fix)
        #expect(fix.range.lowerBound == 0 && fix.range.upperBound == 3)
        #expect(fix.replacement == "gen --expand")
        #expect(Self.ids("gen --expand a {red|blue} cat") == [])
    }

    @Test func `the words of another option are mended in place`() throws {
        for (source, replacement) in [
            ("gen a cat ratio=16:9", "--ratio 16:9"), ("gen a cat —rato=16:9", "--ratio=16:9"),
            ("gen a cat;wait", "cat; wait"),
        ] {
            let fix = try #require(Self.findings(source).first?.fix, "\(source)")
            #expect(fix.replacement == replacement)
        }
    }

    @Test func `the place is the word's`() throws {
        let text = "gen a cat and $(date)"
        let location = try #require(Self.findings(text).first?.location)
        #expect(location.file.text(in: location.range) == "$(date)")
    }
}
