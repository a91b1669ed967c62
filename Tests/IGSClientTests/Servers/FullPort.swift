import Glibc

/// A port of this machine that takes no more connections: who connects waits.
final class FullPort: Sendable {
    let port: Int
    private let descriptors: [Int32]

    init() throws {
        let listening = try Sockets.listening(at: "127.0.0.1", backlog: 0)
        port = Sockets.port(of: listening)
        var descriptors = [listening]
        // One is queued; the others' connections are begun and never answered.
        for _ in 0..<3 {
            let descriptor = try Sockets.bound(to: "127.0.0.1", port: 0)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            _ = Sockets.connect(descriptor, to: port)
            descriptors.append(descriptor)
        }
        self.descriptors = descriptors
    }

    deinit { for descriptor in descriptors { close(descriptor) } }
}
