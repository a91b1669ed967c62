@testable import IGSClient
import IGSTestSupport
import Synchronization
import Testing

import Glibc

/// A request is sent once, whatever becomes of its connection.
@Suite struct SentOnceTests {
    enum End: CaseIterable {
        case close, reset
    }

    @Test(arguments: [TransportRequest.Method.get, .post], End.allCases)
    func `a request on a kept connection that ends before any reply is sent once`(
        method: TransportRequest.Method, end: End
    ) async throws {
        let server = try SocketServer { connection in
            while let request = connection.readRequest() {
                guard request.target != "/last" else {
                    if end == .reset { connection.resetAtEnd() }
                    return
                }
                connection.write(Self.reply)
            }
        }
        let transport = CurlTransport()
        for _ in 0..<2 {
            let reply = try await transport.send(request("\(server.url)/first", .get))
            #expect(try await reply.body.all() == [0x7B, 0x7D])
        }
        #expect(server.connectionCount == 1)
        let error = await error(transport, request("\(server.url)/last", method))
        #expect(error?.code == .broken)
        #expect(error?.mayHaveArrived == true)
        #expect(server.requests.map(\.target) == ["/first", "/first", "/last"])
        await transport.shutdown()
        server.stop()
    }

    @Test(arguments: [TransportRequest.Method.get, .post], End.allCases)
    func `many requests on connections that end at the same time are each sent once`(
        method: TransportRequest.Method, end: End
    ) async throws {
        let server = try SocketServer { connection in
            guard connection.readRequest() != nil, connection.write(Self.reply) else { return }
            guard connection.readRequest() != nil else { return }
            if end == .reset { connection.resetAtEnd() }
        }
        let transport = CurlTransport()
        let outcomes = await withTaskGroup(of: (String, TransportError?).self) { group in
            for index in 0..<200 {
                group.addTask {
                    let target = "/\(index)"
                    return (target, await error(transport, request(server.url + target, method)))
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = .some($1.1) }
        }
        let counts = server.requests.reduce(into: [:]) { $0[$1.target, default: 0] += 1 }
        #expect(outcomes.count == 200)
        for (target, error) in outcomes { check(error, count: counts[target] ?? 0) }
        await transport.shutdown()
        server.stop()
    }

    /// The server closes the idle connection while the next request is on its way to it.
    @Test(arguments: [0, 1, 5, 20], [TransportRequest.Method.get, .post])
    func `a request that meets the end of an idle connection is sent once at most`(
        milliseconds: Int, method: TransportRequest.Method
    ) async throws {
        let server = try SocketServer { connection in
            while connection.readRequest() != nil {
                connection.write(Self.reply)
                var waiting = pollfd(
                    fd: connection.descriptor, events: Int16(POLLIN), revents: 0)
                guard poll(&waiting, 1, Int32(milliseconds)) > 0 else { return }
            }
        }
        let transport = CurlTransport()
        for index in 0..<50 {
            var error = await error(transport, request("\(server.url)/\(index)/a", method))
            check(error, count: count("/\(index)/a", server))
            try await Task.sleep(for: .milliseconds(milliseconds))
            error = await self.error(transport, request("\(server.url)/\(index)/b", method))
            check(error, count: count("/\(index)/b", server))
        }
        await transport.shutdown()
        server.stop()
    }

    @Test func `a request that no kept connection was left for goes over a new one`() async throws {
        let server = try SocketServer { connection in
            if connection.readRequest() != nil { connection.write(Self.reply) }
        }
        let transport = CurlTransport()
        for count in 1...3 {
            #expect(await error(transport, request(server.url, .post)) == nil)
            #expect(server.requests.count == count)
            #expect(await holds(within: .seconds(20)) { server.openCount == 0 })
        }
        await transport.shutdown()
        server.stop()
    }

    private static let reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

    private func request(_ url: String, _ method: TransportRequest.Method) -> TransportRequest {
        TransportRequest(
            method: method, url: url, body: method == .post ? RequestBody([1, 2, 3]) : nil,
            timeout: .seconds(30))
    }

    /// Checks that what is known of a request agrees with how often the server has read it.
    private func check(_ error: TransportError?, count: Int) {
        switch error {
        case nil: #expect(count == 1)
        case let error?:
            #expect(error.code == .broken)
            #expect(count <= (error.mayHaveArrived ? 1 : 0))
        }
    }

    private func count(_ target: String, _ server: SocketServer) -> Int {
        server.requests.count { $0.target == target }
    }

    private func error(
        _ transport: CurlTransport, _ request: TransportRequest
    ) async -> TransportError? {
        await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request).body.all()
        }
    }
}
