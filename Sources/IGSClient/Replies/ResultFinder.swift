/// Finds the pictures' addresses in a reply about a task (PROTOCOL section 2, "Query replies").
///
/// Never in `input`, which echoes the caller's own references.
struct ResultFinder {
    private var found: [String] = []
    private var seen: Set<String> = []

    /// The http(s) URLs and data URIs of results, in order of how surely a key names one.
    static func results(in reply: JSONValue) -> [String] {
        var finder = ResultFinder()
        finder.search(reply, textDepth: 0)
        return finder.found
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
}

extension ResultFinder {
    /// Keys whose value is a result where it is an address, and is searched where it is not; surest first.
    private static let resultKeys = [
        "output", "result", "results", "response", "images", "image", "output_url", "result_url",
        "download_url", "file_url", "image_url", "image_urls", "url", "urls", "uri", "data",
    ]

    /// Keys that hold what the caller sent, or what went wrong.
    private static let echoKeys: Set<String> = [
        "input", "params", "parameters", "request", "attachments", "prompt", "metadata", "error",
        "message",
    ]

    /// What stands under the other keys, in an order that does not depend on the run.
    private static func searchable(_ object: [String: JSONValue]) -> [JSONValue] {
        object.filter { !echoKeys.contains($0.key.lowercased()) }
            .sorted { $0.key < $1.key }.map(\.value)
    }

    private mutating func search(_ value: JSONValue, textDepth: Int) {
        switch value {
        case .object(let object):
            for key in Self.resultKeys {
                if let value = object[key] { take(value, textDepth: textDepth) }
            }
            for value in Self.searchable(object.filter { !Self.resultKeys.contains($0.key) }) {
                search(value, textDepth: textDepth)
            }
        case .array(let elements):
            for element in elements { search(element, textDepth: textDepth) }
        default:
            break
        }
    }

    /// Takes the value of a result's key.
    private mutating func take(_ value: JSONValue, textDepth: Int) {
        switch value {
        case .string(let text):
            if let address = Self.address(text) {
                if seen.insert(address).inserted { found.append(address) }
            } else if textDepth < 3, let value = Self.json(within: text) {
                take(value, textDepth: textDepth + 1)
            }
        case .array(let elements):
            for element in elements { take(element, textDepth: textDepth) }
        default:
            search(value, textDepth: textDepth)
        }
    }

    private static func json(within text: String) -> JSONValue? {
        guard let first = text.utf8.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"")
        else { return nil }
        return JSONValue(parsing: text.utf8)
    }

    /// The address that a text is, without blanks around it, and blanks in it encoded; nil for any other text.
    private static func address(_ text: String) -> String? {
        let trimmed = text.trimmingPrefix(while: \.isWhitespace)
        let start = trimmed.prefix(11).lowercased()
        // Blanks in a picture's base64 are left out when it is decoded.
        if start.hasPrefix("data:image/") { return String(trimmed) }
        guard start.hasPrefix("https://") || start.hasPrefix("http://") else { return nil }
        let end = trimmed.lastIndex { !$0.isWhitespace } ?? trimmed.startIndex
        var address = ""
        for character in trimmed[...end] where !character.isNewline {
            address += character.isWhitespace ? "%20" : String(character)
        }
        // What follows the mark is the reader's own affair, and goes over no wire.
        return address.firstIndex(of: "#").map { String(address[..<$0]) } ?? address
    }
}
