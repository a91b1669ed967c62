import IGSTestSupport

/// A web server that answers everything with the same page, as a proxy or a wrong address does.
final class PageServer: Sendable {
    /// Where it listens.
    let url: String
    private let process: IgsProcess

    init(_ bench: Bench, status: Int) async throws {
        process = try bench.start(
            ["-I", "-u", "-c", Self.program, "\(status)"], program: "/usr/bin/python3")
        try await process.waits(for: "\n")
        url = "http://127.0.0.1:" + process.output.prefix { !$0.isNewline }
    }

    deinit {
        process.end()
    }

    private static let program = """
        import http.server, sys

        class Pages(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                page = b"<html><body>Welcome!</body></html>"
                self.send_response(int(sys.argv[1]))
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)

            do_GET = do_POST = answer

            def log_message(self, *words):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        print(server.server_port)
        server.serve_forever()
        """
}
