import IGSTestSupport
import Testing

/// Clients written with Python's standard library alone, from the protocol, against the real program.
@Suite struct IndependentClientTests {
    @Test func `an independent client is served as the protocol says`() async throws {
        try await run("independent_client.py", at: 100)
    }

    @Test func `every cell of the pixel table holds in both dialects`() async throws {
        try await run("pixel_table.py", at: 2000)
    }

    @Test func `an independent client sees what goes wrong`() async throws {
        try await run(
            "faults_client.py", at: 2000, arguments: ["--faults", "\(Self.folder)/faults.plan"])
    }

    @Test(arguments: ["data_client.py", "ok_client.py"])
    func `a client that insists on today's replies is served`(script: String) async throws {
        try await run(script, at: 200, arguments: ["--credits", "12"])
    }

    private static let folder = SourceTree.path("Tests/IGSSandboxTests/Clients")

    private func run(
        _ script: String, at speed: Double, arguments: [String] = []
    ) async throws {
        let sandbox = try SandboxProcess(.byHand, speed: speed, arguments: arguments)
        let scratch = try TemporaryFolder()
        defer { scratch.remove() }
        let client = try IgsProcess(
            ["-B", script, sandbox.url, sandbox.key], program: "/usr/bin/python3",
            in: Self.folder, environment: ["PATH": "/usr/bin:/bin"], scratch: scratch.path)
        let outcome = try await client.outcome(within: .seconds(300))
        let text = outcome.output + outcome.errors
        #expect(outcome.exitCode == 0, "\(text)")
        #expect(outcome.output.hasSuffix("all checks hold\n"), "\(text)")
    }
}
