import FoundationEssentials

/// A `data:` URI: a picture as text, in base64 or percent-encoded (RFC 2397).
///
/// It accepts what browsers accept: blanks and line breaks, missing padding, the URL alphabet, and percent signs within
/// base64.
package struct DataURI {
    /// The media type, lower-case; empty if the URI has none.
    private let mediaType: String
    private let isBase64: Bool
    private let payload: Substring

    /// Splits a text; nil if it is not a data URI. Does not look at the payload.
    package init?(_ text: String) {
        let text = text.trimmingPrefix(while: \.isWhitespace)
        guard text.prefix(5).lowercased() == "data:", let comma = text.firstIndex(of: ",") else {
            return nil
        }
        let fields = text[..<comma].dropFirst(5).split(
            separator: ";", omittingEmptySubsequences: false
        ).map { String($0.lowercased().filter { !$0.isWhitespace }) }
        mediaType = fields[0]
        isBase64 = fields.count >= 2 && fields.last == "base64"
        payload = text[text.index(after: comma)...]
    }

    /// Whether the media type is one that the service accepts, or a common misspelling of it.
    var isImage: Bool {
        ["image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/x-png", "image/webp"]
            .contains(mediaType)
    }

    /// The most bytes that the payload can have.
    var maximumByteCount: Int {
        isBase64 ? payload.utf8.count / 4 * 3 + 3 : payload.utf8.count
    }

    /// Returns the payload's bytes; nil if it should be base64 and is not.
    package func decoded() -> [UInt8]? {
        guard isBase64 else { return payload.percentDecoded }
        let hasPercent = payload.utf8.contains(UInt8(ascii: "%"))
        var text: [UInt8] = []
        text.reserveCapacity(payload.utf8.count + 3)
        for byte in hasPercent ? payload.percentDecoded[...] : Array(payload.utf8)[...] {
            switch byte {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x20, UInt8(ascii: "="): continue
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
