import NIOCore
import NIOSSL

/// Holds a server's certificate to the name that was asked for.
///
/// NIOSSL takes a certificate that is for the peer's address in the place of one that is for its name. Anyone can have
/// one for an address of their own: whoever answers for a name, or is a proxy on the way, could pass for the service.
enum PeerName {
    /// The certificate is not one for the name.
    struct Mismatch: Error, CustomStringConvertible {
        let name: String

        var description: String { "the server's certificate is not for \(name)" }
    }

    /// Looks at a connection before anything is sent over it, and closes it where its certificate is not for the name.
    static func check(_ channel: any Channel, for name: String) -> EventLoopFuture<Void> {
        channel.nioSSL_peerCertificate().flatMapThrowing { certificate in
            guard let certificate, certificate.isFor(name) else { throw Mismatch(name: name) }
        }.flatMapError { error in
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(error)
        }
    }

    /// Whether a name of a certificate's, with a star for its first label maybe, is that of a host.
    static func matches(_ pattern: String, _ host: String) -> Bool {
        let pattern = normalized(pattern)
        let host = normalized(host)
        guard pattern.hasPrefix("*.") else { return pattern == host }
        let parent = host.drop { $0 != "." }.dropFirst()
        return parent.contains(".") && parent == pattern.dropFirst(2)
    }

    private static func normalized(_ name: String) -> String {
        let name = name.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }
}

extension NIOSSLCertificate {
    /// Whether one of the names that the certificate is for is the host's. A common name counts for nothing.
    fileprivate func isFor(_ host: String) -> Bool {
        _subjectAlternativeNames().contains { name in
            name.nameType == .dnsName
                && PeerName.matches(String(decoding: Array(name.contents), as: UTF8.self), host)
        }
    }
}
