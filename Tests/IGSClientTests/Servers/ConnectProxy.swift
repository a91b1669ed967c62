import Glibc
import Synchronization

/// An HTTP proxy on this machine that connects every tunnel to one port, whatever it was asked for.
final class ConnectProxy: Sendable {
    private let server: SocketServer
    private let log: Log

    private final class Log: Sendable {
        let heads = Mutex<[LoggedRequest]>([])
    }

    /// Starts a proxy.
    ///
    /// - Parameters:
    ///   - certificate: what to encrypt the connections to the proxy with; nil for plain ones.
    ///   - target: where tunnels end; nil to answer and hang up.
    ///   - answer: the head of the reply to CONNECT; empty for none.
    init(
        certificate: TestCertificate? = nil, target: Int?,
        answer: String = "HTTP/1.1 200 Connection established\r\n\r\n"
    ) throws {
        let log = Log()
        self.log = log
        server = try SocketServer(certificate: certificate) { connection in
            guard let head = connection.readHead() else { return }
            log.heads.withLock { $0.append(head) }
            guard let target, let far = try? Sockets.connected(to: target) else {
                connection.write(answer)
                return
            }
            defer { close(far) }
            connection.write(answer)
            connection.relay(to: far)
        }
    }

    var port: Int { server.port }

    /// The heads of the requests.
    var heads: [LoggedRequest] { log.heads.withLock(\.self) }
    /// The connections that were made to it.
    var connectionCount: Int { server.connectionCount }

    func stop() { server.stop() }
}
