@testable import IGSClient
import IGSTestSupport
import Synchronization
import Testing

import Glibc

/// What is known of a request after its exchange has failed: `mayHaveArrived` is false only if the server provably does
/// not have all of it.
@Suite struct ArrivalTests {
    /// More than the buffers of a connection hold.
    private static let largeByteCount = 20_000_000

    /// What a server does with a request of three bytes.
    struct Behaviour: CustomTestStringConvertible {
        let testDescription: String
        let code: TransportError.Code
        let serve: @Sendable (Connection) -> Void

        init(
            _ description: String, _ code: TransportError.Code,
            _ serve: @escaping @Sendable (Connection) -> Void
        ) {
            testDescription = description
            self.code = code
            self.serve = serve
        }
    }

    @Test(arguments: [
        Behaviour("closes at once", .broken) { _ in },
        Behaviour("resets after the head", .broken) { connection in
            _ = connection.readHead()
            connection.resetAtEnd()
        },
        Behaviour("closes after the head", .broken) { _ = $0.readHead() },
        Behaviour("closes after the request", .broken) { _ = $0.readRequest() },
        Behaviour("resets after the request", .broken) { connection in
            _ = connection.readRequest()
            connection.resetAtEnd()
        },
        Behaviour("closes within the head", .broken) { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Le")
        },
        Behaviour("says something else", .broken) { connection in
            _ = connection.readRequest()
            connection.write("SSH-2.0-OpenSSH_9.2\r\n")
        },
        Behaviour("says nothing", .timedOut) { $0.readToEnd() },
    ])
    func `a small request may have arrived once it was given to a connection`(
        behaviour: Behaviour
    ) async throws {
        let server = try SocketServer(behaviour.serve)
        let error = await error(
            request(server.url, [1, 2, 3], timeout: .seconds(behaviour.code == .timedOut ? 1 : 20)))
        #expect(error?.code == behaviour.code)
        #expect(error?.mayHaveArrived == true)
        #expect(server.requests.count <= 1 && server.connectionCount == 1)
        server.stop()
    }

    @Test(arguments: [
        Behaviour("closes at once", .broken) { _ in },
        Behaviour("closes after the head", .broken) { _ = $0.readHead() },
        Behaviour("resets after some of it", .broken) { connection in
            _ = connection.readExactly(1_000_000)
            connection.resetAtEnd()
        },
        Behaviour("does not read", .timedOut) { connection in
            while usleep(10_000) == 0, !connection.isClosedByPeer {}
        },
    ])
    func `a large request that was not sent to its end has not arrived`(
        behaviour: Behaviour
    ) async throws {
        let server = try SocketServer(behaviour.serve)
        let body = [UInt8](repeating: 7, count: Self.largeByteCount)
        let error = await error(
            request(server.url, body), .init(timeouts: .init(silence: .seconds(2))))
        #expect(error?.code == behaviour.code)
        #expect(error?.mayHaveArrived == false)
        #expect(server.requests.isEmpty && server.connectionCount == 1)
        server.stop()
    }

    @Test func `a refusal that comes before the request was sent to its end is passed on`()
        async throws
    {
        let server = try SocketServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 413 Too large\r\nContent-Length: 2\r\n\r\n{}")
            connection.readToEnd()
        }
        let transport = CurlTransport()
        let body = [UInt8](repeating: 7, count: Self.largeByteCount)
        let reply = try await transport.send(request(server.url, body))
        #expect(reply.status == 413)
        #expect(try await reply.body.all() == [0x7B, 0x7D])
        await transport.shutdown()
        server.stop()
    }

    @Test func `a file that changes during the upload leaves the request incomplete`() async throws
    {
        let folder = try TemporaryFolder()
        let path = try folder.write(Pictures.png(3, 2), to: "a.png")
        #expect(truncate(path, Self.largeByteCount) == 0)
        let server = try SocketServer { connection in
            _ = connection.readExactly(1_000_000)
            truncate(path, 0)
            connection.readToEnd()
        }
        var request = request(server.url, [])
        request.body = RequestBody(
            segments: [.base64(path: path, byteCount: Self.largeByteCount), .bytes([1])])
        let error = await error(request)
        #expect(error?.code == .body)
        #expect(error?.mayHaveArrived == false)
        #expect(
            error?.underlying as? ReferenceError == ReferenceError(code: .changed, subject: path))
        server.stop()
    }

    @Test(arguments: [
        Behaviour("speaks no TLS", .notEncrypted) { connection in
            connection.write("HTTP/1.1 400 Bad request\r\nContent-Length: 0\r\n\r\n")
            connection.readToEnd()
        },
        Behaviour("closes at once", .notEncrypted) { _ in },
        Behaviour("closes after the greeting", .notEncrypted) { _ = $0.read() },
        Behaviour("says nothing", .notEncrypted) { $0.readToEnd() },
    ])
    func `without encryption nothing has arrived`(behaviour: Behaviour) async throws {
        let server = try SocketServer(behaviour.serve)
        let error = await error(
            request("https://localhost:\(server.port)", [1, 2, 3]),
            .init(timeouts: .init(connect: .seconds(1))))
        #expect(error?.code == behaviour.code)
        #expect(error?.mayHaveArrived == false)
        #expect(server.requests.isEmpty)
        server.stop()
    }

    @Test func `a server whose certificate nobody vouches for gets nothing`() async throws {
        let server = try LoopbackServer(.json("{}"), certificate: .localhost)
        let error = await error(request("https://localhost:\(server.port)", [1, 2, 3]))
        #expect(error?.code == .untrusted)
        #expect(error?.mayHaveArrived == false)
        #expect(server.connectionCount == 1 && server.received.isEmpty)
        server.stop()
    }

    @Test func `without a connection nothing has arrived`() async throws {
        let unused = try UnusedPort()
        let refused = await error(request(unused.url, [1]))
        #expect(refused?.code == .notConnected)
        #expect(refused?.mayHaveArrived == false)
        #expect(refused?.message == "Connection refused")

        let full = try FullPort()
        let slow = await error(
            request("http://127.0.0.1:\(full.port)/", [1]),
            .init(timeouts: .init(connect: .milliseconds(300))))
        #expect(slow?.code == .notConnected)
        #expect(slow?.mayHaveArrived == false)

        let unresolved = await error(request("https://service.invalid/", [1]))
        #expect(unresolved?.code == .unresolved)
        #expect(unresolved?.mayHaveArrived == false)
    }

    @Test func `a request whose time is over before it was sent has not arrived`() async throws {
        let full = try FullPort()
        let silent = try SocketServer { $0.readToEnd() }
        for url in ["http://127.0.0.1:\(full.port)/", "https://localhost:\(silent.port)/"] {
            let error = await error(request(url, [1], timeout: .milliseconds(300)))
            #expect(error?.code == .timedOut)
            #expect(error?.mayHaveArrived == false)
        }
        silent.stop()
    }

    /// How far an exchange is when it is ended from outside.
    enum Moment: CaseIterable {
        case beforeStart, connecting, encrypting, uploading, waiting, inBody

        var mayHaveArrived: Bool { self == .waiting || self == .inBody }
    }

    enum Ending: CaseIterable {
        case cancellation, shutdown
    }

    @Test(arguments: Moment.allCases, Ending.allCases)
    func `an exchange that is ended from outside says whether the request may have arrived`(
        moment: Moment, ending: Ending
    ) async throws {
        let full = try FullPort()
        let (reached, isEnded) = (Reached(), Reached())
        let server = try SocketServer { connection in
            switch moment {
            case .encrypting, .uploading:
                _ = connection.read()
                reached.mark()
                // The upload must not come to its end meanwhile.
                while !isEnded.isMarked { usleep(5000) }
                connection.readToEnd()
            default:
                _ = connection.readRequest()
                if moment == .inBody {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
                } else {
                    reached.mark()
                }
                connection.readToEnd()
            }
        }
        let url =
            switch moment {
            case .connecting: "http://127.0.0.1:\(full.port)/"
            case .encrypting: "https://localhost:\(server.port)/"
            default: server.url
            }
        let byteCount = moment == .uploading ? Self.largeByteCount : 3
        let request = request(url, [UInt8](repeating: 7, count: byteCount))
        let transport = CurlTransport()
        if moment == .beforeStart, ending == .shutdown { await transport.shutdown() }
        let exchange = Task {
            if moment == .beforeStart, ending == .cancellation {
                while !Task.isCancelled { await Task.yield() }
            }
            return await errorThrown { () async throws(TransportError) in
                let chunks = try await transport.send(request).body.makeAsyncIterator()
                while try await chunks.next() != nil { reached.mark() }
            }
        }
        switch moment {
        case .beforeStart: break
        case .connecting: try await Task.sleep(for: .milliseconds(100))
        default: #expect(await holds(within: .seconds(20)) { reached.isMarked })
        }
        switch ending {
        case .cancellation: exchange.cancel()
        case .shutdown: await transport.shutdown()
        }
        let error = await exchange.value
        isEnded.mark()
        #expect(error?.code == .cancelled)
        #expect(error?.mayHaveArrived == moment.mayHaveArrived)
        // The server sees the end of it.
        #expect(await holds(within: .seconds(20)) { server.openCount == 0 })
        if moment == .beforeStart { #expect(server.connectionCount == 0) }
        await transport.shutdown()
        server.stop()
    }

    private final class Reached: Sendable {
        private let state = Mutex(false)

        var isMarked: Bool { state.withLock(\.self) }

        func mark() { state.withLock { $0 = true } }
    }

    private func request(
        _ url: String, _ body: [UInt8], timeout: Duration = .seconds(30)
    ) -> TransportRequest {
        TransportRequest(method: .post, url: url, body: RequestBody(body), timeout: timeout)
    }

    private func error(
        _ request: TransportRequest, _ settings: CurlTransport.Settings = .init()
    ) async -> TransportError? {
        let transport = CurlTransport(settings)
        let error = await errorThrown { () async throws(TransportError) in
            _ = try await transport.send(request).body.all()
        }
        await transport.shutdown()
        return error
    }
}
