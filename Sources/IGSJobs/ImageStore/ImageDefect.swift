/// Why bytes that were fetched are no picture to keep.
public enum ImageDefect: String, Error, CaseIterable, Sendable {
    /// They begin like no PNG, JPEG or WebP file, or declare no dimensions.
    case notAnImage
    /// They begin like a picture, and end before it does.
    case truncated
}
