import FlyingSocks
import Glibc

/// A server of HTTP/1.1 on loopback, whose connections can be cut at any byte.
struct HTTPServer: Sendable {
    /// Decides about a request when its first line has arrived, by its target; nil if there is nothing to decide.
    typealias ArrivalHandler = @Sendable (_ target: String) -> Arrival?

    private static let backlog: Int32 = 1024
    /// How long to wait if connections cannot be accepted: there may be too many of them.
    private static let pause = Duration.milliseconds(100)

    let onArrival: ArrivalHandler
    /// Answers a request. If it throws, the response is an error.
    let respond: @Sendable (Request) async throws -> Response

    /// Serves until the calling task is cancelled.
    ///
    /// - Parameters:
    ///   - port: 0 takes any free one.
    ///   - onReady: Receives the port once the server listens.
    /// - Throws: `SocketError` if it cannot listen.
    func run(
        port: Int, onReady: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws {
        let socket = try Self.listen(on: UInt16(clamping: port))
        defer { try? socket.close() }
        guard case .ip4(_, let port) = try socket.sockname() else {
            throw SocketError.unsupportedAddress
        }
        let pool: SocketPool<ePoll> = .ePoll(maxEvents: 256)
        try await pool.prepare()
        let listener = try AsyncSocket(socket: socket, pool: pool)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                group.addTask { try await serveConnections(to: listener) }
                await onReady(Int(port))
                try await group.next()
            }
        } catch  where Task.isCancelled {}
    }

    private func serveConnections(to listener: AsyncSocket) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            while true {
                do {
                    let socket = try await listener.accept()
                    group.addTask { await Connection(socket: socket, server: self).serve() }
                } catch is SocketError {
                    try await Task.sleep(for: Self.pause)
                }
            }
        }
    }

    private static func listen(on port: UInt16) throws -> Socket {
        let socket = try Socket(domain: AF_INET)
        do {
            try socket.setValue(true, for: .localAddressReuse)
            // Connections inherit it: the second small piece of a reply does not wait for the peer's acknowledgement.
            try socket.setValue(
                true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
            try socket.bind(to: .inet(ip4: "127.0.0.1", port: port))
        } catch {
            try? socket.close()
            throw error
        }
        // It closes the socket if it fails.
        try socket.listen(maxPendingConnection: backlog)
        return socket
    }
}
