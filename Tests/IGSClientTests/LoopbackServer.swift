import Foundation
import IGSClient
import IGSTestSupport
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A server on this machine that does with each request what a ``ScriptedTransport`` does in memory.
final class LoopbackServer: Sendable {
    typealias Step = ScriptedTransport.Step
    typealias Received = ScriptedTransport.Received

    let port: Int
    private let channel: any Channel
    private let log: Log

    /// Starts a server that chooses a step for each request.
    ///
    /// - Parameters:
    ///   - tls: the certificate and key to speak TLS with; nil for plain HTTP.
    ///   - address: of this machine.
    ///   - keepsBodies: whether the requests' bodies are remembered, or only counted.
    init(
        tls: TLSConfiguration? = nil, address: String = "127.0.0.1", keepsBodies: Bool = true,
        _ choose: @escaping @Sendable (Received) -> Step
    ) async throws {
        let log = Log()
        let context = try tls.map { try NIOSSLContext(configuration: $0) }
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    log.countConnection()
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLServerHandler(context: context))
                    }
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(
                        Handler(log: log, keepsBodies: keepsBodies, choose: choose))
                }
            }
            .bind(host: address, port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.log = log
    }

    /// Starts a server that does the same with every request.
    convenience init(_ step: Step) async throws {
        try await self.init { _ in step }
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// What arrived so far, in order.
    var received: [Received] { log.state.withLock { $0.received } }
    /// The bytes of all bodies.
    var bodyByteCount: Int { log.state.withLock { $0.bodyByteCount } }
    /// The connections that were made.
    var connectionCount: Int { log.state.withLock { $0.connectionCount } }

    func stop() async throws {
        try await channel.close()
    }

    fileprivate final class Log: Sendable {
        struct State {
            var received: [Received] = []
            var bodyByteCount = 0
            var connectionCount = 0
        }

        let state = Mutex(State())

        func countConnection() {
            state.withLock { $0.connectionCount += 1 }
        }
    }
}

/// Serves one connection, on its event loop.
private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let log: LoopbackServer.Log
    private let keepsBodies: Bool
    private let choose: @Sendable (LoopbackServer.Received) -> LoopbackServer.Step
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(
        log: LoopbackServer.Log, keepsBodies: Bool,
        choose: @escaping @Sendable (LoopbackServer.Received) -> LoopbackServer.Step
    ) {
        self.log = log
        self.keepsBodies = keepsBodies
        self.choose = choose
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let part):
            log.state.withLock { $0.bodyByteCount += part.readableBytes }
            if keepsBodies { body += part.readableBytesView }
        case .end:
            guard let head else { return }
            let received = received(head)
            log.state.withLock { $0.received.append(received) }
            answer(choose(received), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func received(_ head: HTTPRequestHead) -> LoopbackServer.Received {
        LoopbackServer.Received(
            method: head.method.rawValue,
            url: "http://\(head.headers.first(name: "host") ?? "")\(head.uri)",
            headers: HeaderFields(head.headers.map { (name: $0.name, value: $0.value) }),
            key: head.headers.first(name: "authorization").map { String($0.dropFirst(7)) },
            body: body, wantsFreshConnection: false)
    }

    private func answer(_ step: LoopbackServer.Step, _ context: ChannelHandlerContext) {
        switch step {
        case .reply(let status, let headers, let chunks):
            var fields = HTTPHeaders(headers.map { ($0.key, $0.value) })
            fields.replaceOrAdd(
                name: "Content-Length", value: "\(chunks.reduce(0) { $0 + $1.count })")
            write(status, fields, chunks, context)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        case .cut(let status, let start):
            write(status, ["Content-Length": "\(start.count + 1000)"], [start], context)
            context.flush()
            context.close(promise: nil)
        case .hangUp, .refuse:
            context.close(promise: nil)
        case .silence:
            break
        }
    }

    private func write(
        _ status: Int, _ headers: HTTPHeaders, _ chunks: [[UInt8]],
        _ context: ChannelHandlerContext
    ) {
        let head = HTTPResponseHead(
            version: .http1_1, status: .init(statusCode: status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        for chunk in chunks {
            let part = ByteBuffer(bytes: chunk)
            context.write(wrapOutboundOut(.body(.byteBuffer(part))), promise: nil)
        }
    }
}
