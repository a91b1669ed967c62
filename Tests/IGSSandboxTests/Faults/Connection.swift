import Glibc

/// A connection to a sandbox, byte by byte: what tests of cuts look through.
final class Connection {
    /// How the other side ended it.
    enum End: String {
        case fin
        case rst
        /// It has not, in the time given.
        case open
    }

    private let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = try Exchange.connect(port: port)
    }

    deinit {
        close(descriptor)
    }

    /// Sends bytes, or as many as the other side takes.
    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Tells the other side that no more bytes come.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Reads until the other side ends the connection, so many bytes are in, or nothing comes for as long as is given.
    func receive(
        upTo limit: Int = .max, milliseconds: Int32 = 10_000
    ) -> (bytes: [UInt8], end: End) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count < limit {
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&wanted, 1, milliseconds) > 0 else { return (bytes, .open) }
            let count = recv(descriptor, &buffer, min(buffer.count, limit - bytes.count), 0)
            if count == 0 { return (bytes, .fin) }
            if count < 0 { return (bytes, .rst) }
            bytes += buffer.prefix(count)
        }
        return (bytes, .open)
    }

    /// Reads one reply with a `Content-Length`.
    func receiveReply() throws -> String {
        var text = ""
        while true {
            let (bytes, end) = receive(upTo: 1)
            guard end == .open, !bytes.isEmpty else {
                throw Exchange.Failure(what: "no reply: \(text)")
            }
            text += String(decoding: bytes, as: UTF8.self)
            guard text.hasSuffix("\r\n\r\n") else { continue }
            let length = text.lowercased().split(separator: "content-length: ").last?
                .prefix { $0.isNumber }
            guard let length, let count = Int(length) else { throw Exchange.Failure(what: text) }
            return text + String(decoding: receive(upTo: count).bytes, as: UTF8.self)
        }
    }
}
