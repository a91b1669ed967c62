public import IGSImages

/// Why something cannot be a reference image.
public struct ReferenceError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Code: Hashable, Sendable {
        /// There is no such file.
        case missing
        /// The file cannot be opened or read.
        case unreadable
        /// The path names a folder.
        case isFolder
        /// The path names a pipe, a socket or a device.
        case notRegular
        /// The bytes are no PNG, JPEG or WebP picture.
        case notAnImage
        /// The picture ends before its format says so.
        case truncated
        /// A part of the picture has another checksum than it says.
        case damaged
        /// More than ``ReferenceImage/maximumByteCount`` bytes; carries how many.
        case tooBig(byteCount: Int)
        /// The file is not the one that was measured: its size is another, or it ends early.
        case changed
        /// The text is no `data:image/…;base64,…`.
        case badDataURI
        /// The text is no `https://` URL.
        case notHTTPS
    }

    /// What is wrong.
    public let code: Code
    /// The path or the URL; of a data URI only its beginning.
    public let subject: String
    /// The operating system's error number, where there was one.
    public let errno: Int32?

    /// What it is instead of a picture, where that can be told.
    public let format: ForeignFormat?

    /// Creates an error.
    public init(
        code: Code, subject: String, errno: Int32? = nil, format: ForeignFormat? = nil
    ) {
        self.format = format
        self.code = code
        self.subject = subject
        self.errno = errno
    }
}

extension ReferenceError {
    init(_ defect: PictureDefect, subject: String) {
        switch defect {
        case .notAPicture(let format):
            self.init(code: .notAnImage, subject: subject, format: format)
        case .truncated: self.init(code: .truncated, subject: subject)
        case .damaged: self.init(code: .damaged, subject: subject)
        }
    }
}
