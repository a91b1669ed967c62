import IGSJobs
import IGSScript

extension Session {
    /// Shows the picture of a job that has just completed, if the user wants that and sees it.
    ///
    /// If that fails, previews are off from then on; the picture is there all the same.
    func preview(_ entry: JobEntry) async {
        guard settings.preview == .auto, viewer.isWatched, let image = entry.job.image else {
            return
        }
        do throws(Failure) {
            reporter.report(
                .shown(
                    ShownPicture(
                        entry: entry, path: image.path, needsCaption: false,
                        rendering: try await viewer.rendering(of: image.path))))
        } catch {
            guard let reason = error.diagnostics.first else { return }
            settings.preview = .off
            note(PictureMessages.previewsEnd(reason))
        }
    }
}
