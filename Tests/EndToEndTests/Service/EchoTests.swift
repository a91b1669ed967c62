import FoundationEssentials
import IGSTestSupport
import Testing

/// What igs sent is never taken for what it gets, wherever and however it comes back.
@Suite struct EchoTests {
    /// Where the reference stands in a reply, and whether a picture stands there, too.
    static let echoes = [
        ("ref add sent.png", "address first reference", true),
        ("ref add sent.png", "address last reference", true),
        ("ref add sent.png", "address first reference-data", true),
        ("ref add sent.png", "address last reference-data", true),
        ("ref add sent.png", "address reference", false),
        ("ref add sent.png", "address reference-data", false),
        ("ref add https://ref.example.net/sent.png", "address first reference", true),
        ("ref add https://ref.example.net/sent.png", "address last reference", true),
        ("ref add https://ref.example.net/sent.png", "address reference", false),
    ]

    @Test(arguments: echoes)
    func `a reference that comes back is not a result`(
        reference: String, fault: String, hasPicture: Bool
    ) async throws {
        let isURL = reference.contains("https")
        let bench = try Bench()
        try bench.write("query done 1- \(fault)\n", to: "f.plan")
        try bench.write(SamplePictures.png, to: "sent.png")
        let outcome = try await bench.run(
            [
                "--speed", "400", "--faults", "f.plan", "-c",
                "set quality low; \(reference); gen a cat --as k; wait; save k out/; status k",
            ], within: .seconds(90))
        #expect(bench.journal.count == 1)
        let saved = bench.bytes(of: "out/k-1x1.png")
        #expect(saved != bench.bytes(of: "sent.png"), "\(outcome.story)")
        #expect((saved != nil) == hasPicture, "\(outcome.story)")
        #expect(outcome.exitCode == (hasPicture ? 0 : 1), "\(outcome.story)")
        // Not even as one that was not fetched.
        #expect(!outcome.output.contains("ref.example.net"), "\(outcome.story)")
        if !hasPicture {
            #expect(outcome.errorIDs == [isURL ? "E0407" : "E0434"], "\(outcome.story)")
        }
    }

    @Test func `the other addresses of a task are told, and kept`() async throws {
        let bench = try Bench()
        let other = "https://cdn.example.net/2.png"
        try bench.write("query done 1- address last \(other)\n", to: "f.plan")
        let outcome = try await bench.run(
            ["--speed", "400", "--faults", "f.plan", "--json", "-c", "gen a cat --as k; wait"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.contains("\"otherAddresses\":[\"\(other)\"]"), "\(outcome.story)")
        #expect(outcome.output.contains("W0438"), "\(outcome.story)")
        let task = try #require(outcome.output.firstMatch(of: /"task":"([^"]+)"/)).1
        let later = try await bench.commands("attach \(task); status 1")
        #expect(later.output.contains("also at") && later.output.contains(other), "\(later.story)")
    }
}
