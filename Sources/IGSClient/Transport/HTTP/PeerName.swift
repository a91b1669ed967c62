import NIOCore
import NIOSSL

/// Checks that a server's certificate matches the requested name.
///
/// NIOSSL accepts a certificate for the peer's address in place of one for its name. Anyone can get one for an address
/// of their own: whoever answers for a name, or is a proxy on the way, could pass for the service.
enum PeerName {
    /// The certificate is not for the name.
    struct Mismatch: Error, CustomStringConvertible {
        let name: String

        var description: String { "the server's certificate is not for \(name)" }
    }

    /// Checks a connection before anything is sent over it, and closes it if its certificate is not for the name.
    static func check(_ channel: any Channel, for name: String) -> EventLoopFuture<Void> {
        channel.nioSSL_peerCertificate().flatMapThrowing { certificate in
            guard let certificate, certificate.isFor(name) else { throw Mismatch(name: name) }
        }.flatMapError { error in
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(error)
        }
    }

    /// Whether a name in a certificate, whose first label may be a star, matches a host.
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
    /// Whether one of the certificate's names is the host's. A common name does not count.
    fileprivate func isFor(_ host: String) -> Bool {
        _subjectAlternativeNames().contains { name in
            name.nameType == .dnsName
                && PeerName.matches(String(decoding: Array(name.contents), as: UTF8.self), host)
        }
    }
}
