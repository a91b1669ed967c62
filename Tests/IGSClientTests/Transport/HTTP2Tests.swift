import Foundation
import IGSTestSupport
import Synchronization
import Testing

@testable import IGSClient

/// HTTP/2: many exchanges share a connection, and none of them is sent twice.
@Suite struct HTTP2Tests {
    @Test func `many exchanges share one connection of a real server`() async throws {
        let backend = try LoopbackServer { .reply(status: 200, body: [Array($0.path.utf8)]) }
        let nginx = try await NginxServer(before: backend.port)
        let transport = try transport()
        let connections = Mutex<Set<String>>([])
        let errors = await outcomes(count: 100) { index throws(TransportError) in
            let reply = try await transport.send(request("\(nginx.url)/\(index)"))
            #expect(reply.headers["x-protocol"] == "HTTP/2.0")
            _ = connections.withLock { $0.insert(reply.headers["x-connection"] ?? "") }
            let body = try await reply.body.all()
            #expect(body == Array("/\(index)".utf8))
        }
        #expect(errors.allSatisfy { $0 == nil })
        #expect(connections.withLock(\.self).count == 1)
        #expect(nginx.connectionCount == 1)
        #expect(Set(backend.received.map(\.path)) == Set((0..<100).map { "/\($0)" }))
        #expect(backend.received.count == 100)
        await transport.shutdown()
        nginx.stop()
        backend.stop()
    }

    @Test func `more exchanges than a connection takes are all served, once`() async throws {
        let backend = try LoopbackServer { .reply(status: 200, body: [Array($0.path.utf8)]) }
        let nginx = try await NginxServer(before: backend.port)
        let transport = try transport()
        let errors = await outcomes(count: 400) { index throws(TransportError) in
            let reply = try await transport.send(request("\(nginx.url)/\(index)", [7]))
            let body = try await reply.body.all()
            #expect(body == Array("/\(index)".utf8))
        }
        #expect(errors.allSatisfy { $0 == nil })
        #expect(Set(backend.received.map(\.path)).count == 400 && backend.received.count == 400)
        await transport.shutdown()
        nginx.stop()
        backend.stop()
    }

    @Test func `large bodies pass in both directions`() async throws {
        let size = 8_000_000
        let backend = try LoopbackServer { .reply(status: 200, body: [$0.body]) }
        let nginx = try await NginxServer(before: backend.port)
        let transport = try transport()
        let errors = await outcomes(count: 3) { index throws(TransportError) in
            let sent = [UInt8](repeating: UInt8(index), count: size)
            var request = request(nginx.url, sent)
            request.authorization = Secret("sk-canary")
            let reply = try await transport.send(request)
            let body = try await reply.body.all()
            #expect(body == sent)
        }
        #expect(errors.allSatisfy { $0 == nil })
        #expect(backend.received.map(\.key) == ["sk-canary", "sk-canary", "sk-canary"])
        #expect(backend.received.allSatisfy { $0.headers["content-length"] == "\(size)" })
        await transport.shutdown()
        nginx.stop()
        backend.stop()
    }

    @Test func `each submission makes a connection, queries share one`() async throws {
        let backend = try LoopbackServer(.json("{}"))
        let nginx = try await NginxServer(before: backend.port)
        let transport = try transport()
        for count in 1...3 {
            var request = request(nginx.url, [7])
            request.needsFreshConnection = true
            _ = try await transport.send(request).body.all()
            #expect(nginx.connectionCount == count)
        }
        for _ in 0..<3 { _ = try await transport.send(request(nginx.url)).body.all() }
        #expect(nginx.connectionCount == 3)
        #expect(backend.received.count == 6)
        await transport.shutdown()
        nginx.stop()
        backend.stop()
    }

    /// What happens to one exchange beside another one on the same connection.
    enum Trouble: CaseIterable {
        case cancelled, timedOut, outOfReach, released
    }

    @Test(arguments: Trouble.allCases)
    func `the end of one exchange leaves others on its connection alone`(
        trouble: Trouble
    ) async throws {
        let isReleased = Mutex(false)
        let backend = try SocketServer { connection in
            while let request = connection.readRequest() {
                switch request.target {
                case "/silent": connection.readToEnd()
                case "/begun":
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
                    connection.readToEnd()
                case "/slow":
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nslow")
                    while !isReleased.withLock(\.self), !connection.isClosedByPeer {
                        usleep(5000)
                    }
                    connection.write("ness")
                default: connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                }
            }
        }
        let nginx = try await NginxServer(before: backend.port)
        let transport = try transport()
        let slow = try await transport.send(request("\(nginx.url)/slow"))
        let chunks = slow.body.makeAsyncIterator()
        #expect(try await chunks.next() == Array("slow".utf8))

        switch trouble {
        case .cancelled:
            let exchange = Task {
                await error(transport, request("\(nginx.url)/silent"))
            }
            #expect(await holds(within: .seconds(20)) { backend.requests.count == 2 })
            exchange.cancel()
            #expect(await exchange.value?.code == .cancelled)
        case .timedOut:
            var request = request("\(nginx.url)/silent", [7])
            request.timeout = .milliseconds(500)
            let error = await error(transport, request)
            #expect(error?.code == .timedOut)
            #expect(error?.mayHaveArrived == true)
        case .outOfReach:
            var request = request("\(nginx.url)/a")
            request.reach = .publicInternet
            #expect(await error(transport, request)?.code == .outOfReach)
            #expect(backend.requests.count == 1)
        case .released:
            _ = try await transport.send(request("\(nginx.url)/begun"))
        }
        _ = try await transport.send(request("\(nginx.url)/b")).body.all()
        isReleased.withLock { $0 = true }
        #expect(try await chunks.next() == Array("ness".utf8))
        #expect(try await chunks.next() == nil)
        #expect(nginx.connectionCount == 1)
        await transport.shutdown()
        nginx.stop()
        backend.stop()
    }

    @Test func `a shutdown ends all exchanges of a connection`() async throws {
        let backend = try SocketServer { connection in
            _ = connection.readRequest()
            connection.readToEnd()
        }
        let nginx = try await NginxServer(before: backend.port)
        let transport = try transport()
        async let errors = outcomes(count: 50) { index throws(TransportError) in
            _ = try await transport.send(request("\(nginx.url)/\(index)", [7]))
        }
        #expect(await holds(within: .seconds(30)) { backend.requests.count == 50 })
        await transport.shutdown()
        let ended = await errors
        #expect(ended.allSatisfy { $0?.code == .cancelled && $0?.mayHaveArrived == true })
        #expect(await holds(within: .seconds(20)) { nginx.openCount == 0 })
        #expect(backend.requests.count == 50)
        nginx.stop()
        backend.stop()
    }

    /// In a process of its own, so that nothing else counts. libcurl lets a server send 32 MiB ahead in a stream.
    @Test func `a body waits for its reader within little memory, and other exchanges go on`() async
    {
        await #expect(processExitsWith: .success) {
            let backend = try SocketServer { connection in
                while let request = connection.readRequest() {
                    guard request.target == "/large" else {
                        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                        continue
                    }
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n")
                    let block = [UInt8](repeating: 7, count: 100_000)
                    for _ in 0..<2000 where !connection.write(block) { return }
                }
            }
            let nginx = try await NginxServer(before: backend.port)
            let transport = CurlTransport(
                CurlTransport.Settings(
                    authorities: try TestCertificate.localhost.certificatePath))
            func get(_ target: String) async throws -> ReplyBody {
                let url = nginx.url + target
                return try await transport.send(TransportRequest(method: .get, url: url)).body
            }
            _ = try await get("/small").all()
            let before = try ProcessMemory.now
            let chunks = try await get("/large").makeAsyncIterator()
            var byteCount = try await chunks.next()?.count ?? 0
            for _ in 0..<50 { guard try await get("/small").all().count == 2 else { exit(2) } }
            try await Task.sleep(for: .milliseconds(500))
            while let chunk = try await chunks.next() { byteCount += chunk.count }
            let growth = try ProcessMemory.peak - before
            print("peak memory grew by \(growth >> 20) MiB")
            let connectionCount = nginx.connectionCount
            await transport.shutdown()
            nginx.stop()
            backend.stop()
            let isGood =
                byteCount == 200_000_000 && growth < 96 << 20 && connectionCount == 1
            exit(isGood ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }

    /// The codes of RFC 9113, 7: for two of them libcurl would by itself send the request again.
    private static let codes: [UInt32] = [0, 1, 2, 3, 5, 7, 8, 11, 13]

    /// How a server breaks off.
    private static let ends: [HTTP2Server.Step] =
        codes.map { .reset(code: $0) }
        + codes.map { .goAway(code: $0, isIncluded: true) }
        + codes.map { .goAway(code: $0, isIncluded: false) } + [.hangUp]

    @Test(arguments: ends, [true, false])
    func `a request that a server breaks off is sent once`(
        end: HTTP2Server.Step, isPost: Bool
    ) async throws {
        for isKept in [true, false] {
            // If anything came a second time, it would be answered.
            let server = try HTTP2Server { $0 == (isKept ? 1 : 0) ? end : .reply([0x7B, 0x7D]) }
            let transport = try transport()
            if isKept { _ = try await transport.send(request(server.url, [1])).body.all() }
            let error = await error(transport, request(server.url, isPost ? [1, 2, 3] : nil))
            #expect(error?.code == .broken)
            #expect(error?.mayHaveArrived == true)
            let sent: [[UInt8]] = [isPost ? [1, 2, 3] : []]
            #expect(server.bodies == (isKept ? [[1]] + sent : sent))
            // The transport goes on.
            let next = try await transport.send(request(server.url, [9])).body.all()
            #expect(next == [0x7B, 0x7D])
            #expect(server.bodies.last == [9])
            await transport.shutdown()
            server.stop()
        }
    }

    @Test(arguments: codes)
    func `a body that a server breaks off is an error`(code: UInt32) async throws {
        let server = try HTTP2Server { _ in .reset(code: code, after: [1, 2, 3]) }
        let transport = try transport()
        let error = await error(transport, request(server.url, [1]))
        #expect(error?.code == .broken)
        #expect(error?.mayHaveArrived == true)
        #expect(server.bodies.count == 1)
        await transport.shutdown()
        server.stop()
    }

    @Test(arguments: [[], [1, 2, 3]], [[], [4, 5, 6]])
    func `a request that a server breaks off leaves others on its connection alone`(
        before: [UInt8], beside: [UInt8]
    ) async throws {
        let server = try HTTP2Server { index in
            switch index {
            case 0: beside.isEmpty ? .silence : .beginning(beside)
            case 1: .reset(code: 2, after: before)
            default: .reply([9])
            }
        }
        let transport = try transport()
        let url = server.url
        let other = Task { await self.error(transport, request(url, [0])) }
        #expect(await holds(within: .seconds(20)) { server.bodies.count == 1 })
        let error = await error(transport, request(server.url, [1]))
        #expect(error?.code == .broken)
        #expect(error?.mayHaveArrived == true)
        #expect(try await transport.send(request(server.url, [2])).body.all() == [9])
        #expect(server.bodies == [[0], [1], [2]] && server.connectionCount == 1)
        await transport.shutdown()
        #expect(await other.value?.code == .cancelled)
        server.stop()
    }

    @Test func `a server that wants no more requests on a connection gets the next over another`()
        async throws
    {
        let server = try HTTP2Server { .lastReply([UInt8($0)]) }
        let transport = try transport()
        for count in 1...5 {
            let body = try await transport.send(request(server.url, [UInt8(count)])).body.all()
            #expect(body == [UInt8(count - 1)])
            #expect(server.bodies.count == count)
            #expect(server.connectionCount == count)
        }
        await transport.shutdown()
        server.stop()
    }

    @Test func `a silent server is not waited for`() async throws {
        let server = try HTTP2Server { _ in .silence }
        let transport = try transport(.init(silence: .milliseconds(500)))
        let error = await error(transport, request(server.url, [1]))
        #expect(error?.code == .timedOut)
        #expect(error?.mayHaveArrived == true)
        #expect(server.bodies.count == 1)
        await transport.shutdown()
        server.stop()
    }

    private func transport(_ timeouts: CurlTransport.Timeouts = .init()) throws -> CurlTransport {
        CurlTransport(
            CurlTransport.Settings(
                timeouts: timeouts, authorities: try TestCertificate.localhost.certificatePath))
    }

    private func request(_ url: String, _ body: [UInt8]? = nil) -> TransportRequest {
        TransportRequest(
            method: body == nil ? .get : .post, url: url, body: body.map { RequestBody($0) },
            timeout: .seconds(60))
    }

    private func error(
        _ transport: CurlTransport, _ request: TransportRequest
    ) async -> TransportError? {
        await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request).body.all()
        }
    }

    private func outcomes(
        count: Int, _ body: @escaping @Sendable (Int) async throws(TransportError) -> Void
    ) async -> [TransportError?] {
        await withTaskGroup(of: TransportError?.self) { group in
            for index in 0..<count {
                group.addTask {
                    await errorThrown { () async throws(TransportError) in try await body(index) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }
}
