import HTTPTypes
import Hummingbird
import NIOCore
import SandboxPainter

/// Downloads of results, and of the references that `input` echoes. They need no key: their URLs cannot be guessed.
struct DownloadRoutes: Sendable {
    let service: SandboxService
    let faults: FaultInjector

    /// Whether a path is that of a picture, or looks like one.
    static func serve(_ path: String) -> Bool {
        path.hasPrefix("/results/") || path.hasPrefix("/references/")
    }

    func add(to router: Router<SandboxRouter.Context>) {
        // The name of the file is ignored.
        router.get("results/:name/:file") { request, context in
            try await result(try context.parameters.require("name"), request, context)
        }
        router.get("references/:name") { _, context in
            try await reference(name: try context.parameters.require("name"))
        }
    }

    /// Returns the picture of a completed task, for as long as its URL lives.
    private func result(
        _ name: String, _ request: Request, _ context: SandboxContext
    ) async throws -> Response {
        let now = service.configuration.now()
        let token = name.prefix { $0 != "-" && $0 != SandboxLinks.strangerMark }
        let task = service.tasks.task(resultToken: String(token))
        if let task, name.last == SandboxLinks.strangerMark {
            let png = try await service.pictures.picture(of: Stranger.parameters(like: task))
            return picture(
                ByteBuffer(bytes: OddPicture.signed(png, Stranger.signature)),
                mediaType: "image/png")
        }
        guard let task, task.state(at: now) == .completed
        else { return Response(status: .notFound) }
        guard now < task.expiresAt, service.expiry.isLive(name, of: task) else {
            return Reply.expired(service.expiry.status(of: task))
        }
        let exchange = faults.exchange(
            .download, in: .openAPI, request: request, channel: context.channel
        ).about(task)
        return try await faults.answer(exchange) { _ in
            let png = try await service.pictures.picture(of: task.parameters)
            return (picture(png, mediaType: "image/png"), exchange)
        }
    }

    private func reference(name: String) async throws -> Response {
        let sha256 = name.prefix { $0 != "." }
        guard let bytes = try await service.pictures.reference(sha256: String(sha256)),
            let format = PictureFormat(signature: bytes.readableBytesView)
        else { return Response(status: .notFound) }
        return picture(bytes, mediaType: format.mediaType)
    }

    private func picture(_ bytes: ByteBuffer, mediaType: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: mediaType], body: ResponseBody(byteBuffer: bytes))
    }
}
