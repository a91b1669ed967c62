import IGSClient
import IGSImages
import IGSScript

/// Checks the destinations of a script before anything is submitted, so that nobody pays for a picture that then has no
/// place.
///
/// It reports only what is certain: a path outside the folder that a script may write to, a parent that is a file or is
/// not writable, a bad template, something in the way that is not a picture, two different pictures for one name, and
/// another picture in the way. The caller decides which picture counts as another one: the ledger knows whose picture a
/// file holds. In the sandbox, the k-th picture of a request has the same bytes as the k-th picture of the same request
/// in another session, so it is not in the way. Nor is a picture of the same size in pixels if no job is known to have
/// made it. The live service makes a different picture each time, so there it is in the way, unless a run is resumed, or
/// pictures are reused. The check assumes that a picture is a PNG, because the service makes those.
struct DestinationCheck {
    /// The folder that everything must be written below; `nil` means anywhere.
    let confinement: String?
    /// Whether the picture that is already at a path may be the picture of a job to be saved there.
    let isWelcome: (_ path: String, _ job: PlannedJob) -> Bool

    /// Returns what is wrong with the destinations: at most one finding for each save.
    func findings(_ saves: [PlannedSave]) -> [Diagnostic] {
        var takers: [String: Int] = [:]
        return saves.compactMap { save in
            do throws(Failure) {
                try check(save, &takers)
                return nil
            } catch {
                var finding = error.diagnostics.first?.located(at: save.location)
                finding?.notes += SavingMessages.notesBeforeSending
                return finding
            }
        }
    }

    private func check(
        _ save: PlannedSave, _ takers: inout [String: Int]
    ) throws(Failure) {
        let destination = try Destination(
            save.destination ?? (save.outdir.hasSuffix("/") ? save.outdir : save.outdir + "/"),
            template: save.template)
        let writer = PictureWriter(confinement: confinement, replaces: save.replaces)
        let needsPrompt = destination.depends(on: "prompt")
        var taken: Set<String> = []
        for (index, (number, job)) in save.jobs.enumerated() {
            // Its picture may also take the name of a later one.
            guard job.isPromptKnown || !needsPrompt,
                destination.columns.allSatisfy({ job.cells[$0] != nil })
            else { return }
            guard let ratio = job.ratio, let resolution = job.resolution else { continue }
            let path = destination.path(.png) { template in
                template.name(
                    Template.values(
                        label: job.name ?? "job-\(number)", prompt: needsPrompt ? job.prompt : nil,
                        number: number,
                        ratio, resolution,
                        job.quality, index: index + 1, fileExtension: ImageFormat.png.fileExtension,
                        date: LocalTime.now.date, cells: job.cells))
            }
            var unique = path
            var count = 1
            while !taken.insert(unique).inserted {
                count += 1
                unique = Destination.numbered(path, count)
            }
            if let other = takers.updateValue(number, forKey: unique), other != number,
                !save.replaces
            {
                throw SavingMessages.destinationTwice(unique)
            }
            try writer.check(unique) { isWelcome($0, job) }
        }
    }
}
