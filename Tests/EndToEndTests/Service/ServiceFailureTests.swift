import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// What goes wrong at the service, or on the way there: told with a place and an exit code, and nothing made before is lost.
@Suite struct ServiceFailureTests {
    @Test func `a refused prompt is told with its category, and what was made is kept`()
        async throws
    {
        let bench = try Bench()
        let script = MarkedScript(
            """
            gen a quiet street --as street
            wait street
            gen a duel at dawn, sandbox:reject violence,hate --as duel
            1️⃣wait duel
            print never
            """)
        let outcome = try await bench.script(script.text)
        #expect(outcome.exitCode == 6, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0401"])
        #expect(outcome.errors.contains("--> test.igs:\(script.place)\n"))
        #expect(outcome.errors.contains("violence") && outcome.errors.contains("hate"))
        #expect(outcome.errors.contains("change the prompt"))
        #expect(!outcome.output.contains("never"))
        #expect(bench.journal.count == 1)
        let rescue = try await bench.commands("jobs --all; save %street")
        #expect(rescue.exitCode == 0, "\(rescue.story)")
        #expect(try await bench.measure(["street-1x1.png"]) == [.init(1024, 1024)])
    }

    @Test func `a failure that nobody waits for is raised at the end`() async throws {
        let bench = try Bench()
        let outcome = try await bench.script("gen sandbox:reject violence\nprint on it goes\n")
        #expect(outcome.exitCode == 6, "\(outcome.story)")
        #expect(outcome.output == "on it goes\n")
        #expect(outcome.errorIDs == ["E0401"])
    }

    @Test(arguments: ["wait bad", "save bad out/", "ref add %bad"])
    func `a job that failed can be neither awaited nor saved nor refined`(command: String)
        async throws
    {
        let bench = try Bench()
        let script = MarkedScript(
            "gen a --as good\nwait good\ngen sandbox:reject sexual --as bad\nsleep 500ms\n1️⃣\(command)\n"
        )
        let outcome = try await bench.script(script.text)
        #expect(outcome.exitCode == 6, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0401"], "\(outcome.story)")
        #expect(outcome.errors.contains("--> test.igs:\(script.place)\n"), "\(outcome.story)")
        #expect(outcome.errors.contains("sexual"))
        #expect(!bench.exists("out"))
    }

    @Test(arguments: ["save slow out/", "ref add %slow", "print ${slow.path}"])
    func `a job that is not done is told to be waited for`(command: String) async throws {
        let bench = try Bench()
        let script = MarkedScript("gen a --as slow\n1️⃣\(command)\n")
        try bench.write(script.text, to: "slow.igs")
        let outcome = try await bench.run(["--speed", "1", "slow.igs"])
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errors.contains("wait slow"), "\(outcome.story)")
        // In a word, the expansion itself is the place.
        #expect(
            outcome.errors.contains("--> test.igs:2:") || outcome.errors.contains("--> slow.igs:2:")
        )
        #expect(outcome.errors.contains("slow keeps running"))
    }

    @Test func `without credits it says so and exits with 5`() async throws {
        let bench = try Bench()
        let script = MarkedScript("gen a castle, sandbox:no-credits --as castle\n1️⃣wait\n")
        let outcome = try await bench.script(script.text)
        #expect(outcome.exitCode == 5, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0403"])
        #expect(outcome.errors.contains("--> test.igs:\(script.place)\n"))
        #expect(outcome.errors.contains("not enough credits"))
        #expect(bench.journal.isEmpty)
    }

    @Test(arguments: ["openapi", "images"])
    func `an account that runs dry keeps what it has paid for`(dialect: String) async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess(.byHand, speed: 500, arguments: ["--credits", "3"])
        let outcome = try await bench.live(
            sandbox.url, key: sandbox.key, dialect: dialect,
            """
            set quality low; gen a castle --as castle
            wait
            save castle
            gen a harbour --quality high --as harbour
            wait
            """)
        #expect(outcome.exitCode == 5, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0403"])
        #expect(outcome.errors.contains("--> test.igs:6:1"))
        #expect(try await bench.measure(["castle-1x1.png"]) == [.init(1024, 1024)])
        #expect(sandbox.journal.count == 1)
    }

    @Test(arguments: ["openapi", "images"])
    func `a wrong key is told as that, and exits with 5`(dialect: String) async throws {
        let bench = try Bench()
        let sandbox = try SandboxProcess(.byHand, speed: 500, key: "right")
        let outcome = try await bench.live(
            sandbox.url, key: "wrong-key-shown-nowhere", dialect: dialect, "gen a castle\nwait\n")
        #expect(outcome.exitCode == 5, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0402"])
        #expect(outcome.errors.contains("AIREITER_API_KEY"))
        #expect(outcome.errors.contains("--> test.igs:3:1"))
        #expect(!outcome.errors.contains("shown-nowhere"))
        #expect(sandbox.journal.isEmpty)
    }

    @Test(arguments: ["openapi", "images"])
    func `a service that is not there is told as that`(dialect: String) async throws {
        let bench = try Bench()
        let outcome = try await bench.live(
            "http://127.0.0.1:\(try Self.closedPort())", key: "k", dialect: dialect,
            "gen a castle --as castle\nwait\n")
        #expect(outcome.exitCode == 1, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0404"])
        #expect(outcome.errors.contains("cannot be reached"))
        #expect(outcome.errors.contains("nothing was charged"))
        #expect(outcome.errors.contains("--> test.igs:3:1"))
    }

    @Test(arguments: ["openapi", "images"], [200, 404, 502])
    func `a service that answers HTML is told as one that is not the image service`(
        dialect: String, status: Int
    ) async throws {
        let bench = try Bench()
        let pages = try await PageServer(bench, status: status)
        let outcome = try await bench.live(
            pages.url, key: "k", dialect: dialect, "gen a castle --as castle\nwait --timeout 3s\n")
        #expect(outcome.exitCode != 0)
        #expect(!outcome.errorIDs.isEmpty, "\(outcome.story)")
        if status == 200 {
            // It is told at once, with what came, and not asked for ten minutes.
            #expect(outcome.exitCode == 1, "\(outcome.story)")
            #expect(outcome.errors.contains("IGS_BASE_URL"), "\(outcome.story)")
            #expect(outcome.errors.contains("<html><body>Welcome!"), "\(outcome.story)")
        }
        // What became of the job: refused for certain, or not known.
        #expect(
            outcome.errors.contains("not from the image service")
                || outcome.errors.contains("not known whether")
                || outcome.errors.contains("uncertain"), "\(outcome.story)")
    }

    @Test(arguments: [
        ("http://example.com", "https"), ("ftp://127.0.0.1", "https"), ("nonsense", "URL"),
        ("https://user:secret-word@example.com", "user name"),
        ("https://example.com/v1", "must not end with '/v1'"),
        ("https://example.com/api/openapi/submit/", "must not end with '/api/openapi/submit/'"),
        ("https://example.com/gateway/v1/images/generations", "https://example.com/gateway"),
    ])
    func `an address that cannot be the service's is a usage error`(
        address: String, words: String
    ) async throws {
        let bench = try Bench()
        let outcome = try await bench.live(address, key: "k", dialect: "openapi", "gen a castle\n")
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0504"])
        #expect(outcome.errors.contains(words))
        #expect(!outcome.errors.contains("secret-word"))
    }

    @Test(arguments: [("openapi", "gpt-image-2", "E0506"), ("images", "gpt image", "E0507")])
    func `a model that cannot be meant is a usage error`(
        dialect: String, model: String, id: String
    ) async throws {
        let bench = try Bench()
        let outcome = try await bench.run(
            ["--dialect", dialect, "-c", "gen a castle"],
            environment: ["AIREITER_API_KEY": "k", "IGS_MODEL": model])
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(outcome.errorIDs == [id])
        // The sandbox is nobody's reseller.
        let free = try await bench.run(["-c", ""], environment: ["IGS_MODEL": model])
        #expect(free.exitCode == 0, "\(free.story)")
    }

    @Test func `the live service without a key exits with 5`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(["--service", "live", "-c", "gen a castle"])
        #expect(outcome.exitCode == 5, "\(outcome.story)")
        #expect(outcome.errorIDs == ["E0501"])
    }

    @Test func `a dialect that does not exist is a usage error`() async throws {
        let bench = try Bench()
        let outcome = try await bench.run(
            ["-c", "gen a castle"],
            environment: ["AIREITER_API_KEY": "k", "IGS_DIALECT": "klingon"])
        #expect(outcome.exitCode == 2, "\(outcome.story)")
        #expect(outcome.errors.contains("klingon") && outcome.errors.contains("openapi"))
        #expect(try await bench.run(["--dialect", "klingon", "-c", ""]).exitCode == 2)
    }

    /// A port on loopback where nobody listens.
    private static func closedPort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard status else { throw IgsProcess.Failure(description: "no free port") }
        return address.sin_port.bigEndian
    }
}

private extension Bench {
    /// Runs a script at a service that has an address. Its first line makes polling fast.
    func live(
        _ url: String, key: String, dialect: String, _ script: String
    ) async throws -> IgsProcess.Outcome {
        try write("set poll-after 50ms; set poll-every 50ms\n" + script, to: "test.igs")
        return try await run(
            ["--dialect", dialect, "test.igs"],
            environment: ["AIREITER_API_KEY": key, "IGS_BASE_URL": url])
    }
}
