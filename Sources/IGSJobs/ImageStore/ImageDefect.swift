import IGSImages

/// Why fetched bytes are not a picture to keep.
public struct ImageDefect: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Code: String, CaseIterable, Sendable {
        /// They do not begin like a PNG, JPEG or WebP file, or do not declare dimensions.
        case notAnImage
        /// They begin like a picture, but end before it does.
        case truncated
        /// A part of the picture does not match its checksum.
        case damaged
        /// They are those of a reference that was sent with the request: an echo, wherever it was found.
        case ownReference
    }

    /// What is wrong.
    public let code: Code
    /// What the bytes are, as far as their beginning shows; nil if it does not.
    public let content: String?
    /// The file that keeps the bytes, by its path in the store; nil if they could not be kept, or none came.
    public internal(set) var keptBytes: String?

    /// Describes a defect.
    public init(_ code: Code, content: String? = nil, keptBytes: String? = nil) {
        self.code = code
        self.content = content
        self.keptBytes = keptBytes
    }
}

extension ImageDefect {
    init(found defect: PictureDefect) {
        switch defect {
        case .notAPicture(let format): self.init(.notAnImage, content: format?.name)
        case .truncated: self.init(.truncated)
        case .damaged: self.init(.damaged)
        }
    }
}

extension ImageDefect: CustomStringConvertible {
    /// What is wrong, as a sentence about what came.
    public var description: String {
        switch code {
        case .notAnImage:
            content.map { "the service sent \($0)" }
                ?? "what the service sent is not a PNG, JPEG or WebP picture"
        case .truncated: "the picture is cut off"
        case .damaged: "a part of the picture is damaged"
        case .ownReference: "the service sent a reference of the request back"
        }
    }
}
