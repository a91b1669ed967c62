import SandboxPainter

/// Downloads of results, and of the references that `input` echoes. They need no key: their URLs cannot be guessed.
struct DownloadRoutes: Sendable {
    let service: SandboxService
    let faults: FaultInjector

    /// Whether a path is that of a picture, or looks like one.
    static func serve(_ path: some StringProtocol) -> Bool {
        path.hasPrefix("/results/") || path.hasPrefix("/references/")
    }

    /// Returns what answers a request; nil if it is not for a picture.
    func handler(for method: String, _ path: [String]) -> SandboxRouter.Handler? {
        switch (method, path.first, path.count) {
        // The name of the file is ignored.
        case ("GET", "results", 3): { request in try await result(path[1], request) }
        case ("GET", "references", 2): { _ in try await reference(name: path[1]) }
        default: nil
        }
    }

    /// Returns the picture of a completed task, for as long as its URL lives.
    private func result(_ name: String, _ request: Request) async throws -> Response {
        let now = service.configuration.now()
        let token = name.prefix { $0 != "-" && $0 != SandboxLinks.strangerMark }
        let task = service.tasks.task(resultToken: String(token))
        if let task, name.last == SandboxLinks.strangerMark {
            let png = try await service.pictures.picture(of: Stranger.parameters(like: task))
            return Reply.bytes(200, "image/png", OddPicture.signed(png, Stranger.signature))
        }
        guard let task, task.state(at: now) == .completed
        else { return Response(status: 404) }
        guard now < task.expiresAt, service.expiry.isLive(name, of: task) else {
            return Reply.expired(service.expiry.status(of: task))
        }
        let exchange = faults.exchange(.download, in: .openAPI, request: request).about(task)
        return try await faults.answer(exchange) { _ in
            let png = try await service.pictures.picture(of: task.parameters)
            return (Reply.bytes(200, "image/png", png), exchange)
        }
    }

    private func reference(name: String) async throws -> Response {
        let sha256 = name.prefix { $0 != "." }
        guard let bytes = try await service.pictures.reference(sha256: String(sha256)),
            let format = PictureFormat(signature: bytes)
        else { return Response(status: 404) }
        return Reply.bytes(200, format.mediaType, bytes)
    }
}
