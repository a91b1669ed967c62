import IGSImages

extension ImageStore {
    /// Puts a picture that is missing or damaged here back from a file that holds the same bytes.
    ///
    /// - Parameter files: where copies may be: see ``Ledger/files(holding:)``.
    /// - Returns: the path of the copy that was used; nil if none of them holds the picture.
    @concurrent
    public func putBack(_ image: StoredImage, from files: [KnownFile]) async -> String? {
        for file in files where file.sha256 == image.sha256 {
            guard let original = try? OpenFile(reading: file.path), original.isRegular,
                original.identity?.byteCount == image.byteCount, let incoming = try? receive(),
                (try? incoming.append(original, upTo: image.byteCount)) != nil,
                incoming.digest == image.sha256,
                (try? incoming.place(extension: image.format.fileExtension)) != nil
            else { continue }
            return file.path
        }
        return nil
    }
}
