import Glibc
import Synchronization

/// A connection of a test's server, read and written by one thread, which blocks meanwhile.
final class Connection {
    let descriptor: Int32
    private let log: RequestLog
    private var unread: ArraySlice<UInt8> = []

    init(_ descriptor: Int32, log: RequestLog = RequestLog()) {
        self.descriptor = descriptor
        self.log = log
    }

    /// Reads what comes next; nothing at the end.
    func read(atMost count: Int = .max) -> [UInt8] {
        if unread.isEmpty { unread = receive()[...] }
        let part = Array(unread.prefix(count))
        unread = unread.dropFirst(part.count)
        return part
    }

    /// Reads a number of bytes; nil if the connection ends before.
    func readExactly(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let part = read(atMost: count - bytes.count)
            guard !part.isEmpty else { return nil }
            bytes += part
        }
        return bytes
    }

    /// Reads until the client closes the connection.
    func readToEnd() {
        while !read().isEmpty {}
    }

    /// Whether the client has closed or reset the connection, or the server is stopped; what came before may be unread.
    var isClosedByPeer: Bool {
        // Swift does not see the C library's name for the end of what can be read.
        let endOfReading: Int16 = 0x2000
        var waiting = pollfd(fd: descriptor, events: endOfReading, revents: 0)
        return poll(&waiting, 1, 0) > 0
    }

    /// Reads a line, and returns it without its end; nil if the connection ends before it does.
    func readLine() -> String? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let line = unread[..<end]
                unread = unread[(end + 1)...]
                return String(
                    decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line,
                    as: UTF8.self)
            }
            let more = receive()
            guard !more.isEmpty else { return nil }
            unread += more
        }
    }

    /// Reads a request's head; nil if the connection ends before it does.
    func readHead() -> LoggedRequest? {
        guard let start = readLine() else { return nil }
        var fields: [(name: String, value: String)] = []
        while let line = readLine() {
            let words = start.split(separator: " ", omittingEmptySubsequences: false)
            guard !line.isEmpty else {
                return LoggedRequest(
                    method: String(words[0]), target: words.count > 1 ? String(words[1]) : "",
                    fields: fields)
            }
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            let value = line[colon...].dropFirst().drop { $0 == " " }
            fields.append((name: String(line[..<colon]), value: String(value)))
        }
        return nil
    }

    /// Reads a request and logs it; nil, and nothing is logged, if the connection ends before it does.
    ///
    /// - Parameter take: receives the body's bytes as they come; nil to log them with the request.
    func readRequest(_ take: (([UInt8]) -> Void)? = nil) -> LoggedRequest? {
        guard var request = readHead(),
            readBody(of: request, { take?($0) ?? (request.body += $0) })
        else { return nil }
        log.requests.withLock { $0.append(request) }
        return request
    }

    /// How many requests the connections of this server have read.
    var loggedCount: Int { log.requests.withLock { $0.count } }

    /// Writes bytes; false if the client has gone.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count >= 0 || errno == EINTR else { return false }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }

    /// Writes text; false if the client has gone.
    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// Makes the end of the connection a reset, which takes back what the client has not read yet.
    func resetAtEnd() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Passes everything on to another connection, in both directions, until one of them ends.
    func relay(to other: Int32) {
        let far = Connection(other)
        far.write(Array(unread))
        unread = []
        var waiting = [descriptor, other].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&waiting, 2, -1) >= 0 || errno == EINTR {
            for (index, (source, target)) in [(self, far), (far, self)].enumerated()
            where waiting[index].revents != 0 {
                let bytes = source.receive()
                guard !bytes.isEmpty, target.write(bytes) else { return }
            }
        }
    }
}

private extension Connection {
    func receive() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 64 * 1024) { buffer, count in
            repeat {
                count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            } while count < 0 && errno == EINTR
            count = max(0, count)
        }
    }

    /// Reads a body by its length or in chunks; false if the connection ends before it does.
    func readBody(of head: LoggedRequest, _ take: ([UInt8]) -> Void) -> Bool {
        guard head["transfer-encoding"] == "chunked" else {
            return readPart(head["content-length"].flatMap { Int($0) } ?? 0, take)
        }
        while let line = readLine(), let count = Int(line.prefix { $0 != ";" }, radix: 16) {
            guard readPart(count, take), readLine() == "" else { return false }
            if count == 0 { return true }
        }
        return false
    }

    func readPart(_ count: Int, _ take: ([UInt8]) -> Void) -> Bool {
        var missing = count
        while missing > 0 {
            let part = read(atMost: missing)
            guard !part.isEmpty else { return false }
            take(part)
            missing -= part.count
        }
        return true
    }
}
