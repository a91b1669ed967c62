/// The formats that the painter reads and writes, recognised by their first bytes.
package enum PictureFormat: String, Hashable, Codable, Sendable {
    case png
    case jpeg
    case webp

    /// Reads the signature at the beginning of a file.
    ///
    /// - Returns: nil if the bytes are not one of the three formats.
    package init?(signature bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(12))
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.count == 12, head.starts(with: Array("RIFF".utf8)),
            head[8...].elementsEqual("WEBP".utf8)
        {
            self = .webp
        } else {
            return nil
        }
    }

    package var mediaType: String { "image/\(rawValue)" }

    /// The extension of file names.
    package var fileExtension: String { self == .jpeg ? "jpg" : rawValue }
}
