import Glibc

/// A port of this machine that nobody listens on, and that nobody else can take meanwhile.
final class UnusedPort: Sendable {
    private let descriptor: Int32

    init() throws { descriptor = try Sockets.bound(to: "127.0.0.1", port: 0) }

    deinit { close(descriptor) }

    var port: Int { Sockets.port(of: descriptor) }

    /// Where nobody answers.
    var url: String { "http://127.0.0.1:\(port)" }
}
