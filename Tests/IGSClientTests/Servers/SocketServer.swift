import Foundation
import Glibc
import Synchronization

/// A server on this machine that gives each connection a thread of its own.
final class SocketServer: Sendable {
    /// The port of 127.0.0.1, or of the address that was given.
    let port: Int
    private let listening: Int32
    private let decrypt: @Sendable (Int32) throws -> Int32
    private let serve: @Sendable (Connection) -> Void
    private let log = RequestLog()
    private let state = Mutex(State())

    private struct State {
        var connectionCount = 0
        /// The connections that are open.
        var open: Set<Int32> = []
        /// The ports of ``connectionCount``'s own connections that are on their way.
        var probes: Set<Int> = []
        var isStopped = false
    }

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - certificate: what to encrypt the connections with; nil for plain ones.
    ///   - protocols: what to offer to speak in encrypted connections; none to offer nothing.
    ///   - address: of this machine.
    ///   - serve: reads and writes a connection, and may block; when it returns, the connection is closed.
    init(
        certificate: TestCertificate? = nil, protocols: [String] = [],
        address: String = "127.0.0.1", _ serve: @escaping @Sendable (Connection) -> Void
    ) throws {
        listening = try Sockets.listening(at: address, backlog: 1024)
        port = Sockets.port(of: listening)
        decrypt = { descriptor in
            try certificate.map {
                try TLSTerminator.decrypted(descriptor, $0, protocols: protocols)
            } ?? descriptor
        }
        self.serve = serve
        Thread.detachNewThread { [self] in accept() }
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// The requests that were read so far, in order.
    var requests: [LoggedRequest] { log.requests.withLock(\.self) }

    /// How many connections were made, including those whose encryption failed.
    ///
    /// Connections are accepted in the order in which they are made: one of our own, which does not count, shows that
    /// all before it are counted.
    var connectionCount: Int {
        if let probe = try? Sockets.bound(to: "127.0.0.1", port: 0) {
            let probePort = Sockets.port(of: probe)
            state.withLock { _ = $0.probes.insert(probePort) }
            if Sockets.connect(probe, to: port) {
                while state.withLock({ !$0.isStopped && $0.probes.contains(probePort) }) {
                    usleep(500)
                }
            }
            close(probe)
        }
        return state.withLock { $0.connectionCount }
    }

    /// How many connections are open.
    var openCount: Int { state.withLock { $0.open.count } }

    /// Ends all connections, and the threads that serve them.
    func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            shutdown(listening, Int32(SHUT_RDWR))
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    private func accept() {
        while let (descriptor, peerPort) = Sockets.accepted(from: listening) {
            let isProbe = state.withLock { state in
                let isProbe = state.probes.remove(peerPort) != nil
                if !isProbe { state.connectionCount += 1 }
                return isProbe
            }
            guard !isProbe else {
                close(descriptor)
                continue
            }
            guard let plain = try? decrypt(descriptor) else { continue }
            let isOpen = state.withLock { state in
                if !state.isStopped { state.open.insert(plain) }
                return !state.isStopped
            }
            guard isOpen else {
                close(plain)
                break
            }
            Thread.detachNewThread { [self] in
                serve(Connection(plain, log: log))
                state.withLock { state in
                    state.open.remove(plain)
                    // No other connection can get the number before it is out of the set.
                    close(plain)
                }
            }
        }
        close(listening)
    }
}

/// A request as it was read.
struct LoggedRequest: Sendable {
    let method: String
    let target: String
    /// The fields, their names as they were sent.
    let fields: [(name: String, value: String)]
    var body: [UInt8] = []

    /// The first value of a name; nil if there is none.
    subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name }?.value
    }
}

/// What the connections of a server have read.
final class RequestLog: Sendable {
    let requests = Mutex<[LoggedRequest]>([])
}
