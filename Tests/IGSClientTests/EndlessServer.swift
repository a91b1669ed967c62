import NIOCore
import NIOPosix

/// A server on this machine whose answer has no end: a chunk every few milliseconds.
final class EndlessServer: Sendable {
    let url: String
    private let channel: any Channel

    init(chunk: Int) async throws {
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(chunk: chunk))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        url = "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/"
    }

    func stop() async throws { try await channel.close() }
}

private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let chunk: ByteBuffer
    private var task: RepeatedTask?

    init(chunk: Int) {
        self.chunk = ByteBuffer(repeating: 7, count: chunk)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard task == nil else { return }
        let (channel, chunk) = (context.channel, chunk)
        channel.write(ByteBuffer(string: "HTTP/1.1 200 OK\r\n\r\n"), promise: nil)
        task = context.eventLoop.scheduleRepeatedTask(
            initialDelay: .zero, delay: .milliseconds(5)
        ) { _ in channel.writeAndFlush(chunk, promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) { task?.cancel() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
