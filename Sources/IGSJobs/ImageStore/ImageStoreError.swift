public import IGSClient

/// Why the store could not adopt a reference.
public struct ImageStoreError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Code: Hashable, Sendable {
        /// The original cannot be used as a reference.
        case badReference(ReferenceError.Code)
        /// The disk is full.
        case full
        /// The store cannot be written for another reason.
        case unwritable
    }

    /// What is wrong.
    public let code: Code
    /// The file concerned.
    public let path: String
    /// The operating system's error number, if there was one.
    public let errno: Int32?

    init(code: Code, path: String, errno: Int32? = nil) {
        self.code = code
        self.path = path
        self.errno = errno
    }

    init(_ error: DiskError) {
        self.init(
            code: error.isFull ? .full : .unwritable, path: error.path, errno: error.errno)
    }

    init(_ error: ReferenceError) {
        self.init(code: .badReference(error.code), path: error.subject, errno: error.errno)
    }
}
