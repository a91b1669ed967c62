/// Makes responses.
enum Reply {
    static func json(_ value: JSONValue, status: Int = 200) -> Response {
        bytes(status, "application/json; charset=utf-8", Array(value.text.utf8))
    }

    /// Returns a page of HTML, which says no more than its title.
    static func page(_ title: String, status: Int = 200) -> Response {
        bytes(status, "text/html; charset=utf-8", Array(html(title).utf8))
    }

    /// Returns the text of a page, such as an edge server sends instead of the service.
    static func html(_ title: String) -> String {
        "<!DOCTYPE html><html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n"
    }

    /// Returns the response of a picture's URL that has expired.
    static func expired(_ status: Int) -> Response {
        bytes(status, "text/plain", Array("this URL has expired\n".utf8))
    }

    static func bytes(_ status: Int, _ mediaType: String, _ bytes: [UInt8]) -> Response {
        Response(
            status: status, headers: [.contentType: mediaType], body: .bytes(bytes))
    }
}
