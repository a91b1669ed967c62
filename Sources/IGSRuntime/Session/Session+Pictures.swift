import IGSJobs
import IGSScript

/// The pictures of completed jobs, as they are in the store.
extension Session {
    /// Returns the picture of a completed job, after comparing it with its digest. If it is gone or damaged, this
    /// copies it from where it was saved, or else fetches it again, which costs nothing, and reports that.
    ///
    /// - Throws: ``Failure`` if there is no picture, and none can be fetched.
    func restoringPicture(of entry: JobEntry) async throws(Failure) -> StoredImage {
        guard entry.job.status == .completed, let image = entry.job.image else {
            throw JobMessages.failure(of: entry)
        }
        let stack = try await stack()
        guard !stack.store.has(image) else { return image }
        let files = try? await stack.ledger.files(holding: image.sha256)
        if let copy = await stack.store.putBack(image, from: files ?? []) {
            note(SavingMessages.putBack(entry, from: UserPath.shortest(copy)))
            return image
        }
        do throws(JobActionError) {
            let job = try await stack.engine.restore(entry.job.id)
            desk.update(entry.number) { $0.job = job }
            note(SavingMessages.restored(entry))
            return job.image ?? image
        } catch {
            throw JobActionMessages.failure(error, JobMessages.subject(entry))
        }
    }
}
