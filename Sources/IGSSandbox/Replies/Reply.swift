import Hummingbird
import NIOCore

/// Makes responses.
enum Reply {
    static func json(_ value: JSONValue, status: Int = 200) -> Response {
        bytes(status, "application/json; charset=utf-8", Array(value.text.utf8))
    }

    /// A page of HTML, which says no more than its title.
    static func page(_ title: String, status: Int = 200) -> Response {
        bytes(status, "text/html; charset=utf-8", Array(html(title).utf8))
    }

    /// The text of a page, such as an edge answers with in place of the service.
    static func html(_ title: String) -> String {
        "<!DOCTYPE html><html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n"
    }

    /// What a URL of a picture answers whose time is over.
    static func expired(_ status: Int) -> Response {
        bytes(status, "text/plain", Array("this URL has expired\n".utf8))
    }

    static func bytes(_ status: Int, _ mediaType: String, _ bytes: [UInt8]) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
