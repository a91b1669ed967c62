import FoundationEssentials
import Glibc
import IGSTestSupport

/// One exchange with a server on loopback, over a plain socket: enough of HTTP for these tests, and none of the client's code.
struct Exchange {
    struct Failure: Error {
        let what: String
    }

    let status: Int
    let headers: [String: String]
    let body: [UInt8]

    /// The body, decoded.
    func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(body))
    }

    /// The id of the task that an acceptance names, in any shape that has one.
    func acceptedID() throws -> String {
        guard let match = text.firstMatch(of: /"(?:task_id|taskId|id)":"?(\w+)/) else {
            throw Failure(what: "no id in \(text)")
        }
        return String(match.1)
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// Sends a request and reads the reply to its end.
    ///
    /// - Parameter url: `http://127.0.0.1:PORT/path`.
    init(
        _ method: String, _ url: String, key: String? = nil, body: [UInt8] = [],
        headers: [String: String] = [:]
    ) throws {
        let rest = url.dropFirst("http://127.0.0.1:".count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let port = UInt16(rest[..<slash]) else { throw Failure(what: "no port in \(url)") }
        let path = slash == rest.endIndex ? "/" : String(rest[slash...])
        let descriptor = try Self.connect(port: port)
        defer { close(descriptor) }
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        head += "Content-Length: \(body.count)\r\n"
        if let key { head += "Authorization: Bearer \(key)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        try Self.send(Array("\(head)\r\n".utf8), on: descriptor)
        try Self.send(body, on: descriptor)
        try self.init(reading: Self.receive(on: descriptor))
    }

    private init(reading bytes: [UInt8]) throws {
        let mark = Array("\r\n\r\n".utf8)
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else {
            throw Failure(what: "no reply: \(String(decoding: bytes.prefix(200), as: UTF8.self))")
        }
        var lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines.removeFirst().split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { throw Failure(what: "no status") }
        self.status = status
        headers = lines.reduce(into: [:]) { headers, line in
            guard let colon = line.firstIndex(of: ":") else { return }
            headers[line[..<colon].lowercased()] = String(
                line[colon...].dropFirst().drop(while: \.isWhitespace))
        }
        body = Array(bytes[(end + mark.count)...])
        if let count = headers["content-length"].flatMap(Int.init), count != body.count {
            throw Failure(what: "\(body.count) of \(count) bytes came")
        }
    }

    /// Opens a socket to a port on loopback; the caller closes it.
    static func connect(port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            close(descriptor)
            throw Failure(what: "cannot connect to port \(port)")
        }
        return descriptor
    }

    private static func send(_ bytes: [UInt8], on descriptor: Int32) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(what: "the server stopped reading") }
            sent += count
        }
    }

    private static func receive(on descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
        }
    }
}
