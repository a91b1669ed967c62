import IGSClient

/// Brings the files of jobs into the store. Neither method runs on the engine.
extension ImageStore {
    /// Returns the request with its references in the store, as the ledger will have it.
    ///
    /// - Throws: `LedgerError` with `reference`.
    @concurrent
    func adoptReferences(
        of request: GenerationRequest
    ) async throws(LedgerError) -> GenerationRequest {
        guard !request.references.isEmpty else { return request }
        do {
            return try GenerationRequest(
                prompt: request.prompt, ratio: request.ratio, resolution: request.resolution,
                quality: request.quality, references: request.references.map(adopt))
        } catch {
            let path = (error as? ImageStoreError)?.path ?? folder
            throw LedgerError(code: .reference, path: path, underlying: error)
        }
    }

    /// Brings a result into the store, and returns the event for the lifecycle.
    @concurrent
    func fetch(
        _ url: String, for request: GenerationRequest, from service: any JobService
    ) async -> JobLifecycle.Event {
        do {
            let incoming = try receive()
            do throws(ServiceError) {
                try await service.download(url, limit: ImageStore.maximumByteCount) { chunk in
                    try incoming.append(chunk)
                }
            } catch {
                throw error.underlying as? DiskError ?? error
            }
            return .stored(try incoming.placeImage(besides: digests(ofReferences: request)))
        } catch let error as ServiceError {
            return .downloadFailed(error)
        } catch let defect as ImageDefect {
            return .imageDamaged(defect)
        } catch {
            return .storeFailed(JobFailure(kind: .storage, message: "\(error)"))
        }
    }
}
