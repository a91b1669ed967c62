import Glibc

extension SocketServer {
    /// Starts a server whose reply has no end: a chunk every few milliseconds.
    static func endless(chunk: Int) throws -> SocketServer {
        try SocketServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            while connection.write([UInt8](repeating: 7, count: chunk)) { usleep(5000) }
        }
    }
}
