import FoundationEssentials

/// A `data:` URI in base64: a picture as text.
package struct DataURI {
    /// The media type, lower-case; empty where the URI has none.
    let mediaType: String
    private let payload: Substring

    /// Splits a text, or nil where it is no `data:…;base64,…`. The payload is not looked at.
    package init?(_ text: String) {
        guard text.prefix(5).lowercased() == "data:", let comma = text.firstIndex(of: ",") else {
            return nil
        }
        let fields = text[..<comma].dropFirst(5).split(
            separator: ";", omittingEmptySubsequences: false)
        guard let last = fields.last, fields.count >= 2, last.lowercased() == "base64" else {
            return nil
        }
        mediaType = fields[0].lowercased()
        payload = text[text.index(after: comma)...]
    }

    /// Whether the media type is one that the service takes, or a common misspelling of it.
    var isImage: Bool {
        ["image/png", "image/jpeg", "image/jpg", "image/webp"].contains(mediaType)
    }

    /// The most bytes that the payload can have.
    var maximumByteCount: Int { payload.utf8.count / 4 * 3 + 3 }

    /// The payload's bytes, or nil where it is no base64.
    ///
    /// Blanks, line breaks, a missing padding and the URL's alphabet are put up with: all of them have been seen.
    package func decoded() -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(payload.utf8.count + 3)
        for byte in payload.utf8 {
            switch byte {
            case 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "="): continue
            case UInt8(ascii: "-"): text.append(UInt8(ascii: "+"))
            case UInt8(ascii: "_"): text.append(UInt8(ascii: "/"))
            default: text.append(byte)
            }
        }
        while !text.count.isMultiple(of: 4) { text.append(UInt8(ascii: "=")) }
        guard let data = Data(base64Encoded: Data(text)) else { return nil }
        return [UInt8](data)
    }
}
