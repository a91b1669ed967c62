import Hummingbird
import NIOCore

/// Makes responses.
enum Reply {
    static func json(_ value: JSONValue, status: Int = 200) -> Response {
        bytes(status, "application/json; charset=utf-8", Array(value.text.utf8))
    }

    /// A page of HTML, which says no more than its title.
    static func page(_ title: String, status: Int = 200) -> Response {
        bytes(status, "text/html; charset=utf-8", Array(OddBody.page(title).utf8))
    }

    static func bytes(_ status: Int, _ mediaType: String, _ bytes: [UInt8]) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
