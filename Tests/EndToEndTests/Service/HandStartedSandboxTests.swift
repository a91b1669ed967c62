import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// The very same code against a service that has a URL and a key: a sandbox that was started by hand.
@Suite struct HandStartedSandboxTests {
    /// How the dialect is selected.
    enum Selection: String, CaseIterable {
        case byDefault
        case openapiByOption
        case imagesByOption
        case imagesByVariable

        var options: [String] {
            switch self {
            case .openapiByOption: ["--dialect", "openapi"]
            case .imagesByOption: ["--dialect", "images"]
            case .byDefault, .imagesByVariable: []
            }
        }

        var variables: [String: String] {
            self == .imagesByVariable ? ["IGS_DIALECT": "images"] : [:]
        }

        /// Only this dialect carries an id of ours.
        var carriesOurID: Bool { self == .byDefault || self == .openapiByOption }
    }

    @Test(arguments: Selection.allCases)
    func `the first picture is made over the selected dialect`(_ selection: Selection) async throws
    {
        let bench = try Bench()
        let sandbox = try SandboxProcess(.byHand, speed: 500, key: "a-key-of-mine")
        let example = try #require(bench.bytes(of: Bench.examples + "/first-picture.igs"))
        try bench.write(
            Array("set poll-after 50ms; set poll-every 50ms\n".utf8) + example, to: "first.igs")
        let outcome = try await bench.run(
            selection.options + ["first.igs"],
            environment: selection.variables.merging([
                "AIREITER_API_KEY": "a-key-of-mine", "IGS_BASE_URL": sandbox.url,
            ]) { $1 })
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(outcome.output == "out/castle-16x9.png\n")
        #expect(try await bench.measure(["out/castle-16x9.png"]) == [.init(1536, 864)])
        #expect(sandbox.journal.count == 1)
        #expect(sandbox.journal.first?.contains("\"out_task_id\"") == selection.carriesOurID)
        #expect(bench.sandboxes.isEmpty, "a live service needs no sandbox of its own")
        #expect(bench.journal.isEmpty)
    }

    @Test func `igs sandbox starts one that igs works with`() async throws {
        let bench = try Bench()
        let sandbox = try bench.start([
            "sandbox", "--speed", "500", "--key", "k-1", "--journal", "j",
        ])
        defer { sandbox.end() }
        try await sandbox.waits(for: "listening on http://127.0.0.1:")
        let url = sandbox.output.dropFirst("listening on ".count).prefix { !$0.isNewline }
        let outcome = try await bench.run(
            ["-c", "set poll-after 50ms; gen a castle; wait; save all"],
            environment: ["AIREITER_API_KEY": "k-1", "IGS_BASE_URL": String(url)])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(bench.bytes(of: "j")?.count { $0 == UInt8(ascii: "\n") } == 1)
        sandbox.signal(SIGTERM)
        #expect(try await sandbox.outcome().signal == SIGTERM)
    }

    @Test func `igs sandbox passes the form of the replies on`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(["sandbox", "--replies", "today"])
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("'today'"), "\(outcome.story)")
        #expect(outcome.errors.contains("'documented'"))
    }

    @Test(
        arguments: ["live", "documented", "order", "bare", "sibling"], ["openapi", "images"])
    func `a picture is made whatever the form of the replies`(
        forms: String, dialect: String
    ) async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess(.byHand, speed: 500, arguments: ["--replies", forms])
        let outcome = try await bench.run(
            [
                "--dialect", dialect, "-c",
                """
                set poll-after 50ms; set poll-every 50ms; set quality low
                gen a castle --as castle; wait; save castle
                """,
            ], environment: ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url])
        #expect(outcome.exitCode == 0, "\(outcome.story)")
        #expect(try await bench.measure(["castle-1x1.png"]) == [.init(1024, 1024)])
        #expect(sandbox.journal.count == 1)
    }

    @Test func `a job of the sandbox is none of another service's`() async throws {
        let bench = try Bench()
        #expect(try await bench.commands("gen a castle --as here; wait").exitCode == 0)
        let sandbox = try SandboxProcess(.byHand, speed: 500)
        let outcome = try await bench.run(
            ["-c", "jobs --all"],
            environment: ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url])
        #expect(outcome.exitCode == 0)
        #expect(!outcome.output.contains("here"), "\(outcome.story)")
        let forced = try await bench.run(
            ["--service", "sandbox", "-c", "jobs --all"],
            environment: ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url])
        #expect(forced.output.contains("here"), "\(forced.story)")
    }

    @Test func `the price is told where it costs`() async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess(.byHand, speed: 500)
        let outcome = try await bench.run(
            ["-c", "set poll-after 50ms; gen a castle --quality low"],
            environment: ["AIREITER_API_KEY": sandbox.key, "IGS_BASE_URL": sandbox.url])
        #expect(outcome.errors.contains("about $0.022"), "\(outcome.story)")
        #expect(!outcome.errors.contains("free"))
    }
}
