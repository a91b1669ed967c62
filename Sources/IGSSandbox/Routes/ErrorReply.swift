import HTTPTypes
import Hummingbird

/// Puts a refusal on the wire: PROTOCOL.md, section 2, "Errors".
///
/// The `openapi` dialect says it in `statusCode` and `message`; with 433 and "no such task" its HTTP status is 200 all the same. The
/// `images` dialect has OpenAI's `error` object. A refusal by the review looks alike in both.
enum ErrorReply {
    static func response(to refusal: Refusal, in dialect: Dialect) throws -> Response {
        if case .moderation(let categories, let requestID) = refusal {
            return try Reply.json(moderation(categories, requestID), status: .badRequest)
        }
        return switch dialect {
        case .openAPI: try openAPI(refusal)
        case .images: try images(refusal)
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

    private static func moderation(_ categories: [String], _ requestID: String) -> Nested {
        Nested(
            error: .init(
                code: "moderation_blocked",
                type: "image_generation_user_error",
                message: "Your request was rejected by the safety system. "
                    + "safety_violations=[\(categories.joined(separator: ", "))]. "
                    + "If you believe this is an error, include the request ID \(requestID)."))
    }

    private static func openAPI(_ refusal: Refusal) throws -> Response {
        let (status, reply): (HTTPResponse.Status, Flat) =
            switch refusal {
            case .unauthorized:
                (.unauthorized, Flat(statusCode: 401, message: "invalid api key"))
            case .badRequest(let message):
                (.badRequest, Flat(statusCode: 400, message: message))
            case .tooLarge(let message):
                (.contentTooLarge, Flat(statusCode: 413, message: message))
            case .noCredits, .moderation:
                (.ok, Flat(statusCode: 433, message: "not enough credits"))
            case .noSuchTask:
                (.ok, Flat(ok: true, statusCode: 400, message: "api task not found"))
            case .trouble(let message):
                (.internalServerError, Flat(statusCode: 500, message: message))
            }
        return try Reply.json(reply, status: status)
    }

    private static func images(_ refusal: Refusal) throws -> Response {
        let (status, code, message): (HTTPResponse.Status, String, String) =
            switch refusal {
            case .unauthorized: (.unauthorized, "invalid_api_key", "invalid api key")
            case .badRequest(let message): (.badRequest, "invalid_request", message)
            case .tooLarge(let message): (.contentTooLarge, "request_too_large", message)
            case .noCredits, .moderation:
                (.init(code: 402), "insufficient_quota", "not enough credits")
            case .noSuchTask: (.notFound, "task_not_found", "task not found")
            case .trouble(let message): (.internalServerError, "server_error", message)
            }
        let type =
            status.code < 500 ? "invalid_request_error" : "server_error"
        return try Reply.json(
            Nested(error: .init(code: code, type: type, message: message)), status: status)
    }
}
