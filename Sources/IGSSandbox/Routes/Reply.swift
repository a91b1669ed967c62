import HTTPTypes
import Hummingbird
import NIOCore

/// Makes responses of JSON.
enum Reply {
    static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONLine.encode(value))))
    }
}

/// The envelope around most replies of the service's own dialect: PROTOCOL.md, section 2, "Query replies", first form.
struct Envelope<Content: Encodable>: Encodable {
    var statusCode = 200
    var message = ""
    let data: Content
}

/// The envelope of the other replies: the documented submit reply, and "Query replies", second form.
struct CodeEnvelope<Content: Encodable>: Encodable {
    var code = 200
    let data: Content
}
