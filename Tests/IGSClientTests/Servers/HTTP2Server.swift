import Glibc
import Synchronization

/// A server on this machine that speaks HTTP/2, frame by frame, and can break off where no real server lets itself be
/// made to.
final class HTTP2Server: Sendable {
    /// What to do with a request.
    enum Step: Sendable {
        /// Replies with status 200.
        case reply([UInt8])
        /// Begins a reply with status 200, and never ends it.
        case beginning([UInt8])
        /// Resets the stream; after the beginning of a reply, if that is not empty.
        case reset(code: UInt32, after: [UInt8] = [])
        /// Says that the connection is about to end, and ends it.
        ///
        /// - isIncluded: whether the request is one of those that the server says it has dealt with.
        case goAway(code: UInt32, isIncluded: Bool)
        /// Replies, and says that no other request is welcome on this connection.
        case lastReply([UInt8])
        case hangUp
        case silence
    }

    private let server: SocketServer
    private let log: Log

    private final class Log: Sendable {
        let bodies = Mutex<[[UInt8]]>([])
    }

    /// Starts a server that chooses a step for each request, by the number of those before it.
    init(_ choose: @escaping @Sendable (Int) -> Step) throws {
        let log = Log()
        self.log = log
        server = try SocketServer(certificate: .localhost, protocols: ["h2"]) { connection in
            guard connection.readExactly(24) == Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
            else { return }
            connection.write(Frame(type: .settings))
            var bodies: [UInt32: [UInt8]] = [:]
            while let frame = connection.readFrame() {
                switch frame.type {
                case .settings where frame.flags & Frame.isAcknowledgement == 0:
                    connection.write(Frame(type: .settings, flags: Frame.isAcknowledgement))
                case .ping where frame.flags & Frame.isAcknowledgement == 0:
                    connection.write(
                        Frame(
                            type: .ping, flags: Frame.isAcknowledgement, payload: frame.payload))
                case .headers: bodies[frame.stream] = []
                case .data:
                    bodies[frame.stream]?.append(contentsOf: frame.payload)
                    connection.widenWindows(by: frame)
                default: continue
                }
                guard frame.isEndOfStream, let body = bodies.removeValue(forKey: frame.stream)
                else { continue }
                let count = log.bodies.withLock { bodies in
                    bodies.append(body)
                    return bodies.count
                }
                guard connection.perform(choose(count - 1), on: frame.stream) else { return }
            }
        }
    }

    /// Where it listens.
    var url: String { "https://localhost:\(server.port)" }
    /// The bodies of the requests that were read to their end, in order.
    var bodies: [[UInt8]] { log.bodies.withLock(\.self) }
    /// The connections that were made.
    var connectionCount: Int { server.connectionCount }

    func stop() { server.stop() }
}

/// A unit of HTTP/2 (RFC 9113, 4.1).
private struct Frame {
    enum Kind: UInt8 {
        case data, headers, priority, reset, settings, push, ping, goAway, windowUpdate
    }

    static let isAcknowledgement: UInt8 = 1
    static let endOfStream: UInt8 = 1
    static let endOfHeaders: UInt8 = 4

    /// nil for one that this server does not know.
    var type: Kind?
    var flags: UInt8 = 0
    var stream: UInt32 = 0
    var payload: [UInt8] = []

    var bytes: [UInt8] {
        let count = payload.count
        return [UInt8(count >> 16 & 0xFF), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
            + [type?.rawValue ?? 0xFF, flags] + stream.bytes + payload
    }

    var isEndOfStream: Bool {
        (type == .headers || type == .data) && flags & Self.endOfStream != 0
    }
}

private extension Connection {
    func readFrame() -> Frame? {
        guard let head = readExactly(9) else { return nil }
        let count = head[..<3].reduce(0) { $0 << 8 | Int($1) }
        guard let payload = readExactly(count) else { return nil }
        let stream = head[5...].reduce(0) { $0 << 8 | UInt32($1) }
        return Frame(
            type: Frame.Kind(rawValue: head[3]), flags: head[4], stream: stream, payload: payload)
    }

    /// Writes frames all at once.
    func write(_ frames: Frame...) {
        write(frames.flatMap(\.bytes))
    }

    /// Lets the client send as much again as it has sent, in the stream and in all.
    func widenWindows(by frame: Frame) {
        guard !frame.payload.isEmpty else { return }
        for stream in [0, frame.stream] {
            write(
                Frame(
                    type: .windowUpdate, stream: stream,
                    payload: UInt32(frame.payload.count).bytes))
        }
    }

    /// Does what a step says, and returns whether the connection goes on.
    func perform(_ step: HTTP2Server.Step, on stream: UInt32) -> Bool {
        switch step {
        case .reply(let body): writeReply(body, on: stream, isWhole: true)
        case .beginning(let start): writeReply(start, on: stream, isWhole: false)
        case .reset(let code, let start):
            if !start.isEmpty { writeReply(start, on: stream, isWhole: false) }
            write(Frame(type: .reset, stream: stream, payload: code.bytes))
        case .goAway(let code, let isIncluded):
            writeGoAway(last: isIncluded ? stream : stream - 1, code: code)
            return false
        case .lastReply(let body):
            writeReply(body, on: stream, isWhole: true)
            writeGoAway(last: stream, code: 0)
        case .hangUp: return false
        case .silence: break
        }
        return true
    }

    func writeReply(_ body: [UInt8], on stream: UInt32, isWhole: Bool) {
        // The index of `:status: 200` in the table that everyone has (RFC 7541, appendix A).
        write(Frame(type: .headers, flags: Frame.endOfHeaders, stream: stream, payload: [0x88]))
        write(
            Frame(
                type: .data, flags: isWhole ? Frame.endOfStream : 0, stream: stream, payload: body))
    }

    func writeGoAway(last: UInt32, code: UInt32) {
        write(Frame(type: .goAway, payload: last.bytes + code.bytes))
    }
}

extension UInt32 {
    /// The most significant byte first.
    fileprivate var bytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
