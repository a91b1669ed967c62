/// Reads a text in a reply as the address of a picture (Protocol, "Results").
enum ResultAddress {
    /// Returns the addresses in a text: URLs with commas or blanks between them, a path, the picture itself in base64,
    /// or the pictures of a text in Markdown. None for any other text.
    static func all(in text: String) -> [String] {
        let trimmed = text.trimmingPrefix(while: \.isWhitespace)
        if trimmed.prefix(5).lowercased() == "data:" {
            return isPictureURI(trimmed) ? [withoutBlanks(trimmed)] : []
        }
        if isPictureInBase64(trimmed) { return [dataURI(text)].compactMap(\.self) }
        if isURL(trimmed) { return parts(of: trimmed).map(encoded) }
        // `//host/…` takes the API's scheme, and `/…` its origin.
        if isPath(trimmed) { return [encoded(trimmed)] }
        let pictures = markdownPictures(in: text)
        return (pictures.isEmpty ? embedded(in: text) : pictures).map(encoded)
    }

    /// Returns the same for a text that should be base64; some services put an address there all the same.
    static func all(inBase64 text: String) -> [String] {
        let trimmed = text.trimmingPrefix(while: \.isWhitespace)
        return isURL(trimmed) || trimmed.prefix(5).lowercased() == "data:"
            ? all(in: text) : [dataURI(text)].compactMap(\.self)
    }

    /// Returns a text of base64 as a data URI; nil if it is not base64.
    private static func dataURI(_ text: String) -> String? {
        let base64 = text.trimmingPrefix(while: \.isWhitespace)
        let isBase64 = base64.utf8.prefix(64).allSatisfy {
            $0.isLetterOrDigit || $0 <= 0x20 || "+/-_=".utf8.contains($0)
        }
        guard !base64.isEmpty, isBase64 else { return nil }
        // The picture's own first bytes tell its type.
        return "data:image/png;base64,\(withoutBlanks(base64))"
    }

    /// Returns what two spellings of one address have in common: they may differ in the scheme, the case of the host
    /// and how characters are encoded, and data URIs in blanks and in the alphabet of their base64.
    static func identity(_ address: String) -> String {
        if address.prefix(5).lowercased() == "data:" {
            let payload = address[(address.firstIndex(of: ",") ?? address.startIndex)...]
            let bytes = payload.utf8.compactMap { byte -> UInt8? in
                switch byte {
                case 0...0x20, UInt8(ascii: "="): nil
                case UInt8(ascii: "-"): UInt8(ascii: "+")
                case UInt8(ascii: "_"): UInt8(ascii: "/")
                default: byte
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        let plain = encoded(address[...])
        guard let mark = plain.firstRange(of: "://") else { return plain }
        let rest = plain[mark.upperBound...]
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest.dropFirst(host.count)
        return "//" + host.lowercased() + String(decoding: path.percentDecoded, as: UTF8.self)
    }
}

private extension ResultAddress {
    /// Removes blanks: the base64 of a picture may have line breaks; an address has none.
    static func withoutBlanks(_ text: Substring) -> String {
        String(decoding: text.utf8.filter { $0 > 0x20 }, as: UTF8.self)
    }

    static let separators: Set<Character> = [",", ";", "|"]

    static func isURL(_ text: Substring) -> Bool {
        let start = text.prefix(8).lowercased()
        return start.hasPrefix("https://") || start.hasPrefix("http://")
    }

    /// Whether a text is a path. A path by itself contains no blanks: `/imagine a cat` does not count.
    static func isPath(_ text: Substring) -> Bool {
        text.first == "/" && text.utf8.count > 1 && !text.contains(where: \.isWhitespace)
    }

    /// Returns the URLs of a text that begins with one.
    static func parts(of text: Substring) -> [Substring] {
        var starts: [Substring.Index] = []
        var isBehindSeparator = true
        for index in text.indices {
            if isBehindSeparator, isURL(text[index...]) { starts.append(index) }
            isBehindSeparator = separators.contains(text[index]) || text[index].isWhitespace
        }
        let ends = starts.dropFirst() + [text.endIndex]
        return zip(starts, ends).map { start, end in
            let part = text[start..<end]
            let last = part.lastIndex { !$0.isWhitespace && !separators.contains($0) }
            return part[...(last ?? start)]
        }
    }

    /// Returns the addresses of pictures in Markdown: `![a castle](https://…)`.
    static func markdownPictures(in text: String) -> [Substring] {
        text.ranges(of: "![").compactMap { mark in
            guard let open = text[mark.upperBound...].firstRange(of: "](") else { return nil }
            let address = text[open.upperBound...].prefix { $0 != ")" && !$0.isWhitespace }
            return isURL(address) ? address : nil
        }
    }

    /// Returns the address within a text for people, unless that text declines to paint.
    static func embedded(in text: String) -> [Substring] {
        guard let start = text.firstRange(of: "https://") ?? text.firstRange(of: "http://"),
            !ReplyWords.readsAsRefusal(text)
        else { return [] }
        return parts(
            of: text[start.lowerBound...].prefix {
                !$0.isWhitespace && !"\"'<>()[]`\\".contains($0)
            })
    }

    /// Returns the address without the blanks around it and without the fragment, and with the blanks in it encoded.
    static func encoded(_ text: Substring) -> String {
        let end = text.lastIndex { !$0.isWhitespace } ?? text.startIndex
        var address = ""
        for character in text[...end] where !character.isNewline {
            address += character.isWhitespace ? "%20" : String(character)
        }
        // Addresses written for a page.
        address.replace("&amp;", with: "&")
        // The fragment is for the reader alone, and is never sent.
        return address.firstIndex(of: "#").map { String(address[..<$0]) } ?? address
    }

    static func isPictureURI(_ text: Substring) -> Bool {
        let type = text.dropFirst(5).prefix { $0 != "," && $0 != ";" }.lowercased()
        return type.hasPrefix("image/") || type == "application/octet-stream" || type.isEmpty
    }

    /// Whether a text begins like the base64 of a PNG, JPEG or WebP file.
    static func isPictureInBase64(_ text: Substring) -> Bool {
        text.utf8.count >= 64
            && ["iVBORw0KGgo", "/9j/", "_9j_", "UklGR"].contains { text.hasPrefix($0) }
    }
}
