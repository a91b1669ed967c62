import IGSClient
import IGSTestSupport
import Synchronization

/// A server on this machine that does with each request what a ``ScriptedTransport`` does in memory.
final class LoopbackServer: Sendable {
    typealias Step = ScriptedTransport.Step
    typealias Received = ScriptedTransport.Received

    private let server: SocketServer
    private let log: Log

    private final class Log: Sendable {
        let received = Mutex<[Received]>([])
        let bodyByteCount = Mutex(0)
    }

    /// Starts a server that chooses a step for each request.
    ///
    /// - Parameters:
    ///   - certificate: what to encrypt the connections with; nil for plain HTTP.
    ///   - address: of this machine.
    ///   - keepsBodies: whether the requests' bodies are remembered, or only counted.
    init(
        certificate: TestCertificate? = nil, address: String = "127.0.0.1",
        keepsBodies: Bool = true, _ choose: @escaping @Sendable (Received) -> Step
    ) throws {
        let log = Log()
        self.log = log
        server = try SocketServer(certificate: certificate, address: address) { connection in
            while true {
                var body: [UInt8] = []
                let request = connection.readRequest { bytes in
                    log.bodyByteCount.withLock { $0 += bytes.count }
                    if keepsBodies { body += bytes }
                }
                guard let request else { return }
                let received = Received(request, body: body)
                log.received.withLock { $0.append(received) }
                guard connection.perform(choose(received)) else { return }
            }
        }
    }

    /// Starts a server that does the same with every request.
    convenience init(_ step: Step, certificate: TestCertificate? = nil) throws {
        try self.init(certificate: certificate) { _ in step }
    }

    var port: Int { server.port }
    var url: String { server.url }

    /// What arrived so far, in order.
    var received: [Received] { log.received.withLock(\.self) }
    /// The bytes of all bodies.
    var bodyByteCount: Int { log.bodyByteCount.withLock(\.self) }
    /// The connections that were made, including those whose encryption failed.
    var connectionCount: Int { server.connectionCount }

    func stop() { server.stop() }
}

extension LoopbackServer.Received {
    /// The URL's path.
    var path: String {
        let rest = url.dropFirst("http://".count)
        return String(rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...])
    }

    fileprivate init(_ request: LoggedRequest, body: [UInt8]) {
        self.init(
            method: request.method, url: "http://\(request["host"] ?? "")\(request.target)",
            headers: HeaderFields(request.fields),
            key: request["authorization"].map { String($0.dropFirst("Bearer ".count)) },
            body: body, wantsFreshConnection: false)
    }
}

extension Connection {
    /// Does what a step says, and returns whether the connection goes on.
    fileprivate func perform(_ step: LoopbackServer.Step) -> Bool {
        switch step {
        case .reply(let status, let headers, let chunks):
            let byteCount = chunks.reduce(0) { $0 + $1.count }
            return writeHead(status, headers, byteCount: byteCount)
                && chunks.allSatisfy { write($0) }
        case .cut(let status, let start):
            writeHead(status, [:], byteCount: start.count + 1000)
            write(start)
            return false
        case .hangUp, .refuse: return false
        case .silence:
            readToEnd()
            return false
        }
    }

    @discardableResult
    private func writeHead(_ status: Int, _ headers: [String: String], byteCount: Int) -> Bool {
        let fields = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        return write("HTTP/1.1 \(status) Test\r\n\(fields)Content-Length: \(byteCount)\r\n\r\n")
    }
}
