import FoundationEssentials

/// A `data:` URI in base64: a picture as text.
struct DataURI {
    /// The media type, lower-case; empty where the URI has none.
    let mediaType: String
    private let payload: Substring

    /// Splits a text, or nil where it is no `data:…;base64,…`. The payload is not looked at.
    init?(_ text: String) {
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
    func decoded() -> [UInt8]? {
        guard let data = Data(base64Encoded: String(payload)) else { return nil }
        return [UInt8](data)
    }
}
