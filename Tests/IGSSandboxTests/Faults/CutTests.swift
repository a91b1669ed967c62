import Glibc
import IGSTestSupport
import Testing

/// Connections that are cut, looked at byte by byte.
@Suite(.serialized) struct CutTests {
    private static let prompt = "a mill"

    /// The lengths of a submission and its reply with ids of the form `c00000`.
    private func lengths() throws -> (request: Int, reply: Int) {
        let sandbox = try SandboxProcess()
        let connection = try Connection(port: sandbox.port)
        let request = sandbox.submission(Self.prompt, id: "c00000")
        connection.send(request)
        return (request.count, try connection.receiveReply().utf8.count)
    }

    private func name(_ number: Int) -> String {
        let digits = String(number)
        return "c" + String(repeating: "0", count: 5 - digits.count) + digits
    }

    @Test(arguments: ["fin", "rst"])
    func `a request can be cut at every byte, and is not accepted unless it was whole`(
        end: String
    ) throws {
        let length = try lengths().request
        let plan = (0...length).map { "submit \($0 + 1) cut-request \($0) \(end)\n" }.joined()
        let sandbox = try SandboxProcess.failing(plan)
        for byte in 0...length {
            let connection = try Connection(port: sandbox.port)
            connection.send(sandbox.submission(Self.prompt, id: name(byte)))
            let (bytes, seen) = connection.receive()
            #expect(bytes.isEmpty && seen.rawValue == end, "at \(byte)")
        }
        #expect(sandbox.charged == [name(length)])
        #expect(sandbox.injected.map(\.number) == (1...length + 1).map(Int?.some))
        #expect(try sandbox.submit(Self.prompt, id: "after").status == 200)
    }

    @Test(arguments: ["fin", "rst"])
    func `a reply can be cut at every byte, once its task is charged`(end: String) throws {
        let length = try lengths().reply
        let plan = (0...length).map { "submit \($0 + 1) cut-reply \($0) \(end)\n" }.joined()
        let sandbox = try SandboxProcess.failing(plan)
        for byte in 0...length {
            let connection = try Connection(port: sandbox.port)
            connection.send(sandbox.submission(Self.prompt, id: name(byte)))
            let (bytes, seen) = connection.receive()
            #expect(bytes.count == byte && seen.rawValue == end, "at \(byte)")
            #expect(sandbox.charged.last == name(byte))
        }
        #expect(sandbox.charged == (0...length).map(name))
        #expect(sandbox.injected.map(\.outTaskID) == (0...length).map(name))
    }

    @Test(arguments: [0, 1, 17, 100])
    func `a stalled connection stays open, and nothing else stands still`(byte: Int) throws {
        let sandbox = try SandboxProcess.failing(
            "submit 1 cut-request \(byte) stall\nsubmit 2 cut-reply \(byte) stall")
        let connections = try (0..<2).map { index in
            let connection = try Connection(port: sandbox.port)
            connection.send(sandbox.submission(Self.prompt, id: name(index)))
            while sandbox.injected.count <= index { usleep(1000) }
            let (bytes, seen) = connection.receive(milliseconds: 100)
            #expect(bytes.count == (index == 0 ? 0 : byte))
            #expect(seen == .open)
            return connection
        }
        #expect(sandbox.charged == [name(1)])
        #expect(try sandbox.submit(Self.prompt, id: "after").status == 200)
        sandbox.signal(SIGTERM)
        #expect(sandbox.waitForExit() == 128 + SIGTERM)
        #expect(connections[1].receive().end != .open)
    }

    @Test func `a request can stall at every byte, and is not accepted unless it was whole`() throws
    {
        let length = try lengths().request
        let (sandbox, connections) = try stall("cut-request", upTo: length) { sandbox, byte in
            #expect(sandbox.charged == (byte < length ? [] : [name(byte)]))
        }
        for connection in connections { expectStall(connection, after: 0) }
        withExtendedLifetime(sandbox) {}
    }

    @Test func `a reply can stall at every byte, once its task is charged`() throws {
        let length = try lengths().reply
        let (sandbox, connections) = try stall("cut-reply", upTo: length) { sandbox, byte in
            #expect(sandbox.charged.last == name(byte))
        }
        for (byte, connection) in connections.enumerated() {
            expectStall(connection, after: byte)
        }
        withExtendedLifetime(sandbox) {}
    }

    /// Submits tasks, each of which stalls a byte later than the one before, and checks after each.
    private func stall(
        _ fault: String, upTo length: Int, check: (SandboxProcess, Int) -> Void
    ) throws -> (SandboxProcess, [Connection]) {
        let plan = (0...length).map { "submit \($0 + 1) \(fault) \($0) stall\n" }.joined()
        let sandbox = try SandboxProcess.failing(plan)
        let connections = try (0...length).map { byte in
            let connection = try Connection(port: sandbox.port)
            connection.send(sandbox.submission(Self.prompt, id: name(byte)))
            while sandbox.injected.count <= byte { usleep(1000) }
            check(sandbox, byte)
            return connection
        }
        return (sandbox, connections)
    }

    /// Expects a connection to be open after so many bytes, and to be let go with its caller.
    private func expectStall(_ connection: Connection, after count: Int) {
        let (bytes, end) = connection.receive(milliseconds: 5)
        #expect(bytes.count == count && end == .open, "at \(count)")
        connection.finishSending()
        #expect(connection.receive().end == .fin, "at \(count)")
    }

    @Test func `a stalled connection whose caller has given up is let go`() throws {
        let sandbox = try SandboxProcess.failing("submit lose-reply stall")
        for number in 0..<20 {
            let connection = try Connection(port: sandbox.port)
            connection.send(sandbox.submission(Self.prompt, id: name(number)))
            connection.finishSending()
            #expect(connection.receive().end == .fin)
        }
        #expect(sandbox.charged == (0..<20).map(name))
    }

    @Test func `on a connection that is kept, every request is counted for itself`() throws {
        let sandbox = try SandboxProcess.failing(
            "submit 3 cut-reply 50 rst\nsubmit 4 cut-reply 100000\nsubmit 6 cut-request 90 fin")
        var connection = try Connection(port: sandbox.port)
        for number in 1...3 {
            connection.send(sandbox.request("GET", "/api/openapi/balance"))
            #expect(try connection.receiveReply().hasPrefix("HTTP/1.1 200 OK"))
            connection.send(sandbox.submission(Self.prompt, id: name(number)))
            if number < 3 { #expect(try connection.receiveReply().hasPrefix("HTTP/1.1 200 OK")) }
        }
        var (bytes, end) = connection.receive()
        #expect(bytes.count == 50 && end == .rst)

        connection = try Connection(port: sandbox.port)
        for number in 4...5 {
            connection.send(sandbox.submission(Self.prompt, id: name(number)))
            #expect(try connection.receiveReply().hasPrefix("HTTP/1.1 200 OK"))
        }
        connection.send(sandbox.submission(Self.prompt, id: name(6)))
        (bytes, end) = connection.receive()
        #expect(bytes.isEmpty && end == .fin)
        #expect(sandbox.charged == (1...5).map(name))
        #expect(sandbox.injected.map(\.line) == [1, 3], "a cut behind the end is none")
    }

    @Test func `a request that comes byte by byte is cut all the same`() throws {
        let sandbox = try SandboxProcess.failing("submit 1 cut-request 150 rst")
        let connection = try Connection(port: sandbox.port)
        for byte in sandbox.submission(Self.prompt, id: name(0)) { connection.send([byte]) }
        #expect(connection.receive().end == .rst)
        #expect(sandbox.charged.isEmpty)
    }

    @Test func `a prompt can call for a cut where there is no plan`() throws {
        let sandbox = try SandboxProcess()
        let connection = try Connection(port: sandbox.port)
        connection.send(sandbox.submission("a mill", id: name(0)))
        #expect(try connection.receiveReply().hasPrefix("HTTP/1.1 200 OK"))
        connection.send(sandbox.submission("a mill sandbox:cut-reply 33 rst", id: name(1)))
        let (bytes, end) = connection.receive()
        #expect(bytes.count == 33 && end == .rst)
        #expect(sandbox.charged == [name(0), name(1)])
        #expect(sandbox.injected.map(\.fault) == ["cut-reply 33 rst"])
    }
}
