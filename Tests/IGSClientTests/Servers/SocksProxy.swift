import Glibc
import Synchronization

/// A SOCKS proxy on this machine, of version 4 and 5, that connects every tunnel to one port, whatever it was asked for.
final class SocksProxy: Sendable {
    /// What a client asked for.
    struct Request: Hashable, Sendable {
        /// 4 or 5.
        var version: Int
        /// A name or an address, as the client gave it, and a port.
        var target: String
        /// The user, and with version 5 a colon and the password; nil without any.
        var login: String?
    }

    private let server: SocketServer
    private let log: Log

    private final class Log: Sendable {
        let requests = Mutex<[Request]>([])
    }

    /// - Parameter target: where tunnels end; nil to refuse them.
    init(target: Int?) throws {
        let log = Log()
        self.log = log
        server = try SocketServer { connection in
            guard let version = connection.readExactly(1)?.first,
                let request = version == 4 ? connection.readVersion4() : connection.readVersion5()
            else { return }
            log.requests.withLock { $0.append(request) }
            let far = target.flatMap { try? Sockets.connected(to: $0) }
            let isGranted = far != nil
            connection.write(
                version == 4
                    ? [0, isGranted ? 90 : 91, 0, 0, 0, 0, 0, 0]
                    : [5, isGranted ? 0 : 2, 0, 1, 0, 0, 0, 0, 0, 0])
            guard let far else { return }
            defer { close(far) }
            connection.relay(to: far)
        }
    }

    var port: Int { server.port }

    /// What was asked for so far, in order.
    var requests: [Request] { log.requests.withLock(\.self) }

    func stop() { server.stop() }
}

private extension Connection {
    func readVersion4() -> SocksProxy.Request? {
        guard let start = readExactly(7), let user = readText() else { return nil }
        var host = start[3...].map { "\($0)" }.joined(separator: ".")
        // Version 4a has the name at the end, and says so by this address.
        if start[3] == 0, start[4] == 0, start[5] == 0 {
            guard let name = readText() else { return nil }
            host = name
        }
        return SocksProxy.Request(
            version: 4, target: "\(host):\(Int(start[1]) << 8 | Int(start[2]))",
            login: user.isEmpty ? nil : user)
    }

    func readVersion5() -> SocksProxy.Request? {
        guard let methods = readCounted() else { return nil }
        var login: String?
        if methods.contains(2) {
            write([5, 2])
            guard readExactly(1) == [1], let user = readCounted(), let password = readCounted()
            else { return nil }
            login =
                String(decoding: user, as: UTF8.self) + ":"
                + String(decoding: password, as: UTF8.self)
            write([1, 0])
        } else {
            write([5, 0])
        }
        guard let start = readExactly(4) else { return nil }
        let host: String
        switch start[3] {
        case 1:
            guard let bytes = readExactly(4) else { return nil }
            host = bytes.map { "\($0)" }.joined(separator: ".")
        case 3:
            guard let bytes = readCounted() else { return nil }
            host = String(decoding: bytes, as: UTF8.self)
        default:
            guard let bytes = readExactly(16) else { return nil }
            host = "\(bytes)"
        }
        guard let port = readExactly(2) else { return nil }
        return SocksProxy.Request(
            version: 5, target: "\(host):\(Int(port[0]) << 8 | Int(port[1]))", login: login)
    }

    /// Reads bytes after their number.
    func readCounted() -> [UInt8]? {
        readExactly(1).flatMap { readExactly(Int($0[0])) }
    }

    /// Reads text up to a zero.
    func readText() -> String? {
        var bytes: [UInt8] = []
        while let byte = readExactly(1)?.first {
            guard byte != 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }
}
