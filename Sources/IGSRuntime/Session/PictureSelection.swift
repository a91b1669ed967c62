import IGSClient
import IGSJobs
import IGSScript

/// Finds the pictures for `show`, `open` and `recall`.
enum PictureSelection {
    /// A picture that is ready to be shown.
    struct Picture {
        /// The job that made it; `nil` for a file.
        let entry: JobEntry?
        let path: String
    }

    /// Returns the pictures of some jobs, in the order of the specs.
    ///
    /// - Parameters:
    ///   - specs: The jobs; an empty list means the newest picture of the session.
    ///   - purpose: The command's verb.
    /// - Throws: ``Failure`` for a spec that means no job, and for a job without a picture. If all jobs are meant,
    ///   those that failed are left out.
    static func pictures(
        of specs: [String], in session: Session, to purpose: String
    ) async throws(Failure) -> [Picture] {
        guard !specs.isEmpty else {
            return [try await picture(of: try newest(in: session, to: purpose), in: session)]
        }
        var entries = try JobSelection.entries(specs, in: session)
        if specs.allSatisfy({ JobSpec($0) == .all }) {
            entries.removeAll { $0.job.status.isFailure }
            if entries.isEmpty { throw SavingMessages.noPictures(to: purpose) }
        }
        var pictures: [Picture] = []
        for entry in entries { pictures.append(try await picture(of: entry, in: session)) }
        return pictures
    }

    private static func newest(
        in session: Session, to purpose: String
    ) throws(Failure) -> JobEntry {
        let finished = session.jobs.listed.last {
            $0.job.status == .completed && !$0.isRecalled
        }
        if let finished { return finished }
        throw session.liveEntries.last.map(JobListMessages.notDone)
            ?? SavingMessages.noPictures(to: purpose)
    }

    private static func picture(
        of entry: JobEntry, in session: Session
    ) async throws(Failure) -> Picture {
        Picture(entry: entry, path: try await session.restoringPicture(of: entry).path)
    }

    /// Returns the picture in a file.
    ///
    /// - Throws: ``Failure`` if the file is missing, or its signature is not that of a picture.
    static func picture(file path: String) throws(Failure) -> Picture {
        let path = UserPath.toRead(path)
        do throws(ReferenceError) {
            _ = try ReferenceImage(file: path)
        } catch {
            throw Failure(ReferenceMessages.unusableReference(error))
        }
        return Picture(entry: nil, path: path)
    }

    /// Reports a file that is not a picture. A missing file may still be saved before.
    static func checkFile(
        _ path: String, at location: SourceLocation, report: (Diagnostic) -> Void
    ) {
        do throws(ReferenceError) {
            _ = try ReferenceImage(file: UserPath.toRead(path))
        } catch  where error.code == .missing {
            return
        } catch {
            report(ReferenceMessages.unusableReference(error).located(at: location))
        }
    }
}
