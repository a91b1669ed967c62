public import IGSClient

/// A user's picture file that igs has written, or read as a reference: where it was then, and what it held.
public struct KnownFile: Hashable, Sendable {
    /// Where the file was; absolute.
    public let path: String
    /// The digest of the file's bytes at that time: see ``ContentDigest``.
    public let sha256: String
    /// The job whose picture the file holds; nil for a reference.
    public let job: OutTaskID?

    /// Creates a record of a file.
    public init(path: String, sha256: String, job: OutTaskID? = nil) {
        self.path = path
        self.sha256 = sha256
        self.job = job
    }
}
