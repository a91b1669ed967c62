import Glibc
import IGSTestSupport
import Testing

/// The doors to igs: every verb and both programs answer a wrong call, a full disk and odd names alike.
@Suite struct DoorTests {
    private static let wrongCalls = [
        "igs --bogus", "igs -c", "igs --speed x", "igs --speed 0", "igs --service moon",
        "igs -c x y",
        "igs none.igs", "igs check", "igs check --bogus", "igs check none.igs", "igs plan",
        "igs plan --bogus", "igs plan none.igs", "igs fmt", "igs fmt none.igs", "igs test",
        "igs test --timeout x", "igs login --bogus", "igs ledger bogus", "igs generate",
        "igs generate bogus", "igs sandbox --bogus", "igs sandbox --port 99999",
        "igs sandbox --speed 0", "igs-sandbox --bogus", "igs-sandbox --credits x",
        "igs-sandbox --key ''", "igs-sandbox --check-faults", "igs-sandbox \"$(printf '\\377')\"",
        "igs \"$(printf '\\377')\"", "igs check \"$(printf '\\377')\"",
    ]

    @Test(arguments: wrongCalls)
    func `a call that makes no sense ends with 2, and says why`(call: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.shell(call)
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(outcome.output.isEmpty && !outcome.errors.isEmpty, "\(outcome.story)")
    }

    private static let answers = [
        "igs --help", "igs --version", "igs -h", "igs help", "igs check --help", "igs plan --help",
        "igs fmt --help", "igs test --help", "igs login --help", "igs ledger --help",
        "igs generate --help", "igs generate man", "igs generate bash",
        "igs sandbox --help", "igs sandbox --list-faults", "igs-sandbox --help",
        "igs-sandbox --list-faults", "igs -c 'print x'", "igs -c help", "igs -c set",
        "igs -c 'ref list; set'", "igs plan param.igs --help", "igs param.igs --help",
        "igs fmt - < param.igs", "igs fmt --check odd.igs", "igs test passes.igs",
        "igs plan gen.igs", "igs plan --json gen.igs", "igs test --json passes.igs",
        "igs generate zsh", "igs generate fish", "igs generate vim",
        "igs generate vim-detection", "igs generate textmate", "igs ledger repair",
        "igs ledger repair --help", "igs help ledger", "igs - --help < param.igs",
        "igs clean", "igs clean --dry-run", "igs clean --help",
        "igs --json -c 'print x'", "igs --keep-going -c 'print x; print y'", "igs < param.igs",
        "igs - < param.igs", "igs -c 'jobs --all'", "igs sandbox --help",
        "igs-sandbox --faults bad.plan --check-faults",
    ]

    @Test(arguments: answers)
    func `an answer that cannot be written is a failure, and one that nobody reads is none`(
        call: String
    ) async throws {
        let bench = try Bench()
        try bench.write("param x = 1\nprint $x\n", to: "param.igs")
        try bench.write("gen a cat\n", to: "gen.igs")
        try bench.write("print   x\n", to: "odd.igs")
        try bench.write("# CHECK: x\nprint x\n", to: "passes.igs")
        try bench.write("submit never\n", to: "bad.plan")
        if call.contains("ledger repair") || call.contains("jobs") {
            // There is something to repair, and to list.
            try #require(try await bench.commands("gen x; wait").exitCode == 0)
        }
        let full = try await bench.shell("\(call) > /dev/full")
        #expect(full.exitCode == 1, "\(full.story)")
        #expect(full.errors.contains("No space left on device"), "\(full.story)")
        let unread = try await bench.shell("{ \(call); echo $? > code; } | true")
        #expect(unread.exitCode == 0)
        let code = try #require(bench.bytes(of: "code")).map { String(UnicodeScalar($0)) }.joined()
        // What these answer is that something is to be mended.
        let expected =
            call.contains("--check-faults") ? "2\n" : call.contains("--check") ? "1\n" : "0\n"
        #expect(code == expected, "\(code)\(unread.story)")
    }

    @Test func `that nobody can be told why a call makes no sense changes nothing`() async throws {
        let bench = try Bench()
        let calls = Self.wrongCalls + Self.callsWithoutValue
        for outcome in try await bench.outcomes(of: calls.map { "\($0) 2> /dev/full" }) {
            #expect(outcome.code == 2 && outcome.bytes.isEmpty, "\(outcome)")
        }
    }

    /// Every option that takes a value, at the end of a call.
    private static let callsWithoutValue =
        [
            "-c", "--service", "--dialect", "--speed", "--faults", "--max-cost", "--home", "--out",
            "--env",
        ].map { "igs \($0)" }
        + ["--jobs", "--timeout", "--speed", "--junit"].map { "igs test \($0)" }
        + [
            "igs plan --max-cost", "igs login --home", "igs ledger repair --home",
            "igs clean --home", "igs clean --older",
        ]
        + [
            "--port", "--speed", "--journal", "--key", "--state", "--credits", "--faults",
            "--replies", "--duplicates",
        ].flatMap { ["timeout 20 igs-sandbox \($0)", "timeout 20 igs sandbox \($0)"] }

    @Test func `an option without its value is named`() async throws {
        let bench = try Bench()
        for outcome in try await bench.outcomes(of: Self.callsWithoutValue) {
            let option = try #require(outcome.call.split(separator: " ").last)
            #expect(outcome.code == 2 && outcome.text.contains(option), "\(outcome)")
        }
        #expect(Bench.contents(of: bench.home).isEmpty)
    }

    @Test(arguments: [
        "igs-sandbox", "igs sandbox", "igs-sandbox --embedded", "igs-sandbox --key k",
    ])
    func `a sandbox that cannot say where it listens ends, and leaves nothing`(
        call: String
    ) async throws {
        let bench = try Bench()
        let outcome = try await bench.shell("timeout 15 \(call) > /dev/full < /dev/zero")
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errors.contains("No space left on device"), "\(outcome.story)")
        #expect(Bench.contents(of: bench.folder + "/tmp").isEmpty)
    }

    @Test(arguments: [
        "igs --", "igs check --", "igs plan --", "igs fmt --", "igs test --", "igs --json --",
        "igs --home here --keep-going --", "igs check --json --", "igs check -- other.igs",
        "igs plan --json --", "igs plan --max-cost 1 --", "igs fmt --check --",
        "igs test --jobs 1 --json --", "igs test --",
    ])
    func `a file whose name begins with a dash is taken behind two`(call: String) async throws {
        let bench = try Bench()
        try bench.write("# CHECK: hello\nprint hello\n", to: "-x.igs")
        try bench.write("print other\n", to: "other.igs")
        let outcome = try await bench.shell("\(call) -x.igs")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
    }

    @Test(arguments: [
        ("igs gen a cat", "igs -c 'gen a cat'"), ("igs print \"it's\"", "igs -c 'print it'\\''s'"),
        ("igs --max-cost 1 plan f.igs", "igs plan"), ("igs --json check f.igs", "igs check"),
        ("igs chekc f.igs", "igs check"), ("igs help gen", "igs -c 'help gen'"),
        ("igs help nonsense", "no verb 'nonsense'"),
    ])
    func `a call that is nearly right names the right one`(
        call: String, advice: String
    ) async throws {
        let bench = try Bench()
        try bench.write("print hello\n", to: "f.igs")
        let outcome = try await bench.shell(call)
        #expect(outcome.exitCode == 2 && outcome.errors.contains(advice), "\(outcome.story)")
    }
}
