import FoundationEssentials
import IGSJobs

/// Saves finished pictures of a session, for `save` and `autosave`.
struct PictureSaver {
    let session: Session
    let replaces: Bool

    /// Copies the pictures of completed jobs, and reports each.
    ///
    /// If names are equal within one call, the later ones get `-2`, `-3`.
    ///
    /// A picture that is gone from the store, or damaged there, is fetched again first.
    ///
    /// - Parameters:
    ///   - destination: A folder, a template or a file; `nil` means that the settings decide.
    ///   - passesOverEarlier: Whether a picture of an earlier session's job that cannot be saved is only reported.
    /// - Throws: ``Failure`` with everything that cannot be saved; the other pictures are saved.
    func save(
        _ entries: [JobEntry], to destination: String?, passesOverEarlier: Bool = false
    ) async throws(Failure) {
        let folder = session.settings.outdir
        let destination = try Destination(
            destination ?? (folder.hasSuffix("/") ? folder : folder + "/"),
            template: session.settings.template)
        let writer = PictureWriter(confinement: session.confinement, replaces: replaces)
        let date = LocalTime.now.date
        var taken: Set<String> = []
        var failures: [Failure] = []
        var saved: [KnownFile] = []
        for (index, entry) in entries.enumerated() {
            guard let image = entry.job.image else { continue }
            if let column = destination.columns.first(where: { entry.row?.cells[$0] == nil }) {
                failures.append(SavingMessages.noCell(column, for: entry))
                continue
            }
            let path = destination.path(
                for: entry, format: image.format, index: index + 1, date: date)
            var unique = path
            var number = 1
            while !taken.insert(unique).inserted {
                number += 1
                unique = Destination.numbered(path, number)
            }
            do throws(Failure) {
                let whole = try await session.restoringPicture(of: entry)
                let isWritten = try writer.write(whole.path, to: unique)
                saved.append(
                    KnownFile(
                        path: UserPath.absolute(unique), sha256: whole.sha256, job: entry.job.id))
                session.reporter.report(
                    .saved(SavedPicture(entry: entry, path: unique, wasThere: !isWritten)))
            } catch {
                if passesOverEarlier, entry.isEarlier {
                    error.diagnostics.forEach(session.note)
                } else {
                    failures.append(error)
                }
            }
        }
        await session.remember(saved)
        if let first = failures.first {
            throw Failure(failures.flatMap(\.diagnostics), code: first.code)
        }
    }
}
