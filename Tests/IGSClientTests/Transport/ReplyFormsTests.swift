@testable import IGSClient
import IGSTestSupport
import Synchronization
import Testing

import Glibc

/// Replies as servers write them, right and wrong.
@Suite struct ReplyFormsTests {
    /// A reply, and what it says.
    struct Reply: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        var status = 200
        var fields: [String: String] = [:]
        var body = "abc"
    }

    @Test(arguments: [
        Reply(
            testDescription: "informational heads first",
            text: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\nX: early"
                + "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\nX: late\r\n\r\nabc",
            fields: ["x": "late"]),
        Reply(
            testDescription: "fields after the body",
            text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: head\r\nTrailer: X\r\n\r\n"
                + "1\r\na\r\n2;q=1\r\nbc\r\n0\r\nX: tail\r\nY: tail\r\n\r\n", fields: ["x": "head"]),
        Reply(testDescription: "a body up to the end", text: "HTTP/1.1 200 OK\r\n\r\nabc"),
        Reply(testDescription: "version 1.0", text: "HTTP/1.0 200 OK\r\n\r\nabc"),
        Reply(
            testDescription: "more than the length",
            text: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef"),
        Reply(
            testDescription: "two replies in one",
            text: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
                + "HTTP/1.1 500 No\r\nContent-Length: 1\r\n\r\nx"),
        Reply(
            testDescription: "names in any case",
            text: "HTTP/1.1 200 OK\r\ncOnTeNt-LENGTH:3\r\nrEtRy-AfTeR:  7\t \r\n\r\nabcdef",
            fields: ["retry-after": "7", "RETRY-AFTER": "7"]),
        Reply(
            testDescription: "a value on several lines",
            text: "HTTP/1.1 200 OK\r\nX: one\r\n two\r\n\tthree\r\nContent-Length: 3\r\n\r\nabc",
            fields: ["x": "one two three"]),
        Reply(
            testDescription: "line feeds alone", text: "HTTP/1.1 200 OK\nContent-Length: 3\n\nabc"),
        Reply(
            testDescription: "no phrase", text: "HTTP/1.1 404\r\nContent-Length: 3\r\n\r\nabc",
            status: 404),
        Reply(
            testDescription: "a status of nobody's",
            text: "HTTP/1.1 799 Odd one\r\nContent-Length: 3\r\n\r\nabc", status: 799),
        Reply(
            testDescription: "no body by its status",
            text: "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc", status: 204, body: ""),
        Reply(
            testDescription: "no body by its length",
            text: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nabc", body: ""),
        Reply(
            testDescription: "the first of several fields",
            text: "HTTP/1.1 200 OK\r\nX: 1\r\nX: 2\r\nContent-Length: 3\r\n\r\nabc",
            fields: ["x": "1"]),
        Reply(
            testDescription: "an empty value",
            text: "HTTP/1.1 200 OK\r\nX:\r\nContent-Length: 3\r\n\r\nabc", fields: ["x": ""]),
        Reply(
            testDescription: "bytes that are not UTF-8 and 20,000 fields",
            text: "HTTP/1.1 200 OK\r\n" + String(repeating: "a: ü\r\n", count: 20_000)
                + "X: last\r\nContent-Length: 3\r\n\r\nabc", fields: ["a": "ü", "x": "last"]),
    ])
    func `a reply is read as it is meant, and the next one is not mistaken`(
        reply: Reply
    ) async throws {
        let server = try SocketServer { connection in
            guard let request = connection.readRequest() else { return }
            let next = "HTTP/1.1 201 Next\r\nContent-Length: 4\r\n\r\nnext"
            connection.write(request.target == "/next" ? next : reply.text)
        }
        let transport = CurlTransport()
        let first = try await transport.send(request(server))
        #expect(first.status == reply.status)
        for (name, value) in reply.fields { #expect(first.headers[name] == value) }
        #expect(first.headers["y"] == nil && first.headers["link"] == nil)
        #expect(try await first.body.all() == Array(reply.body.utf8))
        // The connection may have ended in the meantime, which is its server's choice.
        #expect(await holds(within: .seconds(20)) { server.openCount == 0 })
        let next = try await transport.send(request(server, "/next"))
        #expect(next.status == 201)
        #expect(try await next.body.all() == Array("next".utf8))
        await transport.shutdown()
        server.stop()
    }

    /// On a kept connection libcurl 7.88 may take it for that; newer versions look first whether something waits there.
    @Test func `what a server sends unasked is not the reply to a submission`() async throws {
        let server = try SocketServer { connection in
            while let request = connection.readRequest() {
                let body = request.target
                connection.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
                usleep(100_000)
                connection.write("HTTP/1.1 408 Slow\r\nContent-Length: 6\r\n\r\npoison")
            }
        }
        let transport = CurlTransport()
        let first = try await transport.send(request(server, "/first")).body.all()
        #expect(first == Array("/first".utf8))
        // Time for what is unasked to arrive.
        try await Task.sleep(for: .milliseconds(500))
        var second = request(server, "/second")
        second.needsFreshConnection = true
        #expect(try await transport.send(second).body.all() == Array("/second".utf8))
        await transport.shutdown()
        server.stop()
    }

    @Test(arguments: [
        "hello\n", "\r\n\r\n", "{}", "HTTP", "HTTP/1.1\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\nabc",
        "HTTP/1.1 20 OK\r\n\r\nabc", "HTTP/1.1 99999999999 OK\r\n\r\nabc",
        "HTTP/1.1 -200 OK\r\n\r\nabc", "HTTP/7.1 200 OK\r\n\r\nabc", "ICY 200 OK\r\n\r\nabc",
        "<html>Welcome</html>", "\u{0}\u{0}\u{0}", "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 101 Switching\r\n\r\n", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
    ])
    func `what is not a reply is an error, and its request was sent once`(
        text: String
    ) async throws {
        let server = try SocketServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(text)
        }
        let transport = CurlTransport()
        var request = request(server)
        (request.method, request.body) = (.post, RequestBody([1]))
        let error = await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request).body.all()
        }
        #expect(error?.code == .broken)
        #expect(error?.mayHaveArrived == true)
        #expect(server.requests.count == 1)
        await transport.shutdown()
        server.stop()
    }

    @Test func `a connection that becomes something else is given up`() async throws {
        let server = try SocketServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\nabc")
            // Open until the other side has had enough.
            _ = connection.readRequest()
        }
        let transport = CurlTransport()
        let request = request(server)
        let error = await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request)
        }
        #expect(error?.code == .broken)
        #expect(error?.message == "this is not HTTP")
        await transport.shutdown()
        server.stop()
    }

    @Test(arguments: [
        "Content-Length: 9\r\n\r\nabc", "Content-Length: 9223372036854775807\r\n\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\n9\r\nabc", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
        "Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
    ])
    func `a body that is not whole is an error, after what came of it`(text: String) async throws {
        let server = try SocketServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n" + text)
        }
        let transport = CurlTransport()
        let reply = try await transport.send(request(server))
        var body: [UInt8] = []
        let error = await errorThrown { () async throws(TransportError) in
            for try await chunk in reply.body { body += chunk }
        }
        #expect(error?.code == .broken)
        #expect(error?.mayHaveArrived == true)
        #expect("abc".utf8.starts(with: body))
        await transport.shutdown()
        server.stop()
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\n", "X: 1\r\n"), ("HTTP/1.1 200 OK\r\nX: ", "x"), ("HTTP/1.1 2", "0"),
        ("HTTP/1.1 200 OK\r\nX: ", "\r\n y"), ("", "HTTP/1.1 100 Continue\r\n\r\n"),
    ])
    func `a head without an end is not read for ever`(start: String, text: String) async throws {
        let written = Mutex(0)
        let server = try SocketServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(start)
            let block = Array(String(repeating: text, count: 10_000).utf8)
            while connection.write(block) { written.withLock { $0 += block.count } }
        }
        let transport = CurlTransport()
        let error = await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request(server))
        }
        #expect(error?.code == .broken)
        #expect(error?.mayHaveArrived == true)
        // What the client reads of it is far less than what the buffers of a connection take.
        #expect(await holds(within: .seconds(20)) { server.openCount == 0 })
        #expect(written.withLock(\.self) < 30_000_000)
        await transport.shutdown()
        server.stop()
    }

    private func request(_ server: SocketServer, _ target: String = "/") -> TransportRequest {
        TransportRequest(method: .get, url: server.url + target, timeout: .seconds(30))
    }
}
