/// What keeps bytes from being a picture: one judgement for what is downloaded and for what is sent as a reference.
public enum PictureDefect: Error, Hashable, Sendable {
    /// They do not begin like a PNG, JPEG or WebP file, or declare no dimensions; carries what they are instead, if their
    /// beginning tells.
    case notAPicture(ForeignFormat?)
    /// They begin like a picture, and end before it does.
    case truncated
    /// A part of the picture has another checksum than it states.
    case damaged
}
