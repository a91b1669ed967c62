import IGSClient

/// The paths of the store's files as the ledger has them: relative to the store, which lies beside the ledger. So a
/// state folder can be moved, or copied to another machine, and keeps its pictures.
struct StorePaths {
    private let store: ImageStore

    /// - Parameter path: the ledger's path.
    init(ledger path: String) {
        store = ImageStore(folder: ImageStore.folder(besideLedger: path))
    }

    /// Returns a picture with its path.
    func located(_ image: StoredImage) -> StoredImage {
        var image = image
        image.path = store.path(for: image)
        return image
    }

    /// Returns a request whose references have their paths.
    func located(_ request: GenerationRequest) throws -> GenerationRequest {
        try request.movingFiles { $0.hasPrefix("/") ? $0 : store.folder + "/" + $0 }
    }

    /// Returns a request as the ledger has it.
    func relative(_ request: GenerationRequest) throws -> GenerationRequest {
        try request.movingFiles { path in
            path.hasPrefix(store.folder + "/")
                ? String(path.dropFirst(store.folder.count + 1)) : path
        }
    }

    /// Returns a failure with the path of the bytes that came in place of a picture.
    func located(_ failure: JobFailure) -> JobFailure {
        failure.movingKeptBytes { $0.hasPrefix("/") ? $0 : store.folder + "/" + $0 }
    }

    func relative(_ failure: JobFailure) -> JobFailure {
        failure.movingKeptBytes { path in
            path.hasPrefix(store.folder + "/")
                ? String(path.dropFirst(store.folder.count + 1)) : path
        }
    }
}

extension GenerationRequest {
    /// Returns the same request with its files elsewhere.
    func movingFiles(_ move: (String) -> String) throws -> GenerationRequest {
        guard !references.isEmpty else { return self }
        return try GenerationRequest(
            prompt: prompt, ratio: ratio, resolution: resolution, quality: quality,
            references: references.map { $0.movingFile(move) })
    }
}

extension JobFailure {
    fileprivate func movingKeptBytes(_ move: (String) -> String) -> JobFailure {
        guard let keptBytes else { return self }
        return JobFailure(
            kind: kind, message: message, speaker: speaker, categories: categories, code: code,
            retryAfter: retryAfter, keptBytes: move(keptBytes))
    }
}
