import Foundation
import IGSTestSupport
import Testing

/// Every reply form of the wire fixtures, played to the real igs: what it comes to, and that it is submitted once.
@Suite struct PlayedRepliesTests {
    /// What igs makes of a fixture.
    private struct Ending {
        var exitCode: Int32 = 0
        /// The error that names it; nil where there is a picture.
        var error: String?
    }

    @Test func `an acceptance of any form leads to one picture`() async throws {
        try await play("submit") { fixture in
            fixture.expect.kind == nil ? Ending() : Self.refusal(fixture.expect.kind)
        }
    }

    @Test func `a task that has ended, in any form, has its picture or its reason`() async throws {
        try await play("query") { fixture in
            switch fixture.expect.taskStatus {
            case "completed" where fixture.expect.results?.isEmpty == false: Ending()
            case "failed": Self.failure(fixture.expect.failure)
            // Words in place of a picture are the review's.
            case "completed" where fixture.expect.failure == "rejected": Self.failure("rejected")
            default: nil
            }
        }
    }

    /// How a refused submission ends; nil where the refusal is not definite, so that igs asks on.
    private static func refusal(_ kind: String?) -> Ending? {
        switch kind {
        case "rejected": Ending(exitCode: 6, error: "E0401")
        case "unauthorized": Ending(exitCode: 5, error: "E0402")
        case "noCredits": Ending(exitCode: 5, error: "E0403")
        case "notAccepted": Ending(exitCode: 1, error: nil)
        default: nil
        }
    }

    private static func failure(_ kind: String?) -> Ending {
        switch kind {
        case "rejected": Ending(exitCode: 6, error: "E0401")
        case "noCredits": Ending(exitCode: 5, error: "E0403")
        default: Ending(exitCode: 1, error: "E0408")
        }
    }

    private func play(
        _ operation: String, _ ending: @Sendable @escaping (WireFixture) -> Ending?
    ) async throws {
        let bench = try Bench()
        let log = bench.folder + "/requests"
        let server = try bench.start(
            [
                "-I", "-u", Bench.root + "/Tests/EndToEndTests/played_service.py",
                Bench.root + "/Tests/WireFixtures", log,
            ], program: "/usr/bin/python3")
        defer { server.end() }
        try await server.waits(for: "\n")
        let url = "http://127.0.0.1:" + server.output.prefix { !$0.isNewline }
        let fixtures = try WireFixture.all(operation)
        await withTaskGroup { group in
            for fixture in fixtures {
                guard let ending = ending(fixture) else { continue }
                group.addTask { await play(fixture, ending, at: url, log) }
            }
        }
    }

    private func play(
        _ fixture: WireFixture, _ ending: Ending, at url: String, _ log: String
    ) async {
        do {
            let bench = try Bench()
            let references = fixture.sent.map { "ref add \($0); " }.joined()
            let outcome = try await bench.run(
                [
                    "--dialect", fixture.dialect, "-c",
                    "set poll-after 20ms; set poll-every 20ms; \(references)"
                        + "gen a castle --as x; wait --timeout 90s; save x out/",
                ],
                environment: [
                    "AIREITER_API_KEY": "play-\(fixture.name)", "IGS_BASE_URL": url,
                ], within: .seconds(120))
            let story: Comment = "\(fixture.name): \(outcome.story)"
            #expect(outcome.exitCode == ending.exitCode, story)
            let submissions = try String(contentsOfFile: log, encoding: .utf8).split(
                separator: "\n"
            )
            .count {
                $0.contains("\"name\": \"\(fixture.name)\"") && $0.contains("\"POST\"")
                    && ($0.contains("/submit\"") || $0.contains("/generations\""))
            }
            #expect(submissions == 1, story)
            if let error = ending.error { #expect(outcome.errorIDs.first == error, story) }
            guard ending.exitCode == 0 else { return }
            let saved = try #require(bench.bytes(of: "out/x-1x1.png"), story)
            let inline = fixture.expect.results?.first.flatMap { address in
                address.hasPrefix("data:")
                    ? address.split(separator: ",").last.flatMap { Data(base64Encoded: String($0)) }
                    : nil
            }
            let picture = try inline ?? Data(contentsOf: URL(filePath: log + ".png"))
            #expect(saved == picture.map(\.self), "another picture: \(story)")
        } catch {
            Issue.record(error, "\(fixture.name)")
        }
    }
}
