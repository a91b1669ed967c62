import FlyingSocks
import Glibc

/// One connection: its requests are answered one after the other, until one of the sides ends it, or a cut does.
struct Connection: Sendable {
    /// How long the peer may take to close a connection that was ended in good order. Until then its data is read, as
    /// an early close would reset the connection.
    private static let lingering = Duration.seconds(30)
    private static let longestStall = Duration.seconds(3600)

    let socket: AsyncSocket
    let server: HTTPServer

    /// Serves the connection, and closes it.
    func serve() async {
        defer { try? socket.close() }
        do {
            try await answerRequests()
        } catch let cut as CutReached {
            await end(cut.end)
        } catch is MalformedRequest, SocketError.disconnected {
            // A peer that only ended its own side learns that its request was incomplete.
            let response = Response(status: 400, headers: [.connection: "close"])
            try? await ResponseWriter(socket, cut: nil).write(response, withoutBody: false)
            await end(.fin)
        } catch {
            // The peer has gone, or the server ends: there is nobody to answer.
        }
    }

    private func answerRequests() async throws {
        let reader = RequestReader(socket, onArrival: server.onArrival)
        while let request = try await reader.next() {
            var response = await response(to: request)
            let cut = try await reader.finish()
            if response.cut == nil { response.cut = cut }
            try await ResponseWriter(socket, cut: response.cut)
                .write(response, withoutBody: request.method == "HEAD")
            guard request.keepsConnection else { return }
        }
    }

    private func response(to request: Request) async -> Response {
        do {
            return try await server.respond(request)
        } catch {
            // Not sent if it was the request that could not be read.
            return Response(status: 500)
        }
    }

    private func end(_ end: ConnectionEnd) async {
        switch end {
        case .fin:
            shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
            await discardInput(for: Self.lingering)
        case .rst:
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(
                socket.socket.file.rawValue, SOL_SOCKET, SO_LINGER, &option,
                socklen_t(MemoryLayout<linger>.size))
        case .stall:
            await discardInput(for: Self.longestStall)
        }
    }

    /// Reads on until the peer has ended its side, or the time is up.
    private func discardInput(for time: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while (try? await socket.read(atMost: 4096)) != nil {}
            }
            group.addTask { try? await Task.sleep(for: time) }
            await group.next()
            group.cancelAll()
        }
    }
}
