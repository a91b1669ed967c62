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
        /// The bytes are not a PNG, JPEG or WebP picture.
        case notAnImage
        /// The file ends before the picture does, according to its format.
        case truncated
        /// The checksum of a part of the picture is not the one that the part states.
        case damaged
        /// More than ``ReferenceImage/maximumByteCount`` bytes; carries the number of bytes.
        case tooBig(byteCount: Int)
        /// The file is not the one that was measured: its size differs, or it ends early.
        case changed
        /// The text is not `data:image/…;base64,…`.
        case badDataURI
        /// The text is not an `https://` URL.
        case notHTTPS
    }

    /// What is wrong.
    public let code: Code
    /// The path or the URL; of a data URI only the beginning.
    public let subject: String
    /// The operating system's error number, if there was one.
    public let errno: Int32?

    /// The format of what it is instead of a picture, if that is known.
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
