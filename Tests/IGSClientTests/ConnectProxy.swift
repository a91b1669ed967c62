import NIOCore
import NIOPosix
import Synchronization

/// An HTTP proxy on this machine that connects every tunnel to one port, whatever it was asked for.
final class ConnectProxy: Sendable {
    let port: Int
    private let channel: any Channel

    /// - Parameter target: Where tunnels end; nil to refuse them.
    init(target: Int?) async throws {
        let received = Received()
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        Tunnel(target: target, received: received))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.received = received
    }

    private let received: Received

    /// The heads of the requests, as text.
    var heads: [String] { received.heads.withLock(\.self) }

    func stop() async throws { try await channel.close() }

    fileprivate final class Received: Sendable {
        let heads = Mutex<[String]>([])
    }
}

/// Reads a head, answers it, and from then on passes bytes in both directions.
private final class Tunnel: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let target: Int?
    private let received: ConnectProxy.Received
    private var head = ""
    private var waiting: [ByteBuffer] = []
    private var other: (any Channel)?

    init(target: Int?, received: ConnectProxy.Received) {
        self.target = target
        self.received = received
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        if let other { return other.writeAndFlush(bytes, promise: nil) }
        guard !head.hasSuffix("\r\n\r\n") else { return waiting.append(bytes) }
        head += String(buffer: bytes)
        guard head.hasSuffix("\r\n\r\n") else { return }
        received.heads.withLock { $0.append(head) }
        guard let target else {
            answer("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", context)
            return context.close(promise: nil)
        }
        let (near, loop) = (context.channel, context.eventLoop)
        let bound = NIOLoopBound((self, context), eventLoop: loop)
        ClientBootstrap(group: loop)
            .channelInitializer { far in
                far.eventLoop.makeCompletedFuture {
                    try far.pipeline.syncOperations.addHandler(Pipe(to: near))
                }
            }
            .connect(host: "127.0.0.1", port: target)
            .whenSuccess { far in
                let (tunnel, context) = bound.value
                tunnel.answer("HTTP/1.1 200 Connection established\r\n\r\n", context)
                tunnel.other = far
                for bytes in tunnel.waiting { far.writeAndFlush(bytes, promise: nil) }
            }
    }

    func channelInactive(context: ChannelHandlerContext) { other?.close(promise: nil) }

    private func answer(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}

private final class Pipe: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel

    init(to other: any Channel) { self.other = other }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        other.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }
}
