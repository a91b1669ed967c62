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
                (try? incoming.append(original)) != nil, incoming.digest == image.sha256,
                (try? incoming.place(extension: image.format.fileExtension)) != nil
            else { continue }
            return file.path
        }
        return nil
    }
}

extension IncomingFile {
    /// Appends the rest of a file.
    fileprivate func append(_ file: borrowing OpenFile) throws(DiskError) {
        while true {
            let chunk = try file.read(upTo: 256 * 1024)
            guard !chunk.isEmpty else { return }
            try append(chunk)
        }
    }
}
