import Foundation
import Glibc
import IGSTestSupport
import Testing

/// `igs test`: scripts that are held to what they say of themselves.
@Suite struct TestVerbTests {
    @Test func `every script below is run, in order, on a sandbox of its own`() async throws {
        let bench = try Bench()
        try bench.makeFolder("tests/inner")
        try bench.makeFolder("tests/.hidden")
        try bench.write("# CHECK: z\nprint z\n", to: "tests/z.igs")
        try bench.write("print no\n# CHECK: yes\n", to: "tests/.hidden/no.igs")
        try bench.write("no script\n", to: "tests/notes.txt")
        try bench.write(
            """
            # CHECKERR: {{\\[1\\] sign  submitted  .*}}
            # CHECKERR: {{\\[1\\] sign  completed in .* s  1024×1024 PNG}}
            # CHECK: out/sign-1x1.png
            gen a sign --as sign; wait; save sign out/
            # CHECK:
            # CHECK: 1 job, {{[0-9]{4}}} wide
            print ""; print 1 job, ${sign.width} wide
            """, to: "tests/inner/sign.igs")
        #expect(symlink("..", bench.work + "/tests/inner/loop") == 0)
        let outcome = try await bench.run(["test", "--json", "tests", "tests/z.igs"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.errors.isEmpty, "\(outcome.story)")
        let events = try outcome.events()
        #expect(
            events.map { $0["file"] as? String }
                == ["tests/inner/sign.igs", "tests/z.igs", nil], "\(outcome.story)")
        #expect(events.last?["passed"] as? Int == 2)
        // Nothing of them stays, and nothing was made beside them.
        #expect(Bench.contents(of: bench.folder + "/tmp").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: bench.home))
        #expect(!bench.exists("tests/inner/out") && !bench.exists("out"))
    }

    @Test func `a test finds what stands beside it, and cannot write there`() async throws {
        let bench = try Bench()
        try bench.makeFolder("tests/kept")
        try bench.write(SamplePictures.png, to: "tests/hero.png")
        try bench.write("let word = found\n", to: "tests/words.inc.igs")
        try bench.write(
            """
            # EXIT: 1
            ref add hero.png
            source words.inc.igs
            print $word
            # CHECK: found
            gen a castle --as castle; wait
            # CHECK: here/castle-1x1.png
            save castle here/
            # A place that only the run knows; another is refused before it.
            save castle "kept/${castle.status}.png"
            """, to: "tests/a.igs")
        let outcome = try await bench.run(["test", "tests/a.igs"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output == "1 passed, 0 failed\n")
        #expect(Bench.contents(of: bench.work + "/tests/kept").isEmpty)
    }

    struct Failing: Sendable, CustomTestStringConvertible {
        /// The mark stands where the diagnostic is.
        let script: String
        let id: String
        let words: [String]

        init(_ script: String, _ id: String, _ words: String...) {
            self.script = script
            self.id = id
            self.words = words
        }

        var testDescription: String { id + " " + script.prefix(40) }
    }

    static let failing = [
        Failing(
            "# CHECK: one\n1️⃣# CHECK: two\nprint one; print tow; print three", "E0705",
            "line 2 of standard output", "expected: two", "found:    tow", "  | three"),
        Failing("# CHECK: one\n1️⃣# CHECK: two\nprint one", "E0706", "ends after line 1"),
        Failing("1️⃣# CHECK: one", "E0706", "standard output is empty"),
        Failing("1️⃣# CHECK: one\nprint one; print two", "E0707", "  | two"),
        Failing("1️⃣# CHECK: a.c\nprint abc", "E0705"),
        Failing("1️⃣# CHECK: {{b+}}\nprint abbc", "E0705"),
        Failing("1️⃣# CHECK: e\u{301}\nprint é", "E0705"),
        Failing("1️⃣# CHECKERR: nothing\nprint one", "E0706", "standard error is empty"),
        Failing("print one\n1️⃣# EXIT: 3", "E0708", "the exit code is 0, not 3"),
        Failing("1️⃣gne a castle", "E0708", "is 3, not 0", "did you mean 'gen'?"),
        Failing("1️⃣# CHECK: {{[a}}\nprint a", "E0703", "'[a' is not a regular expression"),
        Failing("1️⃣# CHECK: {{a)(b}}\nprint ab", "E0703"),
        Failing("1️⃣# CHECK: {{a\nprint a", "E0703", "never closed"),
        Failing("1️⃣# EXIT: -1", "E0704", "'-1'"),
        Failing("# EXIT: 1\n1️⃣# EXIT: 1", "E0713"),
        Failing("1️⃣# CHECK-NOT: x", "E0714", "'CHECK-NOT'"),
        Failing("# ARGS: --a 1\n1️⃣# ARGS: --a 1\nparam a", "E0716"),
        Failing("# ARGS:\n1️⃣# ARGS:", "E0716"),
        Failing("# ARGS: --a 1️⃣$b\nparam a", "E0717", "no variables"),
        Failing("# ARGS: --a 1️⃣\"x ${b}\"\nparam a", "E0717", "no variables"),
        Failing("# ARGS: --a 1️⃣\"\\u{0}\"\nparam a", "E0717", "NUL"),
        Failing("1️⃣# ARGS: --a 1; --b 2\nparam a", "E0717", "a ; before a blank"),
        Failing("# ARGS: --a 1️⃣\"x\nparam a", "E0104"),
        Failing("# ARGS: --a 1️⃣'x\nparam a", "E0104"),
        Failing("# ARGS: --a \"1️⃣\\x\"\nparam a", "E0105"),
        Failing("1️⃣# ARGS: --json --home=x\nprint a", "E0717", "'--home'", "--max-cost"),
        // What igs itself refuses, it refuses here.
        Failing("1️⃣# ARGS: -n 3\nparam n", "E0708", "is 2, not 0", "'-n' is not an argument"),
        Failing("1️⃣# ARGS: --max-cost nothing\nprint a", "E0708", "is 2, not 0"),
    ]

    @Test(arguments: failing)
    func `a script that does something else is told with the place of what it says`(
        _ failing: Failing
    ) async throws {
        let bench = try Bench()
        let script = MarkedScript(failing.script)
        try bench.write(script.text, to: "a.igs")
        try bench.write("print fine\n", to: "b.igs")
        let outcome = try await bench.run(["test", "."])
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == [failing.id], "\(outcome.story)")
        #expect(outcome.errors.contains("--> ./a.igs:\(script.place)\n"), "\(outcome.story)")
        for words in failing.words { #expect(outcome.errors.contains(words), "\(outcome.story)") }
        #expect(outcome.lines.count == 2 && outcome.lines[0].hasSuffix("  ./a.igs"))
        #expect(outcome.lines.last == "1 passed, 1 failed")
    }

    @Test(arguments: [
        (["test", "empty"], "E0701"), (["test", "nowhere"], "E0702"), (["test"], ""),
        (["test", "--timeout", "soon", "empty"], ""), (["test", "--jobs", "0", "empty"], ""),
    ])
    func `nothing to run is a wrong command line`(arguments: [String], id: String) async throws {
        let bench = try Bench()
        try bench.makeFolder("empty")
        let outcome = try await bench.run(arguments)
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(outcome.errorIDs == (id.isEmpty ? [] : [id]), "\(outcome.story)")
        #expect(outcome.output.isEmpty)
    }

    @Test func `a script is run with the arguments that it gives itself`() async throws {
        let bench = try Bench()
        let parameters = "param subject = none\nparam sizes = []\nparam json = off\n"
        let body = parameters + "print \"$subject $json\"; for s in $sizes { print $s }\n"
        try bench.write(
            """
              # ARGS: --subject "a \\"harbour\\" \\$1" --sizes '[1 "2 3"]'  # by the sea
            # CHECK: a "harbour" $1 off
            # CHECK: 1
            # CHECK: 2 3
            \(body)
            """, to: "a.igs")
        try bench.write(
            "# CHECK: --home on\r\n# ARGS: -- --json on --subject=--home\r\n" + body, to: "b.igs")
        try bench.write("# CHECK: none off\n# ARGS:\n" + body, to: "c.igs")
        try bench.write("#ARGS:--subject x;y\n# CHECK: x;y off\n" + body, to: "d.igs")
        let outcome = try await bench.run(["test", "."])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
    }

    @Test func `options of igs come before the script`() async throws {
        let bench = try Bench()
        try bench.write("submit 1 no-credits\n", to: "broke.plan")
        try bench.write("# ARGS: --faults broke.plan\n# EXIT: 5\ngen a castle\n", to: "c.igs")
        try bench.write(
            """
            # ARGS: --keep-going --env WORD --json --subject castle
            # EXIT: 4
            # CHECK: {{.*"event":"diagnostic".*"E0314".*}}
            # CHECK: {{.*"event":"printed".*"castle known".*}}
            param subject
            expect a == b
            print $subject ${env.WORD}
            """, to: "a.igs")
        try bench.write(
            "# ARGS: --max-cost=0.01\n# EXIT: 1\ngen a castle\n# CHECKERR: {{error.E0416.*}}\n"
                + (0..<7).map { _ in "# CHECKERR: {{.*}}\n" }.joined(), to: "b.igs")
        let outcome = try await bench.run(
            ["test", "."], environment: ["WORD": "known"])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
    }

    @Test func `each option of igs is one that a test can have, or one that it cannot`()
        async throws
    {
        let bench = try Bench()
        let help = try await bench.run(["--help"]).output
        let options = Set(help.matches(of: /(?m)^  (--?[a-z][a-z-]*)/).map { String($0.1) })
            .subtracting(["--version", "--help", "-h"])
        #expect(options.isSuperset(of: ["--json", "--home", "-c"]), "\(options)")
        for option in options.sorted() {
            try bench.write("# ARGS: \(option) x\n", to: "\(option.drop { $0 == "-" }).igs")
        }
        let events = try await bench.run(["test", "--json", "."]).events()
        let refused = events.filter { $0["id"] as? String == "E0717" }
            .compactMap {
                ($0["message"] as? String)?.firstMatch(of: /'(.*)'/).map { String($0.1) }
            }
        #expect(
            options.subtracting(refused)
                == ["--json", "--keep-going", "--max-cost", "--rows", "--faults", "--env"])
    }

    @Test func `a test that takes too long is ended, and what it wrote is shown`() async throws {
        let bench = try Bench()
        try bench.write("print before\nsleep 600s\n", to: "late.igs")
        let outcome = try await bench.run(["test", "--timeout", "3s", "."])
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0709"], "\(outcome.story)")
        #expect(outcome.errors.contains("  | before"), "\(outcome.story)")
        #expect(outcome.lines == ["timed-out  ./late.igs", "0 passed, 1 failed"])
        #expect(Bench.contents(of: bench.folder + "/tmp").isEmpty)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `an interrupted run ends its tests, and leaves nothing`(signal: Int32) async throws {
        let bench = try Bench()
        // The slow speed keeps the sandbox at work.
        for name in ["a", "b", "c"] {
            try bench.write("gen a castle\nwait\n", to: "\(name).igs")
        }
        let igs = try bench.start(["test", "--speed", "1", "--jobs", "2", "."])
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.count == 2 })
        igs.signal(signal)
        let outcome = try await igs.outcome(within: .seconds(15))
        #expect(outcome.exitCode == 128 + signal, "\(outcome.story)")
        #expect(await holds(within: .seconds(60)) { bench.sandboxes.isEmpty })
        #expect(Bench.contents(of: bench.folder + "/tmp").isEmpty)
    }

    @Test func `igs's own environment does not reach the tests`() async throws {
        let bench = try Bench()
        try bench.write("# CHECKERR: {{.*}}\nprint $nothing\n# EXIT: 3\n", to: "a.igs")
        try bench.write("status\n# CHECK: {{service +sandbox.*}}\n", to: "b.igs")
        let outcome = try await bench.run(
            ["test", "--json", "."],
            environment: [
                "AIREITER_API_KEY": "sk-secret", "IGS_BASE_URL": "https://nowhere.invalid",
                "IGS_DIALECT": "nonsense",
            ])
        // The first lines match, so that the tests got as far as that.
        let events = try outcome.events().filter { $0["event"] as? String == "diagnostic" }
        #expect(events.map { $0["id"] as? String } == ["E0707", "E0707"], "\(outcome.story)")
        #expect(!outcome.output.contains("sk-secret"))
    }

    @Test func `the JUnit report is XML, whatever the tests write`() async throws {
        let bench = try Bench()
        try bench.makeFolder("a&b")
        try bench.write("print fine\n", to: "a&b/\"quoted\" <é>.igs")
        try bench.write(
            "# CHECK: x]]>\u{1}\nprint \"]]> <b> & \\u{1B}[31m \\u{FFFE} \\u{1} ü\\u{D}\\n\"\n",
            to: "a&b/wrong.igs")
        try bench.write("sleep 600s\n", to: "slow.igs")
        let outcome = try await bench.run(
            ["test", "--timeout", "2s", "--junit", "report.xml", "a&b", "slow.igs"])
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        let report = try await bench.run(
            ["-c", Self.reader, "report.xml"], program: "/usr/bin/python3")
        #expect(
            report.output == """
                tests=3 failures=1 errors=1
                a&b "quoted" <é>.igs -
                a&b wrong.igs failure E0705
                . slow.igs error E0709

                """, "\(report.story)")
        #expect(Bench.contents(of: bench.work).filter { $0.contains("report") } == ["report.xml"])
        // It replaces a report as a whole, and says so where it cannot be written.
        try bench.makeFolder("folder")
        let refused = try await bench.run(["test", "--junit", "folder", "a&b"])
        #expect(refused.errorIDs.last == "E0711", "\(refused.story)")
        #expect(refused.exitCode == 1)
        #expect(Bench.contents(of: bench.work).filter { $0.contains("tmp") }.isEmpty)
    }

    /// Reads a report with a parser that is not ours.
    private static let reader = """
        import sys, xml.etree.ElementTree as tree
        root = tree.parse(sys.argv[1]).getroot()
        assert root.tag == "testsuites"
        print("tests=%s failures=%s errors=%s" % tuple(
            root.attrib[name] for name in ("tests", "failures", "errors")))
        for case in root.iter("testcase"):
            assert float(case.attrib["time"]) >= 0
            trouble = [child for child in case if child.tag in ("failure", "error")]
            print(case.attrib["classname"], case.attrib["name"],
                  trouble[0].tag + " " + trouble[0].attrib["type"] if trouble else "-")
        """
}
