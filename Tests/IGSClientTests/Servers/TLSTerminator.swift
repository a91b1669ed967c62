import Glibc
import IGSTestSupport

/// A child process that decrypts the connections of this process' servers: `tls_terminator.py`.
///
/// It gets the connections themselves, over the socket that is its standard input, and exits at the end of it.
final class TLSTerminator: Sendable {
    private static let shared = Result { try TLSTerminator() }

    private let child: PipedProcess

    private init() throws {
        child = try PipedProcess(
            "/usr/bin/python3",
            ["-I", SourceTree.path("Tests/IGSClientTests/Servers/tls_terminator.py")])
    }

    /// Takes an encrypted connection, and returns one that carries what is in it.
    ///
    /// If it cannot be encrypted, what is returned ends at once.
    ///
    /// - Parameter protocols: what the server offers to speak (ALPN); none to offer nothing.
    static func decrypted(
        _ encrypted: Int32, _ certificate: TestCertificate, protocols: [String] = []
    ) throws -> Int32 {
        let (near, far) = try Sockets.pair()
        defer {
            close(encrypted)
            close(far)
        }
        let words = [certificate.certificatePath, certificate.keyPath] + protocols
        try shared.get().send([encrypted, far], words.joined(separator: "\n"))
        return near
    }

    /// Sends descriptors with a text.
    private func send(_ descriptors: [Int32], _ text: String) throws {
        var header = cmsghdr()
        header.cmsg_len = MemoryLayout<cmsghdr>.size + descriptors.count * 4
        header.cmsg_level = SOL_SOCKET
        header.cmsg_type = Int32(SCM_RIGHTS)
        var control = withUnsafeBytes(of: header) { Array($0) }
        for descriptor in descriptors { control += withUnsafeBytes(of: descriptor) { Array($0) } }
        var bytes = Array(text.utf8)
        let isSent = bytes.withUnsafeMutableBytes { bytes in
            // A block of 64-bit words: the kernel reads the header at such an address.
            withUnsafeTemporaryAllocation(byteCount: control.count, alignment: 8) { block in
                block.copyBytes(from: control)
                var part = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
                return withUnsafeMutablePointer(to: &part) { part in
                    var message = msghdr()
                    message.msg_iov = part
                    message.msg_iovlen = 1
                    message.msg_control = block.baseAddress
                    message.msg_controllen = block.count
                    return sendmsg(child.input, &message, Int32(MSG_NOSIGNAL))
                        == bytes.count
                }
            }
        }
        guard isSent else { throw Sockets.Failure(code: errno) }
    }
}
