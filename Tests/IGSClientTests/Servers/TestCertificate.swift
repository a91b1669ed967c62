import Glibc
import IGSTestSupport

/// A certificate that signs itself, made by openssl(1) for a test.
final class TestCertificate: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// One for `localhost` and 127.0.0.1.
    static var localhost: TestCertificate { get throws { try sharedLocalhost.get() } }
    private static let sharedLocalhost = Result {
        try TestCertificate("DNS:localhost,IP:127.0.0.1")
    }

    private let folder: TemporaryFolder

    /// Makes a certificate.
    ///
    /// - Parameters:
    ///   - names: its alternative names, as openssl(1) has them; nil for none.
    ///   - commonName: its subject's.
    init(_ names: String?, commonName: String = "test") throws {
        folder = try TemporaryFolder()
        let openssl = try PipedProcess(
            "/usr/bin/openssl",
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
                + ["-days", "36500", "-subj", "/CN=\(commonName)"]
                + ["-keyout", keyPath, "-out", certificatePath]
                + (names.map { ["-addext", "subjectAltName=\($0)"] } ?? []))
        close(openssl.input)
        let output = openssl.readAll()
        guard openssl.waitForExit() == 0 else { throw Failure(description: output) }
    }

    /// The PEM file of the certificate.
    var certificatePath: String { folder.file("certificate.pem") }
    /// The PEM file of its key.
    var keyPath: String { folder.file("key.pem") }
}
