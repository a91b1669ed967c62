/// All routes of the sandbox. Those of the API require the key; downloads do not.
struct SandboxRouter: Sendable {
    typealias Handler = @Sendable (Request) async throws -> Response

    private let downloads: DownloadRoutes
    private let openAPI: OpenAPIRoutes
    private let images: ImagesRoutes
    private let keyCheck: KeyCheck
    private let forms: ReplyForms

    init(for service: SandboxService, faults: FaultInjector) {
        downloads = DownloadRoutes(service: service, faults: faults)
        openAPI = OpenAPIRoutes(service: service, faults: faults)
        images = ImagesRoutes(service: service, faults: faults)
        keyCheck = KeyCheck(key: service.configuration.key)
        forms = service.configuration.replies
    }

    func respond(to request: Request) async throws -> Response {
        let path = request.path.split(separator: "/").map(String.init)
        if let download = downloads.handler(for: request.method, path) {
            return try await download(request)
        }
        if let handler = openAPI.handler(for: request.method, path) {
            return try await respond(to: request, in: .openAPI, handler)
        }
        if let handler = images.handler(for: request.method, path) {
            return try await respond(to: request, in: .images, handler)
        }
        return missing(request)
    }

    private func respond(
        to request: Request, in dialect: Dialect, _ handler: Handler
    ) async throws -> Response {
        guard keyCheck.accepts(request) else {
            return ErrorReply.response(to: .unauthorized, in: dialect, forms)
        }
        return try await handler(request)
    }

    /// Answers a request without a route as the whole service does, with or without a key. Addresses of pictures are not
    /// found.
    private func missing(_ request: Request) -> Response {
        DownloadRoutes.serve(request.path)
            ? Response(status: 404) : forms.missingRoute.response(to: request)
    }
}
