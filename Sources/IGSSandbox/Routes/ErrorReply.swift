import HTTPTypes
import Hummingbird

/// Puts a refusal on the wire: PROTOCOL.md, section 2, "Errors".
///
/// The `openapi` dialect says it in `statusCode` and `message`; with 433 and "no such task" its HTTP status is 200 all the same. The
/// `images` dialect has OpenAI's `error` object. A refusal by the review looks alike in both.
enum ErrorReply {
    static func response(to refusal: Refusal, in dialect: Dialect) throws -> Response {
        switch refusal {
        case .unauthorized:
            try response(.unauthorized, 401, "invalid_api_key", "invalid api key", dialect)
        case .badRequest(let message):
            try response(.badRequest, 400, "invalid_request", message, dialect)
        case .tooLarge(let message):
            try response(.contentTooLarge, 413, "request_too_large", message, dialect)
        case .trouble(let message):
            try response(.internalServerError, 500, "server_error", message, dialect)
        case .moderation(let categories, let requestID):
            try Reply.json(moderation(categories, requestID), status: .badRequest)
        case .noCredits:
            switch dialect {
            case .openAPI: try Reply.json(Flat(statusCode: 433, message: "not enough credits"))
            case .images:
                try response(
                    .init(code: 402), 402, "insufficient_quota", "not enough credits", dialect)
            }
        case .duplicate(let outTaskID, let taskID, let wording):
            duplicate(outTaskID, taskID, wording)
        case .noSuchTask:
            // Worded alike in both: the route that says it serves both.
            try Reply.json(Flat(ok: true, statusCode: 400, message: "api task not found"))
        }
    }

    private struct Flat: Encodable {
        var ok: Bool?
        let statusCode: Int
        let message: String
    }

    private struct Nested: Encodable {
        struct Content: Encodable {
            let code: String
            let type: String
            let message: String
        }

        let error: Content
    }

    private static func response(
        _ status: HTTPResponse.Status, _ statusCode: Int, _ code: String, _ message: String,
        _ dialect: Dialect
    ) throws -> Response {
        switch dialect {
        case .openAPI:
            try Reply.json(Flat(statusCode: statusCode, message: message), status: status)
        case .images:
            try Reply.json(
                Nested(
                    error: .init(
                        code: code,
                        type: statusCode < 500 ? "invalid_request_error" : "server_error",
                        message: message)),
                status: status)
        }
    }

    private static func duplicate(
        _ outTaskID: String, _ taskID: String, _ wording: DuplicateWording
    ) -> Response {
        func flat(_ code: Int, _ message: String, _ others: JSONValue = [:]) -> JSONValue {
            let head: JSONValue = ["statusCode": .number(code), "message": .string(message)]
            return head.merging(others)
        }
        func nested(_ code: String, _ message: String) -> JSONValue {
            [
                "error": [
                    "code": .string(code), "type": "invalid_request_error",
                    "message": .string(message),
                ]
            ]
        }
        let exists = "out_task_id \(outTaskID) already exists"
        return switch wording {
        case .exists: ErrorShape.json(flat(400, exists), status: 400)
        case .ok:
            ErrorShape.json(
                ["ok": true, "statusCode": 400, "message": .string(exists), "data": nil])
        case .conflict:
            ErrorShape.json(
                nested("duplicate_out_task_id", "duplicate out_task_id"), status: 409)
        case .used:
            ErrorShape.json(
                nested("invalid_request", "this out_task_id has been used before"), status: 400)
        case .named:
            ErrorShape.json(
                flat(
                    400, "task exists",
                    ["data": ["task_id": .string(taskID), "out_task_id": .string(outTaskID)]]),
                status: 400)
        case .database:
            ErrorShape.json(
                flat(500, "Duplicate entry '\(outTaskID)' for key 'tasks.out_task_id'"),
                status: 500)
        }
    }

    private static func moderation(_ categories: [String], _ requestID: String) -> Nested {
        Nested(
            error: .init(
                code: "moderation_blocked",
                type: "image_generation_user_error",
                message: "Your request was rejected by the safety system. "
                    + "safety_violations=[\(categories.joined(separator: ", "))]. "
                    + "If you believe this is an error, include the request ID \(requestID)."))
    }
}
