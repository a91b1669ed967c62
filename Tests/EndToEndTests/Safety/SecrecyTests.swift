import Foundation
import Glibc
import IGSTestSupport
import Testing

/// The key shows nowhere: in no file, no output, no command line.
@Suite struct SecrecyTests {
    private static let canary = "canary-7Yp3-key-of-nobody"

    @Test(arguments: ["openapi", "images"], [false, true])
    func `the key shows in no file and in no output`(dialect: String, json: Bool) async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess(.byHand, speed: 500, key: Self.canary)
        let outcome = try await bench.run(
            (json ? ["--json"] : []) + [
                "--dialect", dialect, "--env", "AIREITER_API_KEY", "--keep-going", "-c",
                """
                set poll-after 50ms; set poll-every 50ms
                gen a castle --as castle; gen sandbox:reject violence --as duel; wait
                save all; status; status castle duel; jobs --all; set; help
                """,
            ], environment: service(sandbox.url))
        #expect(outcome.exitCode == 6, "\(outcome.story)")
        #expect(sandbox.journal.count == 1)
        try expectSilence(bench, outcome)
    }

    @Test func `a key that is refused shows nowhere, either`() async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess(.byHand, speed: 500, key: "another")
        let outcome = try await bench.run(
            ["-c", "gen a castle; wait"], environment: service(sandbox.url))
        #expect(outcome.exitCode == 5, "\(outcome.story)")
        try expectSilence(bench, outcome)
        let odd = try await bench.run(
            ["-c", "gen a castle; wait"],
            environment: ["AIREITER_API_KEY": Self.canary + " with a blank"])
        #expect(odd.exitCode == 5, "\(odd.story)")
        try expectSilence(bench, odd)
    }

    @Test func `neither key nor token stands on a command line or in the sandbox's environment`()
        async throws
    {
        let bench = try Bench()
        let igs = try bench.start(
            ["--service", "sandbox", "--speed", "0.1", "-c", "gen a; wait"],
            environment: ["AIREITER_API_KEY": Self.canary])
        try await igs.waits(for: "submitted")
        #expect(await holds(within: .seconds(60)) { bench.journal.count == 1 })
        let sandbox = try #require(bench.sandboxes.first)
        #expect(
            Bench.commandLine(of: sandbox).dropFirst()
                == ["--embedded", "--state", bench.home + "/state/sandbox", "--speed", "0.1"])
        #expect(!Bench.commandLine(of: igs.processID).joined().contains(Self.canary))
        let environment = FileManager.default.contents(atPath: "/proc/\(sandbox)/environ") ?? Data()
        let variables = environment.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        #expect(!variables.isEmpty)
        for variable in variables {
            // Nothing but what igs was given, so no token; and not the key.
            let name = String(variable.prefix { $0 != "=" })
            #expect(bench.environment[name] != nil || name == "PWD" || name == "OLDPWD", "\(name)")
            #expect(!name.hasPrefix("IGS_") && !name.hasPrefix("AIREITER_"), "\(name)")
        }
        igs.signal(SIGINT)
        try expectSilence(bench, try await igs.outcome(within: .seconds(10)))
    }

    @Test(arguments: [["-c", "sleep 30s"], ["login"], ["-"], ["test", "."]])
    func `what shows the environment that a process was started with does not show the key`(
        words: [String]
    ) async throws {
        let bench = try Bench()
        try bench.write("sleep 30s\n", to: "late.igs")
        let igs = try bench.start(
            [
                "-c",
                "exec '\(IgsProcess.executable)' \(words.map { "'\($0)'" }.joined(separator: " ")) < <(exec sleep 30)",
            ],
            environment: ["AIREITER_API_KEY": Self.canary], program: "/bin/bash")
        #expect(
            await holds(within: .seconds(60)) {
                let path = "/proc/\(igs.processID)/environ"
                let bytes = FileManager.default.contents(atPath: path) ?? Data()
                return bytes.range(of: Data("IGS_HOME=".utf8)) != nil
                    && bytes.range(of: Data(Self.canary.utf8)) == nil
            })
        #expect(igs.isRunning)
        igs.signal(SIGKILL, group: true)
    }

    private func service(_ url: String) -> [String: String] {
        ["AIREITER_API_KEY": Self.canary, "IGS_BASE_URL": url]
    }

    private func expectSilence(_ bench: Bench, _ outcome: IgsProcess.Outcome) throws {
        #expect(!outcome.output.contains(Self.canary))
        #expect(!outcome.errors.contains(Self.canary))
        let canary = Data(Self.canary.utf8)
        for path in Bench.contents(of: bench.folder) {
            guard let data = FileManager.default.contents(atPath: "\(bench.folder)/\(path)") else {
                continue
            }
            #expect(data.firstRange(of: canary) == nil, "\(path)")
        }
    }
}
