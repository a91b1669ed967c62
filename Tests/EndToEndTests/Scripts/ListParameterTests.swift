import IGSTestSupport
import Testing

/// Parameters whose value is a list.
@Suite struct ListParameterTests {
    private static let scripts = [
        "list": "param products \"what\" = [mug vase]\nfor p in $products { print \"<$p>\" }\n",
        "range": "param products = 1..3\nfor p in $products { print \"<$p>\" }\n",
        "required": "param products \"what\"\nfor p in $products { print \"<$p>\" }\n",
    ]

    /// A kind of declaration, what the caller gives, and what the script sees.
    private static let calls: [(kind: String, arguments: String, seen: [String])] = [
        ("list", "", ["mug", "vase"]),
        ("list", "--products '[x y z]'", ["x", "y", "z"]),
        ("list", "--products='[x y]'", ["x", "y"]),
        ("list", "--products '[\"a red mug\" vase]'", ["a red mug", "vase"]),
        ("list", "--products \"['it is' so]\"", ["it is", "so"]),
        ("list", "--products '[]'", []),
        ("list", "--products mug", ["mug"]),
        ("list", "--products 'a red mug'", ["a red mug"]),
        ("list", "--products mug --products=lamp", ["mug", "lamp"]),
        ("list", "--products '[a b]' --products c", ["[a b]", "c"]),
        ("list", "--products 1..3", ["1", "2", "3"]),
        ("list", "--products ''", [""]),
        ("range", "--products 2..4", ["2", "3", "4"]),
        ("range", "--products 7", ["7"]),
        ("range", "--products '[a b]'", ["a", "b"]),
        ("required", "--products a --products b", ["a", "b"]),
        ("required", "--products '[a b]'", ["[a b]"]),
        ("required", "--products '$HOME'", ["$HOME"]),
    ]

    @Test(arguments: calls)
    func `a list comes as a list`(kind: String, arguments: String, seen: [String]) async throws {
        let bench = try Bench()
        try bench.write(try #require(Self.scripts[kind]), to: "p.igs")
        let outcome = try await bench.shell("igs p.igs \(arguments)")
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.lines == seen.map { "<\($0)>" }, "\(outcome.story)")
        let plan = try await bench.shell("igs plan p.igs \(arguments)")
        #expect(plan.exitCode == 0, "\(plan.story)")
    }

    @Test(arguments: [
        ("list", "--products 3..1", "E0248"), ("list", "--products 1...3", "E0248"),
        ("list", "--products '[1..3]'", "E0248"), ("range", "--products 1..99999999999", "E0248"),
        ("range", "--products 1..=3", "E0248"), ("list", "--products '[a b'", "E0248"),
        ("list", "--products '[a $x]'", "E0248"),
        ("list", "--products '[a] b'", "E0248"), ("list", "--products '[a]; print x'", "E0248"),
        ("text", "--products a --products b", "E0247"),
    ])
    func `a value that is not a list, or one value too many, is refused`(
        kind: String, arguments: String, id: String
    ) async throws {
        let bench = try Bench()
        let script = Self.scripts[kind] ?? "param products = mug\nprint $products\n"
        try bench.write(script, to: "p.igs")
        for verb in ["", "plan "] {
            let outcome = try await bench.shell("igs \(verb)p.igs \(arguments)")
            #expect(outcome.exitCode == 2 && outcome.errorIDs == [id], "\(outcome.story)")
        }
    }

    @Test func `a plan counts by the list that is given`() async throws {
        let bench = try Bench()
        try bench.write(
            "param products = [mug vase]\nfor p in $products { gen \"a $p\" }\n", to: "p.igs")
        let plan = try await bench.shell("igs plan --json p.igs --products '[a b c d]'")
        let last = try #require(try plan.events().last)
        #expect(last["jobs"] as? Int == 4, "\(plan.story)")
    }
}
