import HTTPTypes
import Hummingbird
import NIOCore

/// Downloads of results, and of the references that `input` echoes. They need no key: their URLs cannot be guessed.
struct DownloadRoutes: Sendable {
    let service: SandboxService

    func add(to router: Router<SandboxRouter.Context>) {
        router.get("results/:token/image.png") { _, context in
            try await result(token: try context.parameters.require("token"))
        }
        router.get("references/:name") { _, context in
            try await reference(name: try context.parameters.require("name"))
        }
    }

    /// The picture of a completed task, for as long as its URL lives.
    private func result(token: String) async throws -> Response {
        let now = service.configuration.now()
        guard let task = service.tasks.task(resultToken: token),
            task.timeline.phase(at: now) == .completed
        else { return Response(status: .notFound) }
        guard now < task.expiresAt else {
            return Response(
                status: .forbidden,
                headers: [.contentType: "text/plain"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: "this URL has expired\n")))
        }
        return picture(
            try await service.pictures.picture(of: task.parameters), mediaType: "image/png")
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
