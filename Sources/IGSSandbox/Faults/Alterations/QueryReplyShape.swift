/// The shapes of replies about a task: Protocol, "Query replies".
enum QueryReplyShape: String, CaseIterable {
    /// The first form.
    case order
    /// The second form.
    case task
    /// The first, `output` an array of strings, or one string.
    case outputStrings = "output-strings"
    case outputString = "output-string"
    /// The second, `url` a string.
    case urlString = "url-string"
    case downloadURL = "download-url"
    case outputURL = "output-url"
    case resultURL = "result-url"
    case fileURL = "file-url"
    case imageURL = "image-url"
    case uri
    case taskResult = "task-result"
    case resultData = "result-data"
    case resultURLs = "result-urls"
    case imageURLs = "image-urls"
    /// `result` is JSON in a string.
    case jsonText = "json-text"
    /// `resultJson` is.
    case resultJSON = "result-json"
    /// The whole reply is.
    case allText = "all-text"
    /// A data URI in place of the URL.
    case dataURI = "data-uri"
    /// Its base64 on lines of 76 characters.
    case dataURILines = "data-uri-lines"
    /// Its base64 without padding.
    case dataURIBare = "data-uri-bare"
    /// Its base64 with `-` and `_`.
    case dataURIURLSafe = "data-uri-url-safe"
    /// Bare base64 in `b64_json`.
    case b64JSON = "b64-json"
    /// An empty `b64_json` beside the URL, or one of null, which means nothing.
    case b64Empty = "b64-empty"
    case b64Null = "b64-null"
    /// An `error` and a message beside the result that do not mean an error.
    case withoutError = "no-error"
    /// Done, with words in place of a picture.
    case words
    /// Done, with no URL anywhere.
    case withoutURL = "no-url"
    /// Done, with no URL but those that `input` echoes.
    case echo
    /// The second form's status as a number.
    case numbers
    case taskStatus = "task-status"
    case state

    func body(_ task: SimulatedTask, picture: String, _ exchange: FaultExchange) -> JSONValue {
        let now = exchange.now
        let state = task.state(at: now)
        let isDone = state == .completed
        let url = JSONValue.string(picture)
        let status = JSONValue.string(state.rawValue)
        func with(_ result: JSONValue, input: JSONValue = [:]) -> JSONValue {
            let head: JSONValue = ["task_id": task.identifier, "status": status]
            let done: JSONValue =
                isDone
                ? JSONValue.object(["credits_used": .number(task.cost.value)]).merging(result)
                : [:]
            return exchange.forms.enveloped(
                head.merging(input).merging(task.failure(at: now)).merging(done))
        }
        func second(_ key: String, _ status: JSONValue, _ url: JSONValue) -> JSONValue {
            let head: JSONValue = [
                "id": task.identifier, key: status, "progress": .number(task.progress(at: now)),
            ]
            let done: JSONValue = [
                "credits_cost": .number(task.cost.value),
                "result": ["images": [["url": url, "expires_at": .number(Int(task.expiresAt))]]],
            ]
            return [
                "code": 200,
                "data": head.merging(task.failure(at: now)).merging(isDone ? done : [:]),
            ]
        }
        return switch self {
        case .order: with(["output": [["url": url]]])
        case .outputStrings: with(["output": [url]])
        case .outputString: with(["output": url])
        case .downloadURL: with(["result": ["response": ["download_url": url]]])
        case .outputURL: with(["output_url": url])
        case .resultURL: with(["result_url": url])
        case .fileURL: with(["file_url": url])
        case .imageURL: with(["image_url": url])
        case .uri: with(["result": ["uri": url]])
        case .jsonText: with(["result": .string(JSONValue.object(["images": [["url": url]]]).text)])
        case .taskResult: with(["task_result": ["images": [["url": url]]]])
        case .resultData: with(["result": ["data": [["url": url]]]])
        case .resultURLs: with(["resultUrls": [url]])
        case .imageURLs: with(["imageUrls": [url]])
        case .resultJSON:
            with(["resultJson": .string(JSONValue.object(["resultUrls": [url]]).text)])
        case .allText: .string(with(["output": [["url": url]]]).text)
        case .withoutURL: with([:])
        case .echo: with([:], input: ["input": Self.echoed])
        case .b64JSON: with(["output": [["b64_json": url]]])
        case .b64Empty: with(["output": [["b64_json": "", "url": url]]])
        case .b64Null: with(["output": [["b64_json": nil, "url": url]]])
        case .withoutError:
            with([
                "error": ["code": 0, "message": ""], "message": "success", "output": [["url": url]],
            ])
        case .words: with(["output": [["text": .string(Self.refusal)]]])
        case .task: second("status", status, [url])
        case .urlString, .dataURI, .dataURILines, .dataURIBare, .dataURIURLSafe:
            second("status", status, url)
        case .numbers: second("status", .number(state.number), [url])
        case .taskStatus: second("task_status", status, [url])
        case .state: second("state", status, [url])
        }
    }

    /// Whether the picture itself is in the reply.
    var isInline: Bool {
        switch self {
        case .dataURI, .dataURILines, .dataURIBare, .dataURIURLSafe, .b64JSON: true
        default: false
        }
    }

    /// Returns what replaces the URL.
    func inlined(_ base64: String) -> String {
        let header = "data:image/png;base64,"
        return switch self {
        case .b64JSON: base64
        case .dataURILines:
            header
                + base64.enumerated().map { place, digit in
                    place > 0 && place.isMultiple(of: 76) ? "\r\n\(digit)" : String(digit)
                }.joined()
        case .dataURIBare: header + base64.filter { $0 != "=" }
        case .dataURIURLSafe:
            header
                + base64.map { digit in
                    digit == "+" ? "-" : digit == "/" ? "_" : String(digit)
                }.joined()
        default: header + base64
        }
    }

    /// How a review has been seen to refuse instead of sending a picture.
    private static let refusal =
        "I cannot create this picture, as it may violate our content policy."

    /// How a caller's own references look when they are echoed.
    private static let echoed: JSONValue = [
        "params": ["image_url": "https://example.com/a.png,https://example.com/b.png"],
        "attachments": ["https://example.com/a.png,https://example.com/b.png"],
        "url": "https://example.com/a.png",
    ]
}

extension TaskState {
    /// The service's number for it.
    var number: Int {
        switch self {
        case .pending: 0
        case .processing: 1
        case .completed: 2
        case .failed: 3
        case .cancelled, .expired: 4
        }
    }
}
