/// How a request without a route has been seen to be answered: Protocol, "Errors".
enum MissingRouteShape: String, CaseIterable {
    /// The service's page, with HTTP 200.
    case page
    /// OpenAI's `error` object, with HTTP 404.
    case invalidURL = "invalid-url"
    /// A line of text, with HTTP 404.
    case bare
    /// Nothing, with HTTP 404.
    case empty

    /// Returns the response to such a request.
    ///
    /// - Parameter status: The HTTP status, if it differs.
    func response(to request: Request, status: Int? = nil) -> Response {
        switch self {
        case .page:
            return Reply.page("Image service", status: status ?? 200)
        case .invalidURL:
            let message = "Invalid URL (\(request.method) \(request.path))"
            return Reply.json(
                [
                    "error": [
                        "message": .string(message), "type": "invalid_request_error", "param": "",
                        "code": "",
                    ]
                ], status: status ?? 404)
        case .bare:
            return Reply.bytes(
                status ?? 404, "text/plain", Array("\(status ?? 404) page not found\n".utf8))
        case .empty:
            return Response(status: status ?? 404)
        }
    }
}
