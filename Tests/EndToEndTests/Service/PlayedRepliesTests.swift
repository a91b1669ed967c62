import Foundation
import IGSTestSupport
import Testing

/// The reply forms of the wire fixtures, played to the real igs: what each comes to, and that it is submitted once.
@Suite struct PlayedRepliesTests {
    /// What igs makes of a fixture.
    private enum Ending {
        case picture
        /// The job ends without one. The error's identifier, where it is one of a kind.
        case failure(exitCode: Int32, error: String?)
        /// igs asks on, as long as it is let.
        case asksOn
    }

    /// Most of them wait for their next turn to ask.
    private static let gate = Gate(places: 12)

    @Test func `an acceptance of any form leads to one picture, and a refusal to its reason`()
        async throws
    {
        try await play("submit", atLeast: 75) { fixture in
            switch fixture.expect.kind {
            case nil: .picture
            case "rejected": .failure(exitCode: 6, error: "E0401")
            case "unauthorized": .failure(exitCode: 5, error: "E0402")
            case "noCredits": .failure(exitCode: 5, error: "E0403")
            case "notAccepted", "redirected": .failure(exitCode: 1, error: nil)
            // What may have been taken is asked for by our id, and the played task is found.
            case "ambiguous", "unreadable", "noService":
                fixture.dialect == "openapi" ? .picture : nil
            default: nil
            }
        }
    }

    @Test func `a task of any form has its picture, its reason, or is asked for on`() async throws {
        try await play("query", atLeast: 85) { fixture in
            switch (fixture.expect.taskStatus, fixture.expect.failure) {
            case ("completed", nil): .picture
            case (_, "rejected"): .failure(exitCode: 6, error: "E0401")
            case (_, "noCredits"): .failure(exitCode: 5, error: "E0403")
            // They are asked for again and again, for half a minute: a few are enough.
            case ("completed", _) where fixture.name.contains("-echo-"): nil
            case ("completed", _): .failure(exitCode: 1, error: "E0407")
            case ("failed", _): .failure(exitCode: 1, error: "E0408")
            case ("queued", _), ("running", _): .asksOn
            case (let word?, _) where word.hasPrefix("running"): .asksOn
            default: nil
            }
        }
    }

    @Test func `a balance of any form is told, or why it is not`() async throws {
        try await play("balance", atLeast: 12) { fixture in
            switch fixture.expect.kind {
            case nil: .picture
            case "unauthorized": .failure(exitCode: 5, error: "E0402")
            default: .failure(exitCode: 1, error: nil)
            }
        }
    }

    /// - Parameter least: How many forms there are at least, so that none is left out by mistake.
    private func play(
        _ operation: String, atLeast least: Int,
        _ ending: @Sendable @escaping (WireFixture) -> Ending?
    ) async throws {
        let bench = try Bench()
        let log = bench.folder + "/requests"
        let server = try bench.start(
            [
                "-I", "-u", Bench.root + "/Tests/EndToEndTests/Service/played_service.py",
                Bench.root + "/Tests/WireFixtures", log,
            ], program: "/usr/bin/python3")
        defer { server.end() }
        try await server.waits(for: "\n")
        let url = "http://127.0.0.1:" + server.output.prefix { !$0.isNewline }
        let fixtures = try WireFixture.all(operation).compactMap { fixture in
            ending(fixture).map { (fixture, $0) }
        }
        #expect(fixtures.count >= least)
        await withTaskGroup { group in
            for (fixture, ending) in fixtures {
                group.addTask { await play(fixture, ending, at: url, log) }
            }
        }
    }

    private func play(
        _ fixture: WireFixture, _ ending: Ending, at url: String, _ log: String
    ) async {
        do {
            let bench = try Bench()
            let outcome = try await Self.gate.run {
                try await bench.start(
                    ["--dialect", fixture.dialect, "-c", commands(fixture, ending)],
                    environment: [
                        "AIREITER_API_KEY": "play-\(fixture.name)", "IGS_BASE_URL": url,
                    ]
                ).outcome(within: .seconds(120))
            }
            let story: Comment = "\(fixture.name): \(outcome.story)"
            let submissions = try submissions(of: fixture, log)
            #expect(submissions == (fixture.operation == "balance" ? 0 : 1), story)
            switch ending {
            case .asksOn: #expect(outcome.exitCode == 124, story)
            case .failure(let code, let error):
                #expect(outcome.exitCode == code, story)
                if let error { #expect(outcome.errorIDs.first == error, story) }
                if code == 1, let message = fixture.expect.message, message.count < 60 {
                    #expect(outcome.errors.contains(message), story)
                }
            case .picture:
                #expect(outcome.exitCode == 0, story)
                try expectResult(of: fixture, outcome, bench, log)
            }
        } catch {
            Issue.record(error, "\(fixture.name)")
        }
    }
}

private extension PlayedRepliesTests {
    private func commands(_ fixture: WireFixture, _ ending: Ending) -> String {
        if fixture.operation == "balance" { return "balance" }
        let references = fixture.sent.map { "ref add \($0); " }.joined()
        let limit = if case .asksOn = ending { "1s" } else { "90s" }
        return "set poll-after 20ms; set poll-every 20ms; \(references)"
            + "gen a castle --as x; wait --timeout \(limit); save x out/; status x"
    }

    private func submissions(of fixture: WireFixture, _ log: String) throws -> Int {
        try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").count {
            $0.contains("\"name\": \"\(fixture.name)\"") && $0.contains("\"POST\"")
                && ($0.contains("/submit\"") || $0.contains("/generations\""))
        }
    }

    /// Looks at the picture, the credits, and the addresses that nobody fetched.
    private func expectResult(
        of fixture: WireFixture, _ outcome: IgsProcess.Outcome, _ bench: Bench, _ log: String
    ) throws {
        let story: Comment = "\(fixture.name): \(outcome.story)"
        if fixture.operation == "balance" {
            let words = [
                fixture.expect.credits.map { "\($0)".replacing(/\.0$/, with: "") + " credits" },
                fixture.expect.dollars.map { "$\($0)" },
                fixture.expect.unlimited == true ? "no limit" : nil,
            ].compactMap(\.self)
            #expect(words.allSatisfy(outcome.output.contains), story)
            return
        }
        let saved = try #require(bench.bytes(of: "out/x-1x1.png"), story)
        let address = fixture.expect.results?.first ?? "https://cdn.example.net/1.png"
        #expect(try saved == picture(at: address, log), "another picture: \(story)")
        let credits =
            fixture.operation == "submit" && fixture.expect.results == nil
            ? 9.5 : fixture.expect.creditsUsed
        if let credits {
            #expect(outcome.output.contains(try Regex("credits +\(credits)\n")), story)
        }
        #expect(!outcome.output.contains("ref.example.net"), story)
    }

    /// What an address led to.
    private func picture(at address: String, _ log: String) throws -> [UInt8]? {
        if address.hasPrefix("data:") {
            return address.split(separator: ",").last
                .flatMap { Data(base64Encoded: String($0)) }.map { Array($0) }
        }
        let path = address.replacing(/^(https?:)?\/\/[^\/]*/, with: "").prefix { $0 != "#" }
        let name = path.drop { $0 == "/" }.replacing("/", with: "_")
        return Array(try Data(contentsOf: URL(filePath: "\(log).d/\(name)")))
    }
}
