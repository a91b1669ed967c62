import IGSClient
import IGSImages
import IGSScript

/// Looks at the destinations of a script before anything is submitted: a picture that is paid for,
/// and then has no place, is what it is there to spare.
///
/// It tells what is certain: a path outside of the folder that a script may write to, a parent that
/// is a file or may not be written to, a bad template, something in the way that is no picture, two
/// different pictures for one name, and a picture in the way that is another one. Which that is, the
/// caller decides: the ledger knows whose picture a file holds. In the sandbox the k-th picture of the same
/// request has the same bytes as the k-th of another session, so it is not in the way, nor is one of the same pixels that no job is
/// known to have made; the live service makes another one each time,
/// so there it is, unless a run is resumed. A picture is taken for a PNG, as the service makes them.
struct DestinationCheck {
    /// The folder below which everything is written; `nil`: anywhere.
    let confinement: String?
    /// Whether a picture that is there is that of a job to be saved there.
    let isWelcome: (_ path: String, _ job: PlannedJob) -> Bool

    /// What is wrong with the destinations, each save once.
    func findings(_ saves: [PlannedSave]) -> [Diagnostic] {
        var takers: [String: Int] = [:]
        return saves.compactMap { save in
            do throws(Failure) {
                try check(save, &takers)
                return nil
            } catch {
                var finding = error.diagnostics.first?.located(at: save.location)
                finding?.notes += [
                    "nothing was sent for it",
                    "use another name or folder, or --force to replace a picture",
                ]
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
        var taken: Set<String> = []
        for (index, (number, job)) in save.jobs.enumerated() {
            guard let ratio = job.ratio, let resolution = job.resolution else { continue }
            let path = destination.path(.png) { template in
                template.name(
                    Template.values(
                        label: job.name ?? "job-\(number)", number: number, ratio, resolution,
                        job.quality, index: index + 1, fileExtension: ImageFormat.png.fileExtension,
                        date: LocalTime.now.date))
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
