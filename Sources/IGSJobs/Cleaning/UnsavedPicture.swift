/// A file of the store that nothing needs any more, and of which no copy is known elsewhere.
public struct UnsavedPicture: Sendable {
    /// What the file is.
    public enum Kind: String, Sendable, CaseIterable {
        /// A job's picture.
        case picture
        /// What came in place of a job's picture, and may be a damaged one.
        case damagedPicture
        /// A reference.
        case reference
    }

    /// What the file is.
    public let kind: Kind
    /// The newest job that names it; nil if none does.
    public let job: Job?
    /// The absolute path of the file.
    public let path: String
    /// The file's length in bytes.
    public let byteCount: Int
    /// When a process last put or used it, in seconds since 1970.
    public let touchedAt: Double
}
