import FoundationEssentials
import Glibc
import IGSTestSupport
import Testing

/// What the sandbox makes of requests of all kinds, byte by byte, and of many of them.
@Suite(.serialized) struct HTTPTests {
    private static let answer = "task_id or out_task_id is required"

    /// The bytes of a query whose head has these lines.
    private func query(
        _ sandbox: SandboxProcess, _ fields: String, version: String = "1.1",
        target: String = "/api/openapi/query", _ rest: String
    ) -> [UInt8] {
        let key = "Authorization: Bearer \(sandbox.key)"
        return Array(
            "POST \(target) HTTP/\(version)\r\n\(key)\r\n\(fields)\r\n\r\n\(rest)".utf8)
    }

    /// How many descriptors the sandbox has open.
    private func descriptorCount(_ sandbox: SandboxProcess) -> Int {
        let path = "/proc/\(sandbox.processID)/fd"
        return (try? FileManager.default.contentsOfDirectory(atPath: path).count) ?? 0
    }

    /// The same after a first exchange with a wait, for which descriptors are opened that stay.
    private func settledDescriptorCount(_ sandbox: SandboxProcess) throws -> Int {
        _ = try sandbox.submit("a mill sandbox:delay 0.1", id: "settled")
        usleep(100_000)
        return descriptorCount(sandbox)
    }

    /// Waits until as many descriptors are open as at first, at most five seconds.
    private func isBack(_ sandbox: SandboxProcess, to count: Int) -> Bool {
        for _ in 0..<500 {
            if descriptorCount(sandbox) <= count { return true }
            usleep(10_000)
        }
        return false
    }

    @Test func `a body is read whatever says how long it is`() throws {
        let sandbox = try SandboxProcess()
        for (fields, rest) in [
            ("Content-Length: 2", "{}"),
            ("content-length:2", "{}"),
            ("Transfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n"),
            ("Transfer-Encoding: Chunked", "1;a=b\r\n{\r\n0001\r\n}\r\n0\r\nX: y\r\n\r\n"),
            ("Expect: 100-continue\r\nContent-Length: 2", "{}"),
        ] {
            let connection = try Connection(port: sandbox.port)
            let request = query(sandbox, fields, rest)
            // Whole, twice at once, and byte by byte, all on one connection.
            connection.send(request + request)
            for _ in 0..<2 {
                #expect(try connection.receiveReply().contains(Self.answer), "\(fields)")
            }
            for byte in request { connection.send([byte]) }
            #expect(try connection.receiveReply().contains(Self.answer), "\(fields)")
        }
    }

    @Test(arguments: [
        ("1.1", "X: y", false), ("1.1", "Connection: close", true),
        ("1.1", "Connection: Upgrade, Close", true), ("1.0", "X: y", true),
        ("1.0", "Connection: keep-alive", false),
    ])
    func `a connection is kept as its request asks`(
        version: String, field: String, isClosed: Bool
    ) throws {
        let sandbox = try SandboxProcess()
        let connection = try Connection(port: sandbox.port)
        let request = query(sandbox, "\(field)\r\nContent-Length: 2", version: version, "{}")
        connection.send(request)
        #expect(try connection.receiveReply().contains(Self.answer))
        if isClosed {
            #expect(connection.receive().end == .fin)
        } else {
            connection.send(request)
            #expect(try connection.receiveReply().contains(Self.answer))
        }
    }

    @Test func `a request for a head gets no body`() throws {
        let sandbox = try SandboxProcess()
        let connection = try Connection(port: sandbox.port)
        connection.send(sandbox.request("HEAD", "/nowhere", close: true))
        let text = String(decoding: connection.receive().bytes, as: UTF8.self)
        #expect(text.hasPrefix("HTTP/1.1 200 OK") && text.hasSuffix("\r\n\r\n"))
        #expect(text.contains("Content-Length: 105"))
    }

    @Test func `an address is found as it is written for a proxy, and with a query`() throws {
        let sandbox = try SandboxProcess()
        for target in ["\(sandbox.url)/api/openapi/query", "/api//openapi/query/?a=b/c"] {
            let connection = try Connection(port: sandbox.port)
            connection.send(query(sandbox, "Content-Length: 2", target: target, "{}"))
            #expect(try connection.receiveReply().contains(Self.answer), "\(target)")
        }
    }

    @Test func `what is not HTTP is refused, and the rest goes on`() throws {
        let sandbox = try SandboxProcess()
        let count = try settledDescriptorCount(sandbox)
        let long = String(repeating: "a", count: 200_000)
        let wrong: [[UInt8]] =
            [
                "hello\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/3.1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\n\n", "GET nowhere HTTP/1.1\r\n\r\n", "GET /ä HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost x\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n",
                "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", "GET / HTTP/1.1\r\nA : b\r\n\r\n",
                "GET /\(long) HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nA: \(long)\r\n\r\n",
                "GET / HTTP/1.1\r\n\(String(repeating: "A: b\r\n", count: 20_000))\r\n", long,
            ].map { Array($0.utf8) }
            + [
                ("Content-Length: -2", "{}"), ("Content-Length: +2", "{}"),
                ("Content-Length: 0x2", "{}"), ("Content-Length: ", "{}"),
                ("Content-Length: 2\r\nContent-Length: 2", "{}"),
                ("Content-Length: 99999999999999999999999", "{}"),
                ("Content-Length: 2\r\nTransfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n"),
                ("Transfer-Encoding: gzip", "{}"),
                ("Transfer-Encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n"),
                ("Transfer-Encoding: chunked", "\r\n{}\r\n0\r\n\r\n"),
                ("Transfer-Encoding: chunked", "-2\r\n{}\r\n0\r\n\r\n"),
                ("Transfer-Encoding: chunked", "2\r\n{}x\r\n0\r\n\r\n"),
                ("Transfer-Encoding: chunked", "ffffffffffffffffff\r\n{}\r\n0\r\n\r\n"),
                ("Content-Length: 3", "{}"), ("Transfer-Encoding: chunked", "2\r\n{}\r\n"),
            ].map { query(sandbox, $0, $1) }
        for bytes in wrong {
            let connection = try Connection(port: sandbox.port)
            connection.send(bytes)
            connection.finishSending()
            let (reply, end) = connection.receive()
            let text = String(decoding: bytes.prefix(120), as: UTF8.self)
            #expect(String(decoding: reply, as: UTF8.self).hasPrefix("HTTP/1.1 400 "), "\(text)")
            #expect(end == .fin, "\(text)")
        }
        #expect(try sandbox.submit("a mill", id: "after").status == 200)
        #expect(isBack(sandbox, to: count))
    }

    @Test func `256 requests are in flight at once`() throws {
        let sandbox = try SandboxProcess()
        let count = try settledDescriptorCount(sandbox)
        let connections = try (0..<256).map { number in
            let connection = try Connection(port: sandbox.port)
            connection.send(sandbox.submission("a mill sandbox:delay 1", id: "c\(number)"))
            return connection
        }
        let start = ContinuousClock.now
        for connection in connections {
            #expect(try connection.receiveReply().hasPrefix("HTTP/1.1 200 OK"))
        }
        #expect(ContinuousClock.now - start < .seconds(60), "they wait beside each other")
        #expect(Set(sandbox.charged).count == 257)
        connections.forEach { $0.finishSending() }
        for connection in connections { #expect(connection.receive().end == .fin) }
        #expect(isBack(sandbox, to: count))
    }

    @Test func `a sandbox that has no descriptors left serves again once it has`() async throws {
        let sandbox = try SandboxProcess()
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let limit = descriptorCount(sandbox) + 10
        let limiting = try IgsProcess(
            ["--pid", "\(sandbox.processID)", "--nofile=\(limit)"], program: "/usr/bin/prlimit",
            in: folder.path, environment: [:], scratch: folder.path)
        #expect(try await limiting.outcome().exitCode == 0)
        do {
            let connections = try (0..<40).map { _ in try Connection(port: sandbox.port) }
            usleep(300_000)
            withExtendedLifetime(connections) {}
        }
        #expect(try sandbox.submit("a mill", id: "after").status == 200)
    }

    @Test func `a body of 130 MB in chunks passes through little memory`() throws {
        let sandbox = try SandboxProcess()
        let connection = try Connection(port: sandbox.port)
        func chunk(_ bytes: [UInt8]) -> [UInt8] {
            Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
        }
        // In base64, three bytes of a picture are four of the body: a whole number of groups.
        let start = Array(
            Data(SamplePictures.jpeg.prefix(3 * (SamplePictures.jpeg.count / 3)))
                .base64EncodedString().utf8)
        let more = chunk([UInt8](repeating: UInt8(ascii: "A"), count: 64 << 10))
        connection.send(
            query(sandbox, "Transfer-Encoding: chunked", target: "/api/openapi/submit", ""))
        connection.send(
            chunk(
                Array(
                    #"{"model":"gpt_image_2_official","out_task_id":"a","params":{"prompt":"a mill","image_url":["#
                        .utf8)))
        for number in 0..<2 {
            connection.send(
                chunk(Array("\(number == 0 ? "" : ",")\"data:image/jpeg;base64,".utf8) + start))
            for _ in 0..<1000 { connection.send(more) }
            connection.send(chunk(Array("\"".utf8)))
        }
        connection.send(chunk(Array("]}}".utf8)) + Array("0\r\n\r\n".utf8))
        #expect(try connection.receiveReply().contains(#""status":"pending""#))
        let status = try String(
            contentsOfFile: "/proc/\(sandbox.processID)/status", encoding: .utf8)
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            .flatMap { Int($0.filter(\.isNumber)) }
        #expect(try #require(peak) < 128 << 10, "kB")
    }
}
