/// Finds the pictures' addresses in a reply about a task (Protocol, "Results").
///
/// It never looks into `input`, which echoes the caller's own references, and ignores those references wherever they
/// are.
struct ResultFinder {
    private var found: [String] = []
    /// Addresses that count as results only if there are no others.
    private var guesses: [String] = []
    private var seen: Set<String>
    /// Text in a place where a picture should be.
    private var words: String?

    /// What a reply contains in place of a picture, or beside it.
    struct Findings {
        /// http(s) URLs, data URIs, and paths of the API's own origin; the surest keys first.
        private(set) var addresses: [String]
        /// Text in a place where an address should be; nil if there is none.
        let words: String?
        fileprivate let finder: ResultFinder
        fileprivate let reply: JSONValue

        /// If there is nothing better, uses addresses under unknown keys that read like those of a picture; only for a
        /// task that is known to be done.
        mutating func guess() {
            guard addresses.isEmpty else { return }
            var finder = finder
            finder.guess(in: reply, isResult: false, textDepth: 0)
            addresses = finder.guesses
        }
    }

    /// Searches a reply.
    ///
    /// - Parameter sent: the addresses that were sent with the request, which are not results.
    static func findings(in reply: JSONValue, sent: Set<String> = []) -> Findings {
        var finder = ResultFinder(seen: Set(sent.map(ResultAddress.identity)))
        finder.search(reply, textDepth: 0)
        return Findings(
            addresses: finder.found, words: finder.words, finder: finder, reply: reply)
    }

    /// Returns the first number of a key, wherever it stands outside the echo.
    static func number(_ key: String, in reply: JSONValue) -> Double? {
        switch reply {
        case .object(let object):
            if let number = reply[key]?.double { return number }
            return searchable(object).lazy.compactMap { self.number(key, in: $0.value) }.first
        case .array(let elements):
            return elements.lazy.compactMap { number(key, in: $0) }.first
        default:
            return nil
        }
    }

    private init(seen: Set<String>) {
        self.seen = seen
    }
}

private extension ResultFinder {
    /// Keys whose value is a result if it is an address, and is searched if it is not; surest first.
    static let resultKeys = [
        "output", "outputs", "result", "results", "response", "resultjson", "taskresult",
        "outputurl", "outputurls", "outputimage", "outputimages", "resulturl", "resulturls",
        "resultimage", "resultimages", "resultimageurl", "resultimageurls", "downloadurl",
        "downloadurls", "fileurl", "fileurls", "url",
        "urls", "uri", "uris", "b64json", "b64", "base64", "imagebase64", "bytesbase64encoded",
        "data",
    ]

    /// Keys that a request has, too: they may hold what was sent.
    static let requestKeys: Set<String> = ["images", "image", "imageurl", "imageurls"]

    /// Keys whose text is base64, whatever it begins with.
    static let base64Keys: Set<String> = [
        "b64json", "b64", "base64", "imagebase64", "bytesbase64encoded",
    ]

    /// Keys that hold what the caller sent, or what went wrong.
    static let echoKeys: Set<String> = [
        "prompt", "metadata", "error", "errors", "body", "req", "properties", "config",
    ]

    /// Parts of the names of keys that hold what the caller sent.
    static let echoNames = [
        "input", "param", "request", "payload", "args", "option", "attachment", "reference",
        "source",
    ]

    /// Keys whose text may be the words of a model that did not paint.
    static let wordKeys: Set<String> = ["text", "content", "refusal"]

    /// Parts of the names of keys that lead to a picture.
    static let resultNames = [
        "url", "uri", "link", "href", "src", "image", "img", "pic", "photo", "file", "media",
        "asset", "artifact", "output", "result", "download", "png", "content", "resource", "work",
        "address", "failreason", "base64",
    ]

    /// Parts of the names of keys that lead elsewhere: to the task, or to a page about it.
    static let otherNames = [
        "callback", "webhook", "notify", "poll", "query", "status", "cancel", "stop", "delete",
        "help", "doc", "thumb", "preview", "avatar", "logo", "icon", "init", "mask", "website",
        "dashboard",
    ]

    /// Whole names of such keys: a task's links to itself.
    static let linkKeys: Set<String> = ["get", "self", "next", "web", "stream"]

    /// The keys that a task is wrapped in; in these, it may have results under the names that requests use.
    static let wrappers: Set<String> = [
        "data", "task", "job", "response", "generation", "prediction", "tasks", "jobs", "items",
        "list", "records", "info", "choices", "message",
    ]

    static func isEcho(_ key: String) -> Bool {
        echoKeys.contains(key) || echoNames.contains(where: key.mentions)
    }

    /// Returns the values of the keys that are not an echo, in an order that does not depend on the run.
    static func searchable(
        _ object: [String: JSONValue]
    ) -> [(key: String, value: JSONValue)] {
        object.lazy.filter { !isEcho($0.key) }.sorted { $0.key < $1.key }
    }

    /// - Parameter isResult: whether the key of a result leads here.
    mutating func search(_ value: JSONValue, isResult: Bool = false, textDepth: Int) {
        switch value {
        case .object(let object):
            for key in Self.resultKeys {
                if let value = object[key] {
                    let isResult = isResult || key != "data" && key != "response"
                    take(value, of: key, isResult: isResult, textDepth: textDepth)
                }
            }
            for (key, value) in Self.searchable(object) where !Self.resultKeys.contains(key) {
                if Self.wordKeys.contains(key) || isResult && Self.requestKeys.contains(key)
                    || Self.requestKeys.contains(key) && Self.isInline(value)
                {
                    take(value, of: key, isResult: isResult, textDepth: textDepth)
                } else {
                    search(value, isResult: isResult, textDepth: textDepth)
                }
            }
        case .array(let elements):
            for element in elements {
                search(element, isResult: isResult, textDepth: textDepth)
            }
        default:
            break
        }
    }

    /// Collects the value of a result's key.
    mutating func take(_ value: JSONValue, of key: String, isResult: Bool, textDepth: Int) {
        switch value {
        case .string(let text):
            let addresses =
                Self.base64Keys.contains(key)
                ? ResultAddress.all(inBase64: text) : ResultAddress.all(in: text)
            for address in addresses {
                if seen.insert(ResultAddress.identity(address)).inserted { found.append(address) }
            }
            guard addresses.isEmpty else { return }
            if textDepth < 3, let value = Self.json(within: text) {
                take(value, of: key, isResult: isResult, textDepth: textDepth + 1)
            } else if text.contains(where: { $0.isWhitespace || !$0.isASCII }) {
                words = words ?? String(text.prefix(4000))
            }
        case .array(let elements):
            for element in elements {
                take(element, of: key, isResult: isResult, textDepth: textDepth)
            }
        default:
            search(value, isResult: isResult, textDepth: textDepth)
        }
    }

    /// Collects whole addresses: under keys that read like a picture's, and in JSON under any key of a task.
    mutating func guess(in value: JSONValue, isResult: Bool, textDepth: Int) {
        switch value {
        case .object(let object):
            for (key, value) in Self.searchable(object)
            where !Self.linkKeys.contains(key) && !Self.otherNames.contains(where: key.mentions) {
                let isNamed = Self.resultNames.contains(where: key.mentions)
                guard isResult || isNamed || Self.wrappers.contains(key) else { continue }
                guess(in: value, isResult: isResult || isNamed, textDepth: textDepth)
            }
        case .array(let elements):
            for element in elements { guess(in: element, isResult: isResult, textDepth: textDepth) }
        case .string(let text):
            if textDepth < 3, let value = Self.json(within: text) {
                return guess(in: value, isResult: isResult, textDepth: textDepth + 1)
            }
            guard isResult else { return }
            for address in ResultAddress.all(in: text)
            where !address.hasPrefix("/") && !address.hasPrefix("data:") || Self.isInline(value) {
                if seen.insert(ResultAddress.identity(address)).inserted {
                    guesses.append(address)
                }
            }
        default:
            break
        }
    }

    /// Whether a value is a picture itself, or a list of pictures.
    static func isInline(_ value: JSONValue) -> Bool {
        guard let text = value.text ?? value.first?.text else { return false }
        return ResultAddress.all(in: text).first?.hasPrefix("data:") ?? false
    }

    static func json(within text: String) -> JSONValue? {
        guard let first = text.utf8.first(where: { $0 > 0x20 }), "{[\"".utf8.contains(first) else {
            return nil
        }
        return JSONValue(parsing: text.utf8)
    }
}
