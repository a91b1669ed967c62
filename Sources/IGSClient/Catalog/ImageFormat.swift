/// A file format that the service takes and gives.
public enum ImageFormat: String, CaseIterable, Codable, Sendable {
    case png
    case jpeg
    case webp

    /// The customary extension of such a file, without a point.
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
