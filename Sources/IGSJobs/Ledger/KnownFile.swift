public import IGSClient

/// A picture file of the user's that igs has written, or read as a reference: where it was then, and what it held.
public struct KnownFile: Hashable, Sendable {
    /// Where it was; absolute.
    public let path: String
    /// The digest of its bytes then: see ``ContentDigest``.
    public let sha256: String
    /// The job whose picture it is; nil for a reference.
    public let job: OutTaskID?

    /// Makes a record of a file.
    public init(path: String, sha256: String, job: OutTaskID? = nil) {
        self.path = path
        self.sha256 = sha256
        self.job = job
    }
}
