package import SandboxPainter

/// One reference picture of an accepted task, as the task remembers it.
package enum Reference: Hashable, Sendable {
    /// A picture that came with the submission. Its bytes are in the ``ReferenceStore``.
    case stored(sha256: String, format: PictureFormat, byteCount: Int)

    /// A picture somewhere on the web. The sandbox never fetches it.
    case link(String)
}

extension Reference: Codable {
    private enum CodingKeys: String, CodingKey {
        case url
        case sha256
        case format
        case byteCount = "bytes"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let url = try container.decodeIfPresent(String.self, forKey: .url) {
            self = .link(url)
        } else {
            self = .stored(
                sha256: try container.decode(String.self, forKey: .sha256),
                format: try container.decode(PictureFormat.self, forKey: .format),
                byteCount: try container.decode(Int.self, forKey: .byteCount))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .link(let url):
            try container.encode(url, forKey: .url)
        case .stored(let sha256, let format, let byteCount):
            try container.encode(sha256, forKey: .sha256)
            try container.encode(format, forKey: .format)
            try container.encode(byteCount, forKey: .byteCount)
        }
    }
}
