import Glibc
import IGSTestSupport

/// nginx with HTTP/2 before a server of the tests.
///
/// It listens on a socket in a folder; a server of ours, which counts the connections, passes on to it what comes to a
/// port. Each reply says over which protocol and which of nginx's connections it came.
final class NginxServer: Sendable {
    private let front: SocketServer
    private let folder: TemporaryFolder
    private let process: PipedProcess

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts it.
    ///
    /// - Parameter port: where it gets its replies from.
    init(before port: Int) async throws {
        let folder = try TemporaryFolder()
        let certificate = try TestCertificate.localhost
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder.file($0));" }.joined(separator: "\n")
        try folder.write(
            """
            daemon off;
            master_process off;
            pid \(folder.file("pid"));
            events { worker_connections 1024; }
            http {
                access_log off;
                \(temporary)
                server {
                    listen unix:\(folder.file("socket")) ssl http2;
                    ssl_certificate \(certificate.certificatePath);
                    ssl_certificate_key \(certificate.keyPath);
                    client_max_body_size 0;
                    proxy_read_timeout 600;
                    proxy_http_version 1.1;
                    proxy_buffering off;
                    proxy_set_header Host $http_host;
                    add_header X-Protocol $server_protocol always;
                    add_header X-Connection $connection always;
                    location / { proxy_pass http://127.0.0.1:\(port); }
                }
            }
            """, to: "nginx.conf")
        // When this process ends, so does the shell's input, and with it nginx.
        process = try PipedProcess(
            "/bin/sh",
            [
                "-c", #"/usr/sbin/nginx -e stderr -c "$1" & cat; kill $!"#, "sh",
                folder.file("nginx.conf"),
            ])
        self.folder = folder
        front = try SocketServer { connection in
            guard let far = try? Sockets.connected(to: folder.file("socket")) else { return }
            defer { close(far) }
            connection.relay(to: far)
        }
        let socket = folder.file("socket")
        let isReady = await holds(within: .seconds(20)) {
            guard let descriptor = try? Sockets.connected(to: socket) else { return false }
            close(descriptor)
            return true
        }
        guard isReady else {
            stop()
            throw Failure(description: process.readAll())
        }
    }

    var url: String { "https://localhost:\(front.port)" }
    /// The connections that were made.
    var connectionCount: Int { front.connectionCount }
    /// The connections that are open.
    var openCount: Int { front.openCount }

    func stop() {
        front.stop()
        close(process.input)
        _ = process.waitForExit()
    }
}
