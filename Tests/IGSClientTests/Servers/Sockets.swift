import Glibc

/// Sockets of this machine, which block. No child process inherits them.
enum Sockets {
    struct Failure: Error {
        let code: Int32
    }

    /// Returns a socket that listens on a free port.
    static func listening(at address: String, backlog: Int32) throws -> Int32 {
        let descriptor = try bound(to: address, port: 0)
        guard listen(descriptor, backlog) == 0 else { throw failure(closing: descriptor) }
        return descriptor
    }

    /// Returns a socket that is bound to a port, which nobody else can take meanwhile; 0 for a free one.
    static func bound(to address: String, port: Int) throws -> Int32 {
        let descriptor = socket(AF_INET, stream, 0)
        var name = sockaddr_in(address, port: port)
        let isBound = withAddress(&name) { bind(descriptor, $0, $1) == 0 }
        guard isBound else { throw failure(closing: descriptor) }
        return descriptor
    }

    /// Returns a connection to a port of 127.0.0.1.
    static func connected(to port: Int) throws -> Int32 {
        let descriptor = try bound(to: "127.0.0.1", port: 0)
        guard connect(descriptor, to: port) else { throw failure(closing: descriptor) }
        return descriptor
    }

    /// Returns a connection to a socket in a folder.
    static func connected(to path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, stream, 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let isConnected = withUnsafeMutableBytes(of: &name) { block in
            let place = UnsafeMutableRawBufferPointer(rebasing: block.dropFirst(2).dropLast())
            guard bytes.count <= place.count else { return false }
            place.copyBytes(from: bytes)
            return block.withMemoryRebound(to: sockaddr.self) {
                Glibc.connect(descriptor, $0.baseAddress, socklen_t(block.count)) == 0
            }
        }
        guard isConnected else { throw failure(closing: descriptor) }
        return descriptor
    }

    /// Connects a socket to a port of 127.0.0.1, and returns whether that worked.
    static func connect(_ descriptor: Int32, to port: Int) -> Bool {
        var name = sockaddr_in("127.0.0.1", port: port)
        return withAddress(&name) { Glibc.connect(descriptor, $0, $1) == 0 }
    }

    /// Waits for the next connection and returns it with its peer's port; nil if the socket is shut down.
    static func accepted(from listening: Int32) -> (descriptor: Int32, peerPort: Int)? {
        while true {
            var name = sockaddr_in()
            let descriptor = withAddress(&name) { address, length in
                var length = length
                return accept4?(
                    listening, UnsafeMutablePointer(mutating: address), &length,
                    Int32(SOCK_CLOEXEC.rawValue)) ?? -1
            }
            if descriptor >= 0 { return (descriptor, Int(UInt16(bigEndian: name.sin_port))) }
            guard errno == EINTR || errno == ECONNABORTED else { return nil }
        }
    }

    /// Returns the port that a socket is bound to.
    static func port(of descriptor: Int32) -> Int {
        var name = sockaddr_in()
        _ = withAddress(&name) { address, length in
            var length = length
            return getsockname(descriptor, UnsafeMutablePointer(mutating: address), &length)
        }
        return Int(UInt16(bigEndian: name.sin_port))
    }

    /// Returns two sockets that are connected to each other.
    static func pair() throws -> (Int32, Int32) {
        var pair: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, stream, 0, &pair) == 0 else { throw Failure(code: errno) }
        return (pair[0], pair[1])
    }

    /// GNU's `accept`, which Swift does not see: with the other one, a child that another thread starts could inherit the
    /// connection, and keep it open.
    private static let accept4 = dlsym(nil, "accept4").map {
        unsafeBitCast($0, to: Accept4.self)
    }
    private typealias Accept4 =
        @convention(c) (
            Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>, Int32
        ) -> Int32

    private static var stream: Int32 { Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue) }

    private static func failure(closing descriptor: Int32) -> Failure {
        defer { close(descriptor) }
        return Failure(code: errno)
    }

    private static func withAddress<Value>(
        _ name: inout sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
    ) -> Value {
        withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

extension sockaddr_in {
    fileprivate init(_ address: String, port: Int) {
        self.init()
        sin_family = sa_family_t(AF_INET)
        sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        inet_pton(AF_INET, address, &sin_addr)
    }
}
