import Hummingbird

/// Answers requests without a route as the whole service does, with or without a key.
///
/// Addresses of pictures are not found.
struct UnknownRoutes<Context: RequestContext>: RouterMiddleware {
    let shape: MissingRouteShape

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            // Reads the rest, so that a caller that is still sending gets to see the answer.
            for try await _ in request.body {}
            return DownloadRoutes.serve(request.uri.path)
                ? Response(status: .notFound) : shape.response(to: request)
        }
    }
}
