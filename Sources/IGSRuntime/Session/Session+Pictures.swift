import IGSJobs
import IGSScript

/// The pictures of completed jobs, as they are in the store.
extension Session {
    /// The picture of a completed job, held against its digest. Where it is gone or damaged, it is fetched again, which
    /// costs nothing, and that is told.
    ///
    /// - Throws: ``Failure`` where there is none, and none can be had.
    func restoringPicture(of entry: JobEntry) async throws(Failure) -> StoredImage {
        guard entry.job.status == .completed, let image = entry.job.image else {
            throw JobMessages.failure(of: entry)
        }
        let stack = try await stack()
        guard !stack.store.has(image) else { return image }
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
