import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// The program itself: how it starts, is spoken to, and ends.
@Suite struct SandboxProcessTests {
    @Test func `started by hand it says where it listens, and minds no end of its input`() throws {
        let sandbox = try SandboxProcess(.byHand)
        #expect(sandbox.url.hasPrefix("http://127.0.0.1:"))
        sandbox.closeInput()
        usleep(100_000)
        #expect(try sandbox.get("/api/openapi/balance").status == 200)
        sandbox.signal(SIGTERM)
        #expect(sandbox.waitForExit() == 128 + SIGTERM)
    }

    @Test func `started by hand without a key it makes one and prints it`() throws {
        let child = try PipedProcess(SandboxProcess.executable, [])
        defer { end(child) }
        let url = try #require(child.readLine()).dropFirst("listening on ".count)
        let key = try #require(child.readLine())
        #expect(key.hasPrefix("key "))
        let reply = try Exchange("GET", "\(url)/v1/balance", key: String(key.dropFirst(4)))
        #expect(reply.status == 200)
    }

    @Test func `the key may come from the environment, out of sight`() throws {
        let child = try PipedProcess(
            SandboxProcess.executable, [], environment: ["IGS_SANDBOX_KEY": "from-there"])
        defer { end(child) }
        let url = try #require(child.readLine()).dropFirst("listening on ".count)
        #expect(try Exchange("GET", "\(url)/v1/balance", key: "from-there").status == 200)
        #expect(try Exchange("GET", "\(url)/v1/balance", key: "other").status == 401)
    }

    @Test func `embedded it hands over a key of its own and ends with its input`() throws {
        let sandbox = try SandboxProcess(.embedded)
        #expect(sandbox.key.count > 30)
        #expect(try sandbox.get("/api/openapi/balance").status == 200)
        #expect(getsid(sandbox.processID) == sandbox.processID)
        sandbox.closeInput()
        #expect(sandbox.waitForExit() == 0)
    }

    @Test func `embedded it leaves Ctrl-C to the shell`() throws {
        let sandbox = try SandboxProcess(.embedded)
        sandbox.signal(SIGINT)
        usleep(100_000)
        #expect(try sandbox.get("/api/openapi/balance").status == 200)
        sandbox.signal(SIGTERM)
        #expect(sandbox.waitForExit() == 128 + SIGTERM)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    func `by hand a signal ends it, and it dies of that signal`(signal: Int32) throws {
        let sandbox = try SandboxProcess(.byHand)
        sandbox.signal(signal)
        #expect(sandbox.waitForExit() == 128 + signal)
    }

    @Test func `a port that is taken is an error that says so`() throws {
        let sandbox = try SandboxProcess(.byHand)
        let port = try #require(sandbox.url.split(separator: ":").last)
        let failure = #expect(throws: SandboxProcess.StartFailure.self) {
            try SandboxProcess(.byHand, arguments: ["--port", String(port)])
        }
        #expect(failure?.exitCode == 1)
        #expect(failure?.description.contains("port \(port) is in use") == true)
    }

    @Test(arguments: [
        ["--port", "70000"], ["--speed", "0"], ["--speed", "nan"], ["--credits", "-1"],
        ["--key", "a b"],
        ["--colour"], ["--port", "x"], ["stray"],
    ])
    func `bad arguments are refused with words and a usage code`(arguments: [String]) throws {
        let child = try PipedProcess(SandboxProcess.executable, arguments)
        close(child.input)
        #expect(child.readAll().contains("Error: "))
        #expect(child.waitForExit() == 2)
    }

    @Test func `a state folder that cannot be made is an error that says so`() throws {
        let failure = #expect(throws: SandboxProcess.StartFailure.self) {
            try SandboxProcess(.byHand, state: "/proc/nowhere")
        }
        #expect(failure?.exitCode == 1)
        #expect(failure?.description.contains("/proc/nowhere") == true)
    }

    @Test func `a folder of its own is gone after it`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let child = try PipedProcess(
            SandboxProcess.executable, ["--key", "k"], environment: ["TMPDIR": folder.path])
        _ = child.readLine()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
        end(child)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    private func end(_ child: PipedProcess) {
        close(child.input)
        kill(child.processID, SIGTERM)
        _ = child.waitForExit()
    }
}
