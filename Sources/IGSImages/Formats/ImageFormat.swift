/// A format of picture files that igs sends and receives.
public enum ImageFormat: String, CaseIterable, Codable, Sendable {
    case png
    case jpeg
    case webp

    /// How many bytes are enough to recognise a format.
    public static let signatureByteCount = 12

    /// Recognises a format by a file's first bytes; nil if it is another one. A file's extension and a reply's media
    /// type cannot be trusted.
    public init?(signature head: [UInt8]) {
        if head.starts(with: PNGChunk.signature) {
            self = .png
        } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.holds("RIFF", at: 0), head.holds("WEBP", at: 8) {
            self = .webp
        } else {
            return nil
        }
    }

    /// The usual extension of such a file, without a dot.
    public var fileExtension: String {
        switch self {
        case .png: "png"
        case .jpeg: "jpg"
        case .webp: "webp"
        }
    }

    /// The media type, as it stands in a data URI.
    public var mimeType: String { "image/\(rawValue)" }
}
