import HTTPTypes
import Hummingbird
import NIOCore

/// The shapes in which errors have been seen: PROTOCOL.md, section 2, "Errors".
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
    /// As `flat`, with an `ok` that is true and means nothing.
    case ok
    /// A line of plain text.
    case bare
    /// A page.
    case html

    static let parameter = FaultParameter(
        "SHAPE", .choice(allCases.map(\.rawValue)), default: "")

    /// What the reply may say besides, as if the task were accepted.
    static let contradiction = FaultParameter(
        "CARRIED", .choice(["with-id", "with-submitted", "with-pending", "with-both"]),
        default: "")

    /// Makes a reply of an error.
    ///
    /// - Parameters:
    ///   - httpStatus: the reply's status; the body says `code`.
    ///   - name: the code's word; nil takes the one that belongs to the number.
    ///   - carried: one of ``contradiction``; what is no object cannot carry it.
    static func response(
        _ httpStatus: Int, code: Int, name: String? = nil, message: String? = nil,
        shape: String, carried: String = "", _ exchange: FaultExchange
    ) -> Response {
        let message = message ?? self.message(for: code)
        let name = name ?? self.name(for: code)
        let usual: ErrorShape =
            exchange.place == .download ? .bare : exchange.dialect == .images ? .nested : .flat
        let shape = ErrorShape(rawValue: shape) ?? usual
        let number = JSONValue.number(code)
        let type = code < 500 ? "invalid_request_error" : "server_error"
        let body: JSONValue
        switch shape {
        case .flat: body = ["statusCode": number, "message": .string(message)]
        case .code: body = ["code": number, "message": .string(message)]
        case .text: body = ["code": .string("\(code)"), "message": .string(message)]
        case .ok: body = ["ok": true, "statusCode": number, "message": .string(message)]
        case .string: body = ["error": .string(message)]
        case .number: body = ["error": ["code": number, "message": .string(message)]]
        case .nested:
            body = [
                "error": [
                    "code": .string(name), "type": .string(type), "message": .string(message),
                ]
            ]
        case .bare:
            return reply(httpStatus, "text/plain", Array("\(message)\n".utf8))
        case .html:
            return reply(
                httpStatus, "text/html; charset=utf-8",
                Array(OddBody.page("\(httpStatus) \(message)").utf8))
        }
        return json(body.merging(self.carried(carried, exchange)), status: httpStatus)
    }

    private static func carried(_ word: String, _ exchange: FaultExchange) -> JSONValue {
        let id = JSONValue.string(
            exchange.task?.id ?? TaskIdentifier.random(now: exchange.now))
        let outTaskID = exchange.outTaskID.map(JSONValue.string) ?? nil
        return switch word {
        case "with-id": ["data": ["task_id": id, "out_task_id": outTaskID]]
        case "with-submitted": ["data": ["status": "submitted"]]
        case "with-pending": ["data": ["out_task_id": outTaskID, "status": "pending"]]
        case "with-both": ["data": [["status": "submitted", "task_id": id]]]
        default: [:]
        }
    }

    static func json(_ value: JSONValue, status: Int = 200) -> Response {
        reply(status, "application/json; charset=utf-8", Array(value.text.utf8))
    }

    static func reply(_ status: Int, _ mediaType: String, _ bytes: [UInt8]) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
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
        default:
            switch HTTPResponse.Status(integerLiteral: code).reasonPhrase {
            case "": "error \(code)"
            case let phrase: phrase.lowercased()
            }
        }
    }
}
