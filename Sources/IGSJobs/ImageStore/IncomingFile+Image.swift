import IGSClient

extension IncomingFile {
    /// Verifies that the bytes are one whole picture, and puts it in its place.
    ///
    /// - Throws: `ImageDefect` where they are not, `DiskError` where it cannot be written.
    func placeImage() throws -> StoredImage {
        guard let header = ImageHeader.read(head) else { throw ImageDefect.notAnImage }
        let isWhole = ImageEnding.isWhole(
            header.format, head: head[...], tail: tail[...], byteCount: byteCount)
        guard isWhole else { throw ImageDefect.truncated }
        let (path, sha256) = try place(extension: header.format.fileExtension)
        return StoredImage(
            path: path, sha256: sha256, format: header.format, size: header.size,
            byteCount: byteCount)
    }
}
