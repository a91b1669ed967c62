import IGSImages

extension IncomingFile {
    /// Verifies that the bytes are one whole picture, and puts it in its place. If they are not, they are kept all the
    /// same: they were paid for.
    ///
    /// - Parameter sent: the digests of the pictures that were sent with the request, which are not results of it.
    /// - Throws: `ImageDefect` if they are not one whole picture, `DiskError` if it cannot be written.
    func placeImage(besides sent: Set<String> = []) throws -> StoredImage {
        let header: ImageHeader
        do throws(PictureDefect) {
            header = try ImageHeader(head)
            if let defect = check.defect { throw defect }
        } catch {
            throw kept(ImageDefect(found: error))
        }
        guard !sent.contains(digest) else { throw ImageDefect(.ownReference) }
        let (path, sha256) = try place(extension: header.format.fileExtension)
        return StoredImage(
            path: path, sha256: sha256, format: header.format, size: header.size,
            byteCount: byteCount)
    }

    private func kept(_ defect: ImageDefect) -> ImageDefect {
        var defect = defect
        if byteCount > 0, let path = try? place(extension: "damaged").path {
            defect.keptBytes = path
        }
        return defect
    }
}
