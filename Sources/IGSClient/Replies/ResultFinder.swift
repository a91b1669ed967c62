/// Finds the pictures' addresses in a reply about a task (PROTOCOL section 2, "Query replies").
///
/// It never looks into `input`, which echoes the caller's own references, and takes none of these wherever they stand.
struct ResultFinder {
    private var found: [String] = []
    private var seen: Set<String>
    /// Text that stands where a picture should.
    private var words: String?

    /// What a reply has in place of a picture, or beside it.
    struct Findings {
        /// http(s) URLs, data URIs, and paths of the API's own origin, in order of how surely a key names a result.
        let addresses: [String]
        /// Text that stands where an address should; nil where there is none.
        let words: String?
    }

    /// Searches a reply.
    ///
    /// - Parameter sent: the addresses that were sent with the request, which are not results.
    static func findings(in reply: JSONValue, sent: Set<String> = []) -> Findings {
        var finder = ResultFinder(seen: Set(sent.map { address($0) ?? $0 }))
        finder.search(reply, textDepth: 0)
        return Findings(addresses: finder.found, words: finder.words)
    }

    /// The first number of a key, wherever it stands outside the echo.
    static func number(_ key: String, in reply: JSONValue) -> Double? {
        switch reply {
        case .object(let object):
            if let number = object[key]?.double { return number }
            return searchable(object).lazy.compactMap { self.number(key, in: $0) }.first
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
    /// Keys whose value is a result where it is an address, and is searched where it is not; surest first. They are
    /// compared without case and underscores: `resultUrls` is `result_urls`.
    static let resultKeys = [
        "output", "outputs", "result", "results", "response", "resultjson", "taskresult", "images",
        "image", "outputurl", "outputurls", "resulturl", "resulturls", "downloadurl",
        "downloadurls", "fileurl", "fileurls", "imageurl", "imageurls", "url", "urls", "uri",
        "uris",
        "b64json", "base64", "imagebase64", "data",
    ]

    /// Keys whose text is base64, whatever it begins with.
    static let base64Keys: Set<String> = ["b64json", "base64", "imagebase64"]

    /// Keys that hold what the caller sent, or what went wrong.
    static let echoKeys: Set<String> = [
        "input", "inputs", "params", "parameters", "param", "request", "attachments", "prompt",
        "metadata", "error", "message",
    ]

    /// Keys whose text may be the words of a model that did not paint.
    static let wordKeys: Set<String> = ["output", "outputs", "result", "text", "content"]

    static func normalised(_ key: String) -> String {
        String(key.lowercased().filter { $0 != "_" && $0 != "-" })
    }

    /// What stands under the other keys, in an order that does not depend on the run.
    static func searchable(_ object: [String: JSONValue]) -> [JSONValue] {
        object.filter { !echoKeys.contains(normalised($0.key)) }
            .sorted { $0.key < $1.key }.map(\.value)
    }

    mutating func search(_ value: JSONValue, textDepth: Int) {
        switch value {
        case .object(let object):
            let keys = object.keys.sorted().map { (name: $0, plain: Self.normalised($0)) }
            for result in Self.resultKeys {
                for key in keys where key.plain == result {
                    take(object[key.name] ?? .null, of: result, textDepth: textDepth)
                }
            }
            for key in keys
            where !Self.resultKeys.contains(key.plain) && !Self.echoKeys.contains(key.plain) {
                let value = object[key.name] ?? .null
                if Self.wordKeys.contains(key.plain) {
                    take(value, of: key.plain, textDepth: textDepth)
                } else {
                    search(value, textDepth: textDepth)
                }
            }
        case .array(let elements):
            for element in elements { search(element, textDepth: textDepth) }
        default:
            break
        }
    }

    /// Takes the value of a result's key.
    mutating func take(_ value: JSONValue, of key: String, textDepth: Int) {
        switch value {
        case .string(let text):
            if let address = Self.base64Keys.contains(key) ? Self.dataURI(text) : Self.address(text)
            {
                if seen.insert(address).inserted { found.append(address) }
            } else if textDepth < 3, let value = Self.json(within: text) {
                take(value, of: key, textDepth: textDepth + 1)
            } else if Self.wordKeys.contains(key), text.contains(where: \.isWhitespace) {
                words = words ?? String(text.prefix(4000))
            }
        case .array(let elements):
            for element in elements { take(element, of: key, textDepth: textDepth) }
        default:
            search(value, textDepth: textDepth)
        }
    }

    static func json(within text: String) -> JSONValue? {
        guard let first = text.utf8.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"")
        else { return nil }
        return JSONValue(parsing: text.utf8)
    }
}

// MARK: - Addresses

private extension ResultFinder {
    /// The address that a text is, without blanks around it, and blanks in it encoded; nil for any other text.
    static func address(_ text: String) -> String? {
        let trimmed = text.trimmingPrefix(while: \.isWhitespace)
        let start = trimmed.prefix(11).lowercased()
        // Blanks in a picture's base64 are left out when it is decoded.
        if start.hasPrefix("data:") { return isPictureURI(trimmed) ? String(trimmed) : nil }
        if isPictureInBase64(trimmed) { return dataURI(text) }
        let isWhole = start.hasPrefix("https://") || start.hasPrefix("http://")
        // `//host/…` takes the API's scheme, and `/…` its origin.
        guard isWhole || isPath(trimmed) else { return nil }
        let end = trimmed.lastIndex { !$0.isWhitespace } ?? trimmed.startIndex
        var address = ""
        for character in trimmed[...end] where !character.isNewline {
            address += character.isWhitespace ? "%20" : String(character)
        }
        // What follows the mark is the reader's own affair, and goes over no wire.
        return address.firstIndex(of: "#").map { String(address[..<$0]) } ?? address
    }

    /// A path by itself has no blanks in it: `/imagine a cat` is none.
    static func isPath(_ text: Substring) -> Bool {
        text.first == "/" && text.utf8.count > 1 && !text.contains(where: \.isWhitespace)
    }

    static func isPictureURI(_ text: Substring) -> Bool {
        let type = text.dropFirst(5).prefix { $0 != "," && $0 != ";" }.lowercased()
        return type.hasPrefix("image/") || type == "application/octet-stream" || type.isEmpty
    }

    /// Whether a text begins as the base64 of a PNG, JPEG or WebP does.
    static func isPictureInBase64(_ text: Substring) -> Bool {
        text.utf8.count >= 64
            && ["iVBORw0KGgo", "/9j/", "_9j_", "UklGR"].contains { text.hasPrefix($0) }
    }

    /// A text of base64 as a data URI; nil where there is none.
    static func dataURI(_ text: String) -> String? {
        let base64 = text.trimmingPrefix(while: \.isWhitespace)
        guard !base64.isEmpty else { return nil }
        // Some put the URI where the bare text is meant.
        if base64.prefix(5).lowercased() == "data:" { return String(base64) }
        // The type stands in the picture's own first bytes.
        return "data:image/png;base64,\(base64)"
    }
}
