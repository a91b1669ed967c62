import NIOCore
import NIOHTTP1

/// Notifies the ``CutHandler`` of its connection when a request is complete.
final class RequestEndHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let cutter: CutHandler

    init(_ cutter: CutHandler) {
        self.cutter = cutter
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .end = unwrapInboundIn(data) { cutter.requestDidEnd() }
        context.fireChannelRead(data)
    }
}
