/// Why bytes are not a sound picture: the same judgement for downloads and for references.
public enum PictureDefect: Error, Hashable, Sendable {
    /// They do not begin like a PNG, JPEG or WebP file, or declare no dimensions; carries what they are instead, if
    /// their beginning shows it.
    case notAPicture(ForeignFormat?)
    /// They begin like a picture, but end before it does.
    case truncated
    /// The checksum of a part of the picture is not the one that the part states.
    case damaged
}
