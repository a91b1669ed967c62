import IGSScript
import IGSTestSupport
import Testing

/// What the checker finds, and where: each mark stands at a finding, and there are no others.
@Suite struct CheckerTests {
    private func check(_ source: String, _ ids: [String], files: [String: String] = [:]) {
        let marked = MarkedSource(source)
        let expected = zip(ids, marked.marks.values.sorted()).map { "\($0)@\($1)" }
        #expect(ids.count == marked.marks.count)
        #expect(CheckerHouse(files: files).findings(in: marked.file) == expected, "\(source)")
    }

    @Test(arguments: [
        ("1️⃣gne a castle --as day\nwait %day", ["E0201"]),
        ("1️⃣'gen' x; 2️⃣$x", ["E0201", "E0201"]),
        ("for x in [a b c] { print 1️⃣$y }", ["E0210"]),
        ("let y = 1\nprint $y ${z:-$y}", []),
        ("def f x { let z = $x; print $z }\nf a\nprint 1️⃣$z", ["E0210"]),
        ("let s = ink\ndef f { print $s }\nf", []),
        ("def f { print 1️⃣$s }\nf\nlet s = ink\nf", ["E0210"]),
        ("try { print 1️⃣$x } catch e { print $e }", ["E0210"]),
        ("print ${day.status} 1️⃣${day.colour}", ["E0215"]),
    ])
    func `names that nothing defines are reported`(source: String, ids: [String]) {
        check(source, ids)
    }

    private static let mugs = "sku,shape,a b\nm1,1:1,x\nm2,4:3,y\nm3,1:1,y\nm4,4:3,"

    @Test(arguments: [
        ("rows t { gen $sku }", []), ("rows t { gen \"$a_b $row\" }", []),
        ("rows t { gen 1️⃣$colour }", ["E0210"]), ("rows 1️⃣v { gen $any }", ["E0273"]),
        ("rows 1️⃣$x { print $any }", ["E0210"]), ("1️⃣rows { print $any }", ["E0207"]),
        ("rows t 1️⃣u { print $any }", ["E0208"]), ("rows t 1️⃣--limt 2 { print $any }", ["E0202"]),
        ("rows t --limit 1️⃣0 { print $any }", ["E0209"]),
        ("rows t --where 1️⃣sku { print $any }", ["E0209"]),
        ("rows t --where 1️⃣sk=m1 { print $sku }", ["E0278"]),
        ("rows t { 1️⃣gen x --ratio $shape }", ["E0203"]),
        ("rows t --limit 1 { gen x --ratio $shape }", []),
        ("rows t --where shape=1:1 { gen x --ratio $shape }", []),
        ("rows t --where \"a b=y\" --where shape=1:1 { gen x --ratio $shape }", []),
        ("rows t --where a_b=y { 1️⃣gen x --ratio $shape }", ["E0203"]),
        ("rows 1️⃣t --where sku=none { gen x --ratio $shape }", ["W0282"]),
        ("rows t { if $shape == 4:3 { continue }; gen x --ratio $shape }", []),
        ("rows t { if $sku == m2 { break }; gen x --ratio $shape }", []),
        ("let sku = a\nrows 1️⃣t { print $sku }", ["E0279"]),
        ("param row = a\nrows 1️⃣t { print $row }", ["E0279"]),
        ("rows t { rows 1️⃣t { print $sku } }", ["E0279"]),
        ("rows t { rows u { print $row $sku $what }; print $row }\nprint 1️⃣$row", ["E0210"]),
        ("rows t { print $sku }\nrows t { print $sku }\nprint 1️⃣$sku", ["E0210"]),
        ("rows t { let sku = $sku; let more = $sku }\nprint $more", []),
        ("def f x { gen $x }\nrows t { f $sku }", []),
        ("def f { rows t { gen $sku } }\nf\nf", []),
        ("rows t { gen x --as $sku }\nwait %m1 %m4 1️⃣%m5", ["E0231"]),
        ("rows t { return 1️⃣now }", ["E0114"]),
        ("rows t { 1️⃣gne $sku }", ["E0201"]),
        ("rows t --limit 1 { gen x --ratio 1️⃣$sku }", ["E0209"]),
        ("for i in 1..300 { rows t { gen x } }", []),
        ("rows t { if $row > 1 { print $prev }; let prev = $sku }", []),
        ("rows t { if $row > 1 { wait %m1 }; gen x --as $sku }", []),
        ("rows 1️⃣t --where sku=m9 { print $sku }", ["W0282"]),
        ("try { rows 1️⃣v { gen $any } } catch e { }", ["W0273"]),
        ("if 1 == 2 { rows v { gen $any } }", []),
    ])
    func `rows are followed one by one`(source: String, ids: [String]) {
        check(source, ids, files: ["t": Self.mugs, "u": "what\na\nb"])
    }

    @Test(arguments: [
        ("rows t { gen x --ratio $shape }", ["in table.csv, lines 3 and 5"]),
        ("rows t --limit 2 { gen x --ratio $shape }", ["in table.csv, line 3"]),
        ("rows t { gen x --ratio 4:3 }", []), ("rows t { gne x }", []),
        (
            "rows t { gen x --ratio $shape; gen x --ratio 4:3 }",
            ["in table.csv, lines 3 and 5"]
        ),
        (
            "rows t { with ratio=$sku { print a } }",
            ["m1", "m2", "m3", "m4"].enumerated().map { "in table.csv, line \($0.offset + 2)" }
        ),
    ])
    func `what is wrong with some rows has their lines`(source: String, notes: [String]) {
        var checker = Checker(host: CheckerHouse(files: ["t": Self.mugs]), knowledge: Knowledge())
        let findings = checker.check(SourceFile(name: "t", origin: .file, text: source))
        #expect(!findings.isEmpty)
        #expect(findings.flatMap(\.notes).filter { $0.hasPrefix("in table.csv") } == notes)
    }

    @Test(arguments: [
        ("def 1️⃣rows x { print $x }\nrows a", ["W0249"]),
        ("rows t { print $sku }\ndef 1️⃣rows x { print $x }\nrows t", ["W0249"]),
        ("source lib\nrows t", ["W0249"]),
        ("def 1️⃣rows x { print $x }\n2️⃣rows a b", ["W0249", "E0222"]),
    ])
    func `a def may take a word that is new`(source: String, ids: [String]) {
        let files = ["t": Self.mugs, "lib": "def rows x { print $x }"]
        if source.hasPrefix("source") {
            let findings = CheckerHouse(files: files).findings(
                in: SourceFile(name: "test.igs", origin: .file, text: source))
            #expect(findings == ["W0249@4"])
        } else {
            check(source, ids, files: files)
        }
    }

    @Test func `what was meant is suggested`() {
        func note(_ text: String) -> String? {
            var checker = Checker(host: CheckerHouse(), knowledge: Knowledge())
            let finding = checker.check(SourceFile(name: "t", origin: .file, text: text)).first
            return finding?.shownID == "E0201" ? finding?.notes.first : nil
        }
        #expect(note("gne x") == "did you mean 'gen'?")
        #expect(note("draw x") == "did you mean 'gen'?")
        #expect(note("fro x in a") == "did you mean 'for'?")
        #expect(note("def scene { print x }\nscnee") == "did you mean 'scene'?")
        #expect(note("style = ink") == "'let style = …' gives a variable a value")
    }

    @Test(arguments: [
        ("def f a b { print $a $b }\n1️⃣f x\nf x [y z]\n2️⃣f a b c", ["E0222", "E0222"]),
        ("def f { set ratio 4:3 }\nf\n1️⃣gen x", ["E0203"]),
        ("def f r { with ratio=1️⃣$r { gen x } }\nf 7:7", ["E0209"]),
        ("def f r { 1️⃣gen x --ratio $r }\nf 1:1\nf 4:3\nf 4:3", ["E0203"]),
        ("def f { f }\nf\nwait %any", []),
        ("def f { gen x --as made }\nf\nwait %made", []),
        ("def f { if $x == a { return }; print $x }\nlet x = a\nf\nlet x = b\nf", []),
        ("def f { gen x --as inner; return }\nf\nwait %inner 1️⃣%outer", ["E0231"]),
        ("def f { print x 1️⃣--nope }", ["E0202"]),
        (
            "def unused x { 1️⃣gne $x; print $anything; wait %any; gen x 2️⃣--nope }",
            ["E0201", "E0202"]
        ),
        ("def f { def g { print hi } }\nf\ng", []),
        ("if 1️⃣$a == b { def f { print x } }\nf", ["E0210"]),
    ])
    func `definitions are followed`(source: String, ids: [String]) {
        check(source, ids)
    }

    @Test(arguments: [
        ("for r in [1:1 4:3] { 1️⃣gen x --ratio $r }", ["E0203"]),
        ("for n in 1..3 { gen x --as job$n }\nwait %job3 1️⃣%job4", ["E0231"]),
        ("for n in 1..5000 { gen x --as job$n }\nwait %job4", []),
        ("for n in 1..9 { if $n == 2 { break }; gen x --as job$n }\nwait 1️⃣%job2", ["E0231"]),
        (
            "for n in 1..3 { if $n == 2 { continue }; gen x --as job$n }\nwait %job3 1️⃣%job2",
            ["E0231"]
        ),
        ("repeat 2 { set ratio 4:3; break }\n1️⃣gen x", ["E0203"]),
        ("repeat 0 { print $nothing; set ratio 4:3 }\ngen x", []),
        ("for x in [] { print $nothing $x; gen x 1️⃣--nope }", ["E0202"]),
        ("repeat 1️⃣many { print x }\nrepeat 2️⃣1000001 { print x }", ["E0209", "E0209"]),
        ("for n in 1..1️⃣$no { print $n }", ["E0210"]),
    ])
    func `loops are followed`(source: String, ids: [String]) {
        check(source, ids)
    }

    @Test(arguments: [
        ("let a = 1\nif $a == 1.0 { set ratio 4:3 }\n1️⃣gen x", ["E0203"]),
        (
            "let a = 1\nif $a == 2 { set ratio 4:3; print $no; wait %no } else { print $a }\ngen x",
            []
        ),
        ("param a = 1\nif $a == 2 { set ratio 4:3 }\ngen x", []),
        ("param a = 1\nif $a == 2 { set ratio 4:3 } else { set ratio 4:3 }\n1️⃣gen x", ["E0203"]),
        ("param a = 1\nif $a == 2 { let b = 1 }\nprint $b", []),
        ("param a = 1\nif $a == 2 { print 1️⃣$b } else if $a == 2️⃣$c { exit }", ["E0210", "E0210"]),
        ("if defined x { print $x } else { print none }", []),
        ("if defined x and $x == 1 { print $x }", []),
        ("let x = 1\nif not defined x or $x == 1 { print $x }", []),
        ("if defined f { f }\ndef f { print x }", []),
        ("if 1️⃣%day done { print x }", ["E0231"]),
        ("gen x --as day\nif %day 1️⃣dnoe { print x }", ["E0223"]),
        (
            "gen x --as day\nexpect %day 1️⃣width\nexpect %day 2️⃣hue red\nexpect %day width 3️⃣big",
            ["E0223", "E0215", "E0312"]
        ),
        ("expect 1 == 2\nprint x", []),
    ])
    func `conditions are understood`(source: String, ids: [String]) { check(source, ids) }

    @Test(arguments: [
        ("try { 1️⃣gen x --ratio 4:3; wait 2️⃣%no } catch { wait 3️⃣%no }", ["W0203", "W0231", "E0231"]),
        ("expect fails { wait 1️⃣%no; print 2️⃣$no }", ["W0231", "E0210"]),
        ("try { set ratio 4:3 } catch { print x }\ngen x", []),
        ("try { let r = 4:3 } catch e { let r = $e }\ngen x --ratio $r", []),
        ("try { exit } catch { print 1️⃣$e }", ["E0210"]),
    ])
    func `a mistake within try is a warning`(source: String, ids: [String]) {
        check(source, ids)
    }

    @Test(arguments: [
        ("with ratio=4:3 { 1️⃣gen x }\ngen x", ["E0203"]),
        ("set ratio 4:3\nwith ratio=1:1 { gen x; set ratio 16:9 }\n1️⃣gen x", ["E0203"]),
        ("with 1️⃣ration=1:1 ratio=2️⃣7:7 { print x }", ["E0230", "E0209"]),
        ("budget 0.50 { gen x }\nbudget 1️⃣0 { gen x }\nbudget 2️⃣lots { gen x }", ["E0209", "E0209"]),
        ("plan { set ratio 4:3; 1️⃣gen x --as day }\ngen x\nwait 2️⃣%day", ["E0203", "E0231"]),
    ])
    func `blocks have their rules`(source: String, ids: [String]) { check(source, ids) }

    @Test(arguments: [
        ("exit\n1️⃣print a\nprint b", ["W0219"]),
        ("for x in [a b] { continue; 1️⃣print $x; print $x }", ["W0219"]),
        ("def f { return; 1️⃣print a }\nf; f", ["W0219"]),
        ("exit\n1️⃣wait %no; gen x 2️⃣--nope", ["W0219", "E0202"]),
        ("if 1 == 1 { exit }\nwait %no", []),
        ("1️⃣break", ["E0221"]), ("for x in a { def f { 1️⃣continue } }", ["E0221"]),
        // At the top of a file, it ends that.
        ("return\n1️⃣print a", ["W0219"]), ("if 1 == 1 { return }\nwait %no", []),
        ("for x in [a] { param 1️⃣y }", ["E0214"]),
    ])
    func `jumps lead somewhere`(source: String, ids: [String]) { check(source, ids) }

    @Test func `sources are followed`() {
        func findings(_ text: String, _ library: String) -> [String] {
            CheckerHouse(files: ["lib": library]).findings(in: text)
        }
        let library = "let shared = x\ndef use x { print $x }\ngen x --as made"
        #expect(findings("source lib\nuse $shared\nwait %made", library) == [])
        #expect(findings("for x in [a b] { source lib }", "break") == ["E0221@0"])
        // What ends a sourced file, ends no more than that.
        for end in ["return", "exit", "def f { exit }; f", "if 1 == 1 { exit }"] {
            #expect(
                findings("source lib\nwait %made\nwait %no", "gen x --as made; \(end)") == [
                    "E0231@27"
                ])
            #expect(
                findings("def g { source lib }\ng; wait %no", "\(end)\nwait %never").last
                    == "E0231@29")
        }
        #expect(findings("source none\nsource lib", "source lib") == ["E0238@7", "E0217@7"])
        #expect(findings("plan lib\nwait %made", library) == ["E0231@14"])
        // What a computed path leads to may define anything.
        #expect(findings("param p = x\nsource $p\nwait %any; print $any; any thing", "") == [])
        // Parameters of a sourced file are not the script's.
        var checker = Checker(
            host: CheckerHouse(files: ["lib": "param inner = x"]), knowledge: Knowledge())
        let file = SourceFile(name: "t", origin: .file, text: "param outer = x\nsource lib")
        #expect(checker.check(file).map(\.message) == [])
        #expect(checker.parameters.map(\.variable.name) == ["outer"])
    }

    @Test func `definitions of the prompt may rely on later ones`() {
        let text = "def f { g $later; gen x --nope }"
        let prompt = SourceFile(name: "prompt", origin: .prompt, text: text)
        #expect(CheckerHouse().findings(in: prompt) == ["E0202@24"])
        #expect(CheckerHouse().findings(in: text) == ["E0201@8", "E0202@24"])
    }

    @Test func `what the session defined is known`() throws {
        let file = SourceFile(
            name: "prompt", origin: .prompt, text: "def f x { gen $x --ratio $x }")
        guard
            case .definition(let statement) = Parser.parse(
                file, vocabulary: CheckerHouse().vocabulary
            ).script
                .statements.first
        else { return #expect(Bool(false)) }
        let knowledge = Knowledge(definitions: ["f": Definition(statement, in: file)])
        func findings(_ text: String) -> [String] {
            CheckerHouse().findings(
                in: SourceFile(name: "prompt", origin: .prompt, text: text), knowledge: knowledge)
        }
        #expect(findings("f 1:1; for x in [1:1 16:9] { f $x }") == [])
        #expect(findings("f 4:3") == ["E0203@10"])
        #expect(findings("f") == ["E0222@0"])
    }

    // MARK: - Limits

    @Test func `the number of findings is limited`() {
        let text = String(repeating: "set ratio --x\n", count: 3_000)
        let findings = CheckerHouse().findings(in: text)
        #expect(findings.count == 1_001)
        #expect(findings.last?.hasPrefix("E0220@") == true)
        let warnings = String(repeating: "try { wait %no } catch { }\n", count: 3_000)
        #expect(CheckerHouse().findings(in: warnings).allSatisfy { $0.hasPrefix("W0231@") })
    }

    /// Each of these would take for ever, or all memory, where everything was followed.
    @Test(arguments: [
        "def f { f; f }\nf",
        "def f x { f $x$x }\nf ab",
        "let x = ab\nrepeat 1000 { let x = $x$x }",
        "let x = ab\nrepeat 1000 { let x = [$x $x $x] }",
        String(repeating: "for x in 1..1000 { ", count: 100) + "print $x"
            + String(repeating: " }", count: 100),
        String(repeating: "if $p == 1 { ", count: 200) + "print x"
            + String(repeating: " } else { print y }", count: 200),
        (1...20).map { "def f\($0) { f\($0 + 1); f\($0 + 1) }\n" }.joined()
            + "def f21 { print x }\nf1",
        (1...600).map { "let v\($0) = 1\nif $p == 1 { let v\($0) = 2 }\n" }.joined(),
    ])
    func `the checker gets to the end`(source: String) {
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(CheckerHouse().findings(in: "param p = 1\n" + source) == [])
        }
        #expect(time < .seconds(120))
    }

    @Test func `blocks and calls nest deep`() {
        let open = String(repeating: "repeat 1 { ", count: 199)
        let close = String(repeating: " }", count: 199)
        let deep = (0..<20).map { "def f\($0) { \(open) f\($0 + 1) \(close) }\n" }.joined()
        #expect(CheckerHouse().findings(in: deep + "def f20 { print x }\nf0") == [])
        let tries = String(repeating: "try { ", count: 200)
        let catches = String(repeating: " } catch { print x }", count: 200)
        #expect(CheckerHouse().findings(in: tries + "print x" + catches) == [])
    }
}
