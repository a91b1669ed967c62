import IGSScript
import IGSTestSupport
import Testing

@Suite struct FormatterTests {
    private func format(_ text: String) -> String? {
        let file = SourceFile(name: "test.igs", origin: .file, text: text)
        return Formatter.format(file, vocabulary: .sample).bytes.map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test(arguments: [
        // Statements and blanks.
        ("print   a\tb ;print c;  print d", "print a b ;print c\nprint d\n"),
        ("\u{FEFF}print a\r\n\r\n\r\n\r\nprint b\r\n\r\n", "print a\n\nprint b\n"),
        ("\n\n  print a", "print a\n"), ("", ""), ("\n ; \n", ""),
        ("let x=1; let y  = [a  b]", "let x = 1\nlet y = [a b]\n"),
        ("param x \"what\"=y", "param x \"what\" = y\n"), ("ref   add a", "ref add a\n"),
        ("mine [a b]c", "mine [a b] c\n"), ("source  a.igs", "source a.igs\n"),
        // Blocks.
        (
            "if $x==1{ print a }",
            nil
        ),
        (
            "if $x==1 { print a } else if %day  done {print b\n} else {}",
            nil
        ),
        (
            "if $x==1 { print a } else if %day  done { print b\n} else {}",
            """
            if $x == 1 {
                print a
            } else if %day done {
                print b
            } else {
            }

            """
        ),
        (
            "try {\n\n print a\n\n} catch err { def f x y { with a = 1  b=2 { return } } }",
            """
            try {
                print a
            } catch err {
                def f x y {
                    with a=1 b=2 {
                        return
                    }
                }
            }

            """
        ),
        (
            "for x in 1..3 { repeat 2 { budget 1.5 { expect fails { plan { } } } } }",
            """
            for x in 1..3 {
                repeat 2 {
                    budget 1.5 {
                        expect fails {
                            plan {
                            }
                        }
                    }
                }
            }

            """
        ),
        // Comments.
        ("#!/usr/bin/env igs\n#x\nprint a    # b  \n", "#!/usr/bin/env igs\n#x\nprint a  # b\n"),
        ("print a; #b\nprint c; # d", "print a\n#b\nprint c  # d\n"),
        ("print a \\\n # b", "print a  # b\n"),
        (
            "plan { #a\n\n# b\n\n\n# c\nprint d\n\n#e\n\n} # f",
            "plan {  #a\n    # b\n\n    # c\n    print d\n\n    #e\n}  # f\n"
        ),
        // Lists.
        ("let x = [a\n  b\n]", "let x = [a b]\n"),
        (
            "let x = [ # a\n b # c\n\n # d\n e]",
            "let x = [  # a\n    b  # c\n\n    # d\n    e\n]\n"
        ),
        // Continued lines, and breaks in parentheses.
        ("gen a \\\n  b \\\n\\\n c", "gen a \\\n        b \\\n        c\n"),
        ("for x \\\n in a \\\n {}", "for x \\\n        in a {\n}\n"),
        (
            "expect (\n a==b # c\n or\n not( d<e )\n) and $f >= 1",
            "expect (a == b  # c\n        or\n        not (d < e)) and $f >= 1\n"
        ),
        // Words keep what they are.
        ("print a;;", "print a\\;\n"), ("print a\\\tb", "print a\\\\ b\n"),
        ("print #; print b", "print \\#\nprint b\n"), ("print a\\", "print a\\\\\n"),
        (" \u{FEFF}a", "\u{FEFF}\u{FEFF}a\n"), ("print a\r ;", "print a\r \n"),
        ("expect {==} and #!=a", "expect \\{ == \\} and \\# != a\n"),
        (
            "print \"a  b\"'c'  'd\te' $x-${y:-  z} --a=\"b c\"",
            "print \"a  b\"'c' 'd\te' $x-${y:-  z} --a=\"b c\"\n"
        ),
        // Texts.
        (
            "plan { gen \"\"\" \n a\n   b\n\n \"\"\" --as x }",
            "plan {\n    gen \"\"\"\n        a\n          b\n\n        \"\"\" --as x\n}\n"
        ),
        ("gen \"a\r\n  b\"", "gen \"a\n  b\"\n"),
        ("gen \"\"\"a\n b\"\"\"", "gen \"\"\"a\n b\"\"\"\n"),
    ])
    func `a source is laid out`(source: String, expected: String?) {
        #expect(format(source) == expected)
        if let expected { #expect(format(expected) == expected) }
    }

    @Test func `a list is put on one line if it fits`() {
        let words = (0..<11).map { "element-\($0)" }
        let fitting = "let xxxxx = [\(words.joined(separator: " "))]"
        let broken = fitting.split(separator: "[").joined(separator: "[\n")
        // 12 columns before the list, and 122 in all: it does not fit.
        let lines = words.map { "    \($0)\n" }.joined()
        #expect(format(broken) == "let xxxxx = [\n\(lines)]\n")
        #expect(format(fitting) == fitting + "\n")
        let short = "let x = [\(words.prefix(9).joined(separator: " "))]"
        #expect(short.count <= 100)
        #expect(format(short.split(separator: "[").joined(separator: "[\n")) == short + "\n")
    }

    @Test func `a source with errors is not laid out`() {
        let file = SourceFile(name: "test.igs", origin: .file, text: "print a\nlet = 1\nlet b c")
        let outcome = Formatter.format(file, vocabulary: .sample)
        #expect(outcome.bytes == nil)
        #expect(outcome.diagnostics.map(\.shownID) == ["E0112", "E0108"])
    }

    /// Every level of nesting indents each line below it.
    @Test func `a source that becomes too long is given up`() {
        let depth = 199
        let open = String(repeating: "plan {\n", count: depth)
        let close = String(repeating: "}\n", count: depth)
        let nested = open + String(repeating: "c\n", count: 90_000) + close
        let file = SourceFile(name: "test.igs", origin: .file, text: nested)
        let outcome = Formatter.format(file, vocabulary: .sample)
        #expect(outcome.bytes == nil)
        #expect(outcome.diagnostics.map(\.shownID) == ["E0120"])
    }
}
