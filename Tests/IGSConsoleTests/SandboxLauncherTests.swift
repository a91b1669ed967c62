import FoundationEssentials
import Glibc
import IGSClient
import Testing

import IGSTestSupport
@testable import IGSConsole

/// The launcher against small scripts that pose as the sandbox.
@Suite(.timeLimit(.minutes(1))) struct SandboxLauncherTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let greeting = #"echo '{"url":"http://127.0.0.1:4711","key":"sesame"}'"#

    /// A script that does what the test says.
    private static let executable = SourceTree.path("Tests/Support/posing-sandbox")

    private func launch(
        _ body: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"],
        timeLimit: Duration = .seconds(10)
    ) async throws(SandboxLaunchError) -> RunningSandbox {
        _ = try? folder.write(body, to: "body")
        return try await SandboxLauncher.launch(
            executable: Self.executable, state: folder.path, speed: 20, environment: environment,
            timeLimit: timeLimit)
    }

    private func error(_ body: String, timeLimit: Duration = .seconds(10)) async
        -> SandboxLaunchError?
    {
        do throws(SandboxLaunchError) {
            _ = try await launch(body, timeLimit: timeLimit)
            return nil
        } catch {
            return error
        }
    }

    /// The number that the script wrote to the file `pid`.
    private func identifier() throws -> pid_t {
        try #require(pid_t(try folder.read("pid").split(separator: "\n").first ?? ""))
    }

    /// Whether there is such a process, a zombie included.
    private func exists(_ identifier: pid_t) -> Bool { kill(identifier, 0) == 0 }

    @Test func `the sandbox hands over its address and the key`() async throws {
        let sandbox = try await launch(
            "echo \"$@\" > '\(folder.file("arguments"))'; \(Self.greeting); cat")
        #expect(sandbox.url == "http://127.0.0.1:4711")
        sandbox.key.withExposed { #expect($0 == "sesame") }
        #expect(try folder.read("arguments") == "--embedded --state \(folder.path) --speed 20.0\n")
        #expect(sandbox.isRunning)
        await sandbox.terminate()
        #expect(!sandbox.isRunning)
    }

    @Test func `closing its input ends the sandbox and leaves no zombie`() async throws {
        let sandbox = try await launch(
            """
            echo $$ > '\(folder.file("pid"))'; \(Self.greeting)
            cat; echo over > '\(folder.file("over"))'
            """
        )
        #expect(exists(try identifier()))
        await sandbox.terminate()
        #expect(try folder.read("over") == "over\n")
        #expect(!exists(try identifier()))
        await sandbox.terminate()
    }

    @Test func `a sandbox that does not end by itself is ended`() async throws {
        let sandbox = try await launch(
            """
            echo $$ > '\(folder.file("pid"))'; \(Self.greeting)
            trap '' TERM; while :; do sleep 0.1; done
            """
        )
        await sandbox.terminate()
        #expect(!exists(try identifier()))
    }

    @Test func `a sandbox that ends by itself leaves no zombie`() async throws {
        let sandbox = try await launch("echo $$ > '\(folder.file("pid"))'; \(Self.greeting)")
        while sandbox.isRunning { await Task.yield() }
        #expect(!exists(try identifier()))
        await sandbox.terminate()
    }

    @Test func `the sandbox ends when it is let go`() async throws {
        var sandbox: RunningSandbox? = try await launch(
            "echo $$ > '\(folder.file("pid"))'; \(Self.greeting); cat")
        let identifier = try identifier()
        #expect(sandbox?.isRunning == true)
        sandbox = nil
        while exists(identifier) { await Task.yield() }
    }

    @Test func `the sandbox has a session of its own and no blocked signals`() async throws {
        let sandbox = try await launch(
            """
            cat /proc/self/stat /proc/self/status > '\(folder.file("facts"))'
            echo $$ > '\(folder.file("pid"))'; \(Self.greeting); cat
            """
        )
        let facts = try folder.read("facts").split(separator: "\n")
        let session = facts[0].split(separator: " ")[5]
        #expect(pid_t(session) == (try identifier()))
        #expect(facts.contains("SigBlk:\t0000000000000000"))
        // The two highest of these 33 are the C library's own.
        let ignored = try #require(
            facts.first { $0.hasPrefix("SigIgn:") }?.split(separator: "\t").last)
        #expect(try #require(UInt64(ignored, radix: 16)) & 0x7FFF_FFFF == 0)
        await sandbox.terminate()
    }

    @Test func `the sandbox gets no variables of igs or the service`() async throws {
        let sandbox = try await launch(
            "env > '\(folder.file("environment"))'; \(Self.greeting); cat",
            environment: [
                "PATH": "/usr/bin:/bin", "AIREITER_API_KEY": "canary", "IGS_BASE_URL": "canary",
                "LANG": "C",
            ])
        let environment = try folder.read("environment")
        #expect(environment.contains("LANG=C"))
        #expect(!environment.contains("canary"))
        await sandbox.terminate()
    }

    @Test func `the sandbox inherits no file`() async throws {
        let leak = open(folder.file("leak"), O_RDWR | O_CREAT, 0o600)
        defer { close(leak) }
        let sandbox = try await launch(
            "ls -l /proc/$$/fd > '\(folder.file("files"))'; \(Self.greeting); cat")
        #expect(!(try folder.read("files").contains("leak")))
        await sandbox.terminate()
    }

    @Test func `the sandbox's errors go to a log of its own`() async throws {
        try folder.write(String(repeating: "old\n", count: 1 << 19), to: "sandbox.log")
        let sandbox = try await launch("echo 'a word' >&2; \(Self.greeting); cat")
        await sandbox.terminate()
        #expect(try folder.read("sandbox.log") == "a word\n")
        #expect(try folder.mode("sandbox.log") == 0o600)
        let second = try await launch("echo another >&2; \(Self.greeting); cat")
        await second.terminate()
        #expect(try folder.read("sandbox.log") == "a word\nanother\n")
    }

    @Test func `if the sandbox ends at once, its output is shown`() async throws {
        try folder.write("of another time\n", to: "sandbox.log")
        let error = try #require(await error("echo 'no such \u{1B}[31mport' >&2; exit 3"))
        #expect(error.code == .ended(status: 3))
        #expect(error.output == ["no such \u{1B}[31mport"])
        #expect(error.description.contains("it ended with status 3\n  no such \\u{1B}[31mport"))
    }

    @Test func `the signal that killed the sandbox is named`() async throws {
        #expect(await error("kill -SEGV $$")?.code == .ended(status: -SIGSEGV))
    }

    @Test(arguments: [
        "echo hello", "echo '{\"url\":\"http://127.0.0.1:1\"}'",
        "echo '{\"url\":\"http://example.com:1\",\"key\":\"k\"}'",
        "echo '{\"url\":\"http://127.0.0.1:1\",\"key\":\"\"}'", "head -c 200000 /dev/zero",
    ])
    func `an invalid greeting is refused`(_ body: String) async throws {
        guard case .unreadable? = await error("\(body); cat")?.code else {
            Issue.record("it was taken for a greeting")
            return
        }
    }

    @Test func `the wait for the greeting is limited`() async throws {
        let started = ContinuousClock.now
        let error = await error(
            "echo $$ > '\(folder.file("pid"))'; cat", timeLimit: .milliseconds(200))
        #expect(error?.code == .timedOut)
        #expect(ContinuousClock.now - started < .seconds(60))
        while exists(try identifier()) { await Task.yield() }
    }

    @Test func `the start is given up when nobody waits`() async throws {
        let launching = Task { await error("echo $$ > '\(folder.file("pid"))'; cat") }
        while (try? identifier()) == nil { await Task.yield() }
        launching.cancel()
        #expect(await launching.value?.code == .cancelled)
        while exists(try identifier()) { await Task.yield() }
    }

    @Test func `a missing program is named`() async throws {
        do {
            _ = try await SandboxLauncher.launch(
                executable: folder.file("missing"), state: folder.path, speed: 1)
            Issue.record("it was started")
        } catch {
            #expect(error.code == .notFound)
            #expect("\(error)".contains(folder.file("missing")))
        }
    }

    @Test func `the sandbox beside the running program is started`() async throws {
        let sandbox = try await SandboxLauncher.launch(
            executable: SandboxLauncher.executableBesideProgram, state: folder.path, speed: 20)
        #expect(sandbox.isRunning)
        await sandbox.terminate(forcedAfter: .seconds(60))
        #expect(sandbox.process.status == 0, "it was ended by force")
    }
}
