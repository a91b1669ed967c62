import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// HTTP/1 connections whose bytes pass a ``CutHandler``.
struct WatchedChannel: ServerChildChannel {
    let base: HTTP1Channel
    let injector: FaultInjector

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let cutter = CutHandler(injector: injector)
            try pipeline.addHandler(cutter, position: .first)
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(RequestEndHandler(cutter), position: .after(decoder))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

extension HTTPServerBuilder {
    /// Returns a builder of HTTP/1 servers on which connections can be cut.
    static func http1(watchedBy injector: FaultInjector) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            WatchedChannel(base: HTTP1Channel(responder: responder), injector: injector)
        }
    }
}
