@testable import IGSClient
import IGSTestSupport
import Testing

import Glibc

/// A server that is slow or silent is waited for as long as the limits say, and no longer.
@Suite struct SlowPeerTests {
    struct Peer: CustomTestStringConvertible {
        let testDescription: String
        /// What it sends at once.
        let start: String
        /// What it sends again and again after that; empty to be silent.
        var drop = ""
        /// Whether the body's beginning arrives.
        var isInBody = false
    }

    @Test(arguments: [
        Peer(testDescription: "before the head", start: ""),
        Peer(testDescription: "after an informational head", start: "HTTP/1.1 102 Wait\r\n\r\n"),
        Peer(testDescription: "within the first line", start: "HTTP/1.1 20"),
        Peer(testDescription: "within a field", start: "HTTP/1.1 200 OK\r\nX: "),
        Peer(
            testDescription: "a field without an end", start: "HTTP/1.1 200 OK\r\nX: ", drop: "x"),
        Peer(
            testDescription: "before the body",
            start: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", isInBody: true),
        Peer(
            testDescription: "within the body",
            start: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", isInBody: true),
        Peer(
            testDescription: "within a chunk's length",
            start: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1",
            isInBody: true),
        Peer(
            testDescription: "before the end of the connection",
            start: "HTTP/1.1 200 OK\r\n\r\nabc", isInBody: true),
    ])
    func `silence ends the exchange`(peer: Peer) async throws {
        try await checkTimeOut(peer, silence: .milliseconds(500), timeout: .seconds(600))
    }

    @Test(arguments: [
        Peer(testDescription: "first lines", start: "", drop: "HTTP/1.1 100 Continue\r\n\r\n"),
        Peer(testDescription: "fields", start: "HTTP/1.1 200 OK\r\n", drop: "X: 1\r\n"),
        Peer(
            testDescription: "bytes of a body", start: "HTTP/1.1 200 OK\r\n\r\n", drop: "x",
            isInBody: true),
        Peer(
            testDescription: "chunks",
            start: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            drop: "1\r\nx\r\n", isInBody: true),
        Peer(
            testDescription: "fields after the body",
            start: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n",
            drop: "X: 1\r\n", isInBody: true),
        Peer(testDescription: "nothing", start: ""),
    ])
    func `what goes on for ever is ended by the time for the whole exchange`(
        peer: Peer
    ) async throws {
        try await checkTimeOut(peer, silence: .seconds(600), timeout: .seconds(1))
    }

    @Test func `a slow server is waited for while it goes on`() async throws {
        let server = try SocketServer { connection in
            _ = connection.readRequest()
            for part in [
                "HTTP/1.1 200 OK\r\n", "A: b\r\n", "Content-Length: 6\r\n\r\n", "abc", "def",
            ] {
                usleep(400_000)
                connection.write(part)
            }
        }
        let transport = CurlTransport(timeouts: .init(silence: .seconds(1)))
        let reply = try await transport.send(
            TransportRequest(method: .get, url: server.url, timeout: .seconds(60)))
        #expect(try await reply.body.all() == Array("abcdef".utf8))
        await transport.shutdown()
        server.stop()
    }

    @Test func `a server that reads slowly is waited for while it goes on`() async throws {
        let server = try SocketServer { connection in
            guard let head = connection.readHead() else { return }
            var missing = Int(head["content-length"] ?? "") ?? 0
            while missing > 0 {
                let count = connection.readExactly(min(missing, 4_000_000))?.count ?? missing
                missing -= count
                usleep(300_000)
            }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        let transport = CurlTransport(timeouts: .init(silence: .seconds(1)))
        let body = RequestBody([UInt8](repeating: 7, count: 24_000_000))
        let reply = try await transport.send(
            TransportRequest(method: .post, url: server.url, body: body, timeout: .seconds(60)))
        #expect(reply.status == 200)
        await transport.shutdown()
        server.stop()
    }

    @Test func `a reader who takes its time is not the server's silence`() async throws {
        let server = try LoopbackServer(
            .reply(status: 200, body: [[UInt8](repeating: 7, count: 20_000_000)]))
        let transport = CurlTransport(timeouts: .init(silence: .milliseconds(500)))
        let reply = try await transport.send(TransportRequest(method: .get, url: server.url))
        try await Task.sleep(for: .seconds(2))
        #expect(try await reply.body.all().count == 20_000_000)
        await transport.shutdown()
        server.stop()
    }

    private func checkTimeOut(_ peer: Peer, silence: Duration, timeout: Duration) async throws {
        let server = try SocketServer { connection in
            _ = connection.readRequest()
            connection.write(peer.start)
            while !peer.drop.isEmpty, connection.write(peer.drop) { usleep(20_000) }
            connection.readToEnd()
        }
        let transport = CurlTransport(timeouts: .init(silence: silence))
        var hasReply = false
        let error = await errorThrown { () async throws(TransportError) in
            let reply = try await transport.send(
                TransportRequest(
                    method: .post, url: server.url, body: RequestBody([1]), timeout: timeout))
            hasReply = true
            _ = try await reply.body.all()
        }
        #expect(error?.code == .timedOut)
        #expect(error?.mayHaveArrived == true)
        #expect(hasReply == peer.isInBody)
        #expect(server.requests.count == 1)
        #expect(await holds(within: .seconds(20)) { server.openCount == 0 })
        await transport.shutdown()
        server.stop()
    }
}
