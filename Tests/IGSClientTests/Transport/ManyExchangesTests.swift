import IGSClient
import IGSTestSupport
import Synchronization
import Testing

import Glibc

/// Many exchanges at a time.
@Suite struct ManyExchangesTests {
    @Test func `256 exchanges are under way at once`() async throws {
        let server = try SocketServer { connection in
            guard let request = connection.readRequest() else { return }
            await256(connection)
            let body = request.target
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        }
        let transport = CurlTransport()
        let errors = await outcomes(transport, server.url, count: 256)
        #expect(errors.allSatisfy { $0 == nil })
        #expect(server.connectionCount == 256)
        await transport.shutdown()
        server.stop()

        /// No reply before all requests are there.
        @Sendable func await256(_ connection: Connection) {
            while connection.loggedCount < 256, !connection.isClosedByPeer { usleep(5000) }
        }
    }

    @Test func `more exchanges than connections wait for one`() async throws {
        let server = try LoopbackServer { .reply(status: 200, body: [Array($0.path.utf8)]) }
        let transport = CurlTransport()
        let errors = await outcomes(transport, server.url, count: 600)
        #expect(errors.allSatisfy { $0 == nil })
        #expect(server.received.count == 600)
        #expect(server.connectionCount <= 256)
        await transport.shutdown()
        server.stop()
    }

    @Test func `exchanges do not wait one after another for a server that does not connect`()
        async throws
    {
        let server = try SocketServer { $0.readToEnd() }
        let transport = CurlTransport(timeouts: .init(connect: .seconds(1)))
        let start = ContinuousClock.now
        let errors = await outcomes(transport, "https://localhost:\(server.port)", count: 50)
        #expect(errors.allSatisfy { $0?.mayHaveArrived == false })
        // Fifty seconds, if each waited for the one before.
        #expect(ContinuousClock.now - start < .seconds(25))
        await transport.shutdown()
        server.stop()
    }

    @Test func `a shutdown ends all of 256 exchanges`() async throws {
        let server = try SocketServer { connection in
            _ = connection.readRequest()
            connection.readToEnd()
        }
        let transport = CurlTransport()
        async let errors = outcomes(transport, server.url, count: 256)
        #expect(await holds(within: .seconds(30)) { server.requests.count == 256 })
        await transport.shutdown()
        let ended = await errors
        #expect(ended.allSatisfy { $0?.code == .cancelled && $0?.mayHaveArrived == true })
        #expect(await holds(within: .seconds(20)) { server.openCount == 0 })
        #expect(server.requests.count == 256)
        server.stop()
    }

    @Test func `256 exchanges are cancelled one by one, and the others go on`() async throws {
        let server = try SocketServer { connection in
            while let request = connection.readRequest() {
                guard request.target.hasSuffix("0") else {
                    connection.readToEnd()
                    return
                }
                let body = request.target
                connection.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            }
        }
        let transport = CurlTransport()
        let exchanges = (0..<256).map { index in
            Task { await error(transport, "\(server.url)/\(index)", "/\(index)") }
        }
        #expect(await holds(within: .seconds(30)) { server.requests.count == 256 })
        for (index, exchange) in exchanges.enumerated() where index % 10 != 0 { exchange.cancel() }
        for (index, exchange) in exchanges.enumerated() {
            let error = await exchange.value
            #expect(error?.code == (index % 10 == 0 ? nil : .cancelled))
        }
        await transport.shutdown()
        server.stop()
    }

    private func outcomes(
        _ transport: CurlTransport, _ url: String, count: Int
    ) async -> [TransportError?] {
        await withTaskGroup(of: TransportError?.self) { group in
            for index in 0..<count {
                group.addTask { await error(transport, "\(url)/\(index)", "/\(index)") }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// Sends a request whose reply must have this body.
    private func error(
        _ transport: CurlTransport, _ url: String, _ expected: String
    ) async -> TransportError? {
        await errorThrown { () async throws(TransportError) in
            let reply = try await transport.send(
                TransportRequest(method: .get, url: url, timeout: .seconds(60)))
            let body = try await reply.body.all()
            #expect(body == Array(expected.utf8))
        }
    }
}
