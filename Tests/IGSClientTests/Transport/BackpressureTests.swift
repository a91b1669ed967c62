import Foundation
import IGSClient
import IGSTestSupport
import Synchronization
import Testing

/// A reader who stops reading stops the server, and nothing else.
@Suite struct BackpressureTests {
    /// In a process of its own, so that nothing else counts.
    @Test func `a large body waits for its reader within little memory, and other exchanges go on`()
        async
    {
        await #expect(processExitsWith: .success) {
            let server = try LargeServer(byteCount: 200_000_000)
            let transport = CurlTransport()
            func get(_ target: String) async throws -> ReplyBody {
                try await transport.send(
                    TransportRequest(method: .get, url: server.url + target)
                ).body
            }
            // So that what a first exchange costs does not count.
            _ = try await get("/small").all()
            let before = try ProcessMemory.now
            let chunks = try await get("/large").makeAsyncIterator()
            var byteCount = try await chunks.next()?.count ?? 0
            for _ in 0..<50 {
                guard try await get("/small").all() == Array("small".utf8) else { exit(2) }
            }
            try await Task.sleep(for: .milliseconds(500))
            let written = server.writtenByteCount
            guard written < 100_000_000 else { exit(3) }
            while let chunk = try await chunks.next() { byteCount += chunk.count }
            let growth = try ProcessMemory.peak - before
            print("peak memory grew by \(growth >> 20) MiB; \(written >> 20) MiB were on their way")
            await transport.shutdown()
            server.stop()
            exit(byteCount == 200_000_000 && growth < 32 << 20 ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }

    /// What a reader may do with a body that it does not want to the end.
    enum Reader: CaseIterable {
        case releasesReply, releasesIterator, isCancelledWhileItReads, isCancelledWhileItWaits
    }

    @Test(arguments: Reader.allCases)
    func `a body that nobody wants any more ends the exchange`(reader: Reader) async throws {
        let isEndless = reader != .isCancelledWhileItWaits
        let server = try LargeServer(byteCount: .max, beforePause: isEndless ? .max : 10)
        let transport = CurlTransport()
        let request = TransportRequest(method: .get, url: server.url + "/large")
        let begun = Mutex(false)
        let reading = Task {
            await errorThrown { () async throws(TransportError) in
                let reply = try await transport.send(request)
                guard reader != .releasesReply else { return }
                let chunks = reply.body.makeAsyncIterator()
                while try await chunks.next() != nil {
                    begun.withLock { $0 = true }
                    guard reader != .releasesIterator else { return }
                }
            }
        }
        let isCancelled = reader == .isCancelledWhileItReads || reader == .isCancelledWhileItWaits
        if isCancelled {
            #expect(await holds(within: .seconds(20)) { begun.withLock(\.self) })
            reading.cancel()
        }
        #expect(await reading.value?.code == (isCancelled ? .cancelled : nil))
        #expect(await holds(within: .seconds(20)) { server.openCount == 0 })
        // The transport goes on.
        let small = try await transport.send(
            TransportRequest(method: .get, url: server.url + "/small"))
        #expect(try await small.body.all() == Array("small".utf8))
        await transport.shutdown()
        server.stop()
    }

    @Test func `a body that has come to its end leaves its connection to the next request`()
        async throws
    {
        let server = try LoopbackServer(
            .reply(status: 200, body: [[UInt8](repeating: 7, count: 3_000_000)]))
        let transport = CurlTransport()
        for _ in 0..<5 {
            let reply = try await transport.send(TransportRequest(method: .get, url: server.url))
            #expect(try await reply.body.all().count == 3_000_000)
        }
        #expect(server.connectionCount == 1)
        await transport.shutdown()
        server.stop()
    }
}

/// A server with a small reply and a large one.
private final class LargeServer: Sendable {
    private let server: SocketServer
    private let counter: Counter

    private final class Counter: Sendable {
        let written = Mutex(0)
    }

    /// - Parameter beforePause: how much of the large reply is written before the server falls silent.
    init(byteCount: Int, beforePause: Int = .max) throws {
        let counter = Counter()
        self.counter = counter
        server = try SocketServer { connection in
            while let request = connection.readRequest() {
                guard request.target == "/large" else {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsmall")
                    continue
                }
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(byteCount)\r\n\r\n")
                let block = [UInt8](repeating: 7, count: 100_000)
                var missing = min(byteCount, beforePause)
                while missing > 0 {
                    let part = Array(block.prefix(missing))
                    guard connection.write(part) else { return }
                    missing -= part.count
                    counter.written.withLock { $0 += part.count }
                }
            }
        }
    }

    var url: String { server.url }
    var openCount: Int { server.openCount }
    /// How much of large replies was written.
    var writtenByteCount: Int { counter.written.withLock(\.self) }

    func stop() { server.stop() }
}
