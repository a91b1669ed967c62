import HTTPTypes
import Hummingbird
import SHA2

/// Refuses requests that do not carry the key as `Authorization: Bearer KEY`.
struct KeyCheck<Context: RequestContext>: RouterMiddleware {
    private let expected: SHA256.Digest
    private let dialect: Dialect
    private let forms: ReplyForms

    init(key: String, dialect: Dialect, forms: ReplyForms) {
        expected = SHA256.hash(key.utf8)
        self.dialect = dialect
        self.forms = forms
    }

    func handle(
        _ request: Request, context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard let header = request.headers[.authorization],
            let space = header.firstIndex(of: " "),
            header[..<space].lowercased() == "bearer",
            SHA256.hash(header[header.index(after: space)...].utf8) == expected
        else {
            // Reads the rest, so that a caller that is still sending gets to see the answer.
            for try await _ in request.body {}
            return ErrorReply.response(to: .unauthorized, in: dialect, forms)
        }
        return try await next(request, context)
    }
}
