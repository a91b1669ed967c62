import NIOCore
import NIOPosix

/// Counts the bytes of requests and replies on the wire, and ends the connection at the byte that a fault names.
///
/// It is at the socket's end of the pipeline. If there is a plan, it is there from the start, and recognises each
/// request by its first line; otherwise it is added when a prompt calls for a cut. Counting begins anew with every
/// request on a connection. Requests that are sent before the reply to the previous one are not told apart.
final class CutHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// A longer first line is not that of a request that a fault applies to.
    private static let maximumLineByteCount = 8 << 10
    /// How long the peer may take to close a connection that was ended in good order. Until then its data is read, as
    /// an early close would reset the connection.
    private static let lingering = TimeAmount.seconds(30)
    private static let longestStall = TimeAmount.hours(1)

    /// Decides what happens to requests; nil if only replies are cut.
    private let injector: FaultInjector?
    /// The request's number among those at its place.
    private var number: Int?
    /// Whether the last request is complete, so that more bytes belong to another.
    private var isBetweenRequests = true
    /// The request's bytes until its first line is complete.
    private var firstLine: ByteBuffer?
    private var received = 0
    private var requestCut: PlannedCut?
    private var sent = 0
    private var replyCut: PlannedCut?
    /// Whether the connection has been cut: nothing passes any more.
    private var isCut = false
    /// Whether the peer has ended its side, so that nobody waits for what is cut.
    private var isLeft = false

    init(injector: FaultInjector?) {
        self.injector = injector
    }

    /// Called when the last part of a request has been decoded.
    func requestDidEnd() {
        isBetweenRequests = true
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isCut else { return }
        var bytes = unwrapInboundIn(data)
        if isBetweenRequests { beginRequest() }
        guard var line = firstLine else { return pass(bytes, context) }
        line.writeBuffer(&bytes)
        let view = line.readableBytesView
        guard view.contains(UInt8(ascii: "\n")) || view.count > Self.maximumLineByteCount else {
            firstLine = line
            return
        }
        firstLine = nil
        let words = view.prefix { $0 != UInt8(ascii: "\n") }.split(separator: UInt8(ascii: " "))
        if words.count > 1,
            let place = FaultPlace(path: String(decoding: words[1], as: UTF8.self))
        {
            let arrival = injector?.arrival(at: place)
            number = arrival?.number
            requestCut = arrival?.cut
        }
        pass(line, context)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isCut else {
            promise?.succeed()
            return
        }
        guard let cut = replyCut, case .byteBuffer(var bytes) = unwrapOutboundIn(data) else {
            return context.write(data, promise: promise)
        }
        let room = cut.byte - sent
        sent += bytes.readableBytes
        guard bytes.readableBytes >= room else { return context.write(data, promise: promise) }
        promise?.succeed()
        end(cut, after: bytes.readSlice(length: room), context)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        // The service has finished with the connection; the fault has not.
        guard !isCut else {
            promise?.succeed()
            return
        }
        context.close(mode: mode, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if (event as? ChannelEvent) == .inputClosed { isLeft = true }
        if isCut, isLeft || event is ChannelShouldQuiesceEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }
}

extension CutHandler {
    private func beginRequest() {
        isBetweenRequests = injector == nil
        number = nil
        firstLine = injector == nil ? nil : ByteBuffer()
        received = 0
        requestCut = nil
        sent = 0
        replyCut = nil
    }

    private func pass(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard let cut = requestCut else { return context.fireChannelRead(wrapInboundOut(bytes)) }
        var bytes = bytes
        let room = cut.byte - received
        received += bytes.readableBytes
        guard bytes.readableBytes >= room else {
            return context.fireChannelRead(wrapInboundOut(bytes))
        }
        if room > 0, let last = bytes.readSlice(length: room) {
            context.fireChannelRead(wrapInboundOut(last))
        }
        requestCut = nil
        if isBetweenRequests {
            // It was the request's last byte: the service has all of it, and only its reply never comes.
            replyCut = PlannedCut(byte: 0, end: cut.end, onCut: cut.onCut)
        } else {
            end(cut, after: nil, context)
        }
    }

    private func end(_ cut: PlannedCut, after last: ByteBuffer?, _ context: ChannelHandlerContext) {
        isCut = true
        cut.onCut()
        let written = context.eventLoop.makePromise(of: Void.self)
        if let last, last.readableBytes > 0 {
            context.writeAndFlush(wrapOutboundOut(.byteBuffer(last)), promise: written)
        } else {
            context.flush()
            written.succeed()
        }
        switch cut.end {
        case .fin where isLeft, .stall where isLeft:
            written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        case .fin:
            context.close(mode: .output, promise: nil)
            close(context, in: Self.lingering)
        case .stall:
            close(context, in: Self.longestStall)
        case .rst:
            let connection = context.channel as? any SocketOptionProvider
            written.futureResult.assumeIsolated().whenComplete { _ in
                _ = connection?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                context.close(promise: nil)
            }
        }
    }

    private func close(_ context: ChannelHandlerContext, in time: TimeAmount) {
        context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
    }
}

extension CutHandler {
    /// Plans a cut of the reply that is about to be written.
    static func cutReply(on channel: any Channel, _ cut: PlannedCut) async throws {
        try await channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            if let handler = try? pipeline.handler(type: CutHandler.self) {
                handler.replyCut = cut
            } else {
                let handler = CutHandler(injector: nil)
                handler.replyCut = cut
                try pipeline.addHandler(handler, position: .first)
            }
        }.get()
    }

    /// Returns the number of the request that a connection is busy with.
    static func requestNumber(on channel: any Channel) async throws -> Int? {
        try await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.handler(type: CutHandler.self).number
        }.get()
    }
}
