/// The shapes in which errors have been seen: Protocol, "Errors".
enum ErrorShape: String, CaseIterable {
    /// `statusCode` and `message`.
    case flat
    /// `code`, a number, and `message`.
    case code
    /// `code`, a number in a string, and `message`.
    case text
    /// OpenAI's `error` object, its code a word.
    case nested
    /// The same, its code a number.
    case number
    /// `error`, a string.
    case string
    /// As `flat`, with an `ok` that is true and means nothing, and no `data`: the live service's own.
    case ok
    /// A line of plain text.
    case bare
    /// A page.
    case html

    /// Returns an error as a response.
    ///
    /// - Parameters:
    ///   - httpStatus: The response's status; the body says `code`.
    ///   - name: The code's word; nil: the one for the number.
    ///   - others: Further members of the body; a body that is not an object cannot carry them.
    func response(
        _ httpStatus: Int, code: Int, name: String? = nil, message: String? = nil,
        carrying others: JSONValue = [:]
    ) -> Response {
        let message = message ?? Self.message(for: code)
        let number = JSONValue.number(code)
        let body: JSONValue
        switch self {
        case .flat: body = ["statusCode": number, "message": .string(message)]
        case .code: body = ["code": number, "message": .string(message)]
        case .text: body = ["code": .string("\(code)"), "message": .string(message)]
        case .ok:
            let head: JSONValue = [
                "ok": true, "statusCode": number, "message": .string(message),
            ]
            body = others == [:] ? head.merging(["data": nil]) : head
        case .string: body = ["error": .string(message)]
        case .number: body = ["error": ["code": number, "message": .string(message)]]
        case .nested:
            body = [
                "error": [
                    "code": .string(name ?? Self.name(for: code)),
                    "type": code < 500 ? "invalid_request_error" : "server_error",
                    "message": .string(message),
                ]
            ]
        case .bare:
            return Reply.bytes(httpStatus, "text/plain", Array("\(message)\n".utf8))
        case .html:
            return Reply.page("\(httpStatus) \(message)", status: httpStatus)
        }
        return Reply.json(body.merging(others), status: httpStatus)
    }

    private static func name(for code: Int) -> String {
        switch code {
        case 401: "invalid_api_key"
        case 402, 433: "insufficient_quota"
        case 404: "not_found"
        case 413: "request_too_large"
        case 429: "rate_limit_exceeded"
        case 500...: "server_error"
        default: "invalid_request"
        }
    }

    private static func message(for code: Int) -> String {
        switch code {
        case 401: "invalid api key"
        case 402, 433: "not enough credits"
        default: "error \(code)"
        }
    }
}
