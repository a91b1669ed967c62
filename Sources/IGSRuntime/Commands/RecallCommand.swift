import IGSClient
import IGSJobs
import IGSScript

final class RecallCommand: Command {
    let signature = Signature(
        "recall", "puts the command that made a picture back into the edit line", category: .shell,
        parameters: [
            Parameter(
                "picture", .text("JOB|FILE", role: .image), .optional,
                "a job, or a file that was saved; without, the newest job")
        ],
        discussion: [
            "Change it, and Enter runs it. A file is found in the ledger by what is in it, whatever its name;",
            "a job of an earlier session by its name.",
            "Where there is no prompt, the command is printed.",
            "A word that can name a job does; a file has a / or a point in it: ./day",
        ],
        examples: [
            .init("gen a castle --as hero\nrecall hero", "the command of a job"),
            .init(
                "gen a castle --as day\nwait\nsave day out/day.png\nrecall out/day.png",
                "the command of a picture"),
        ], habits: ["reuse", "edit"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        guard let argument = call.arguments(of: "picture").first, let word = argument.value else {
            return
        }
        let location = call.location(of: argument.word)
        switch JobSpec(word) {
        // The ledger may have it.
        case .name: break
        case nil: PictureSelection.checkFile(word, at: location, report: report)
        default: JobChecks.check(word, knowledge, at: location, report: report)
        }
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        let word = call.value(of: "picture") ?? "%last"
        let job = try await job(word, in: session)
        guard !job.isAttached else { throw Failure(RuntimeMessages.madeElsewhere(word)) }
        let line = GenLine(job.request, name: job.name, references: session.references)
        if let prompt = session.promptLines {
            prompt.edit(line.text)
        } else {
            session.reporter.report(.printed(line.text))
        }
        let quality = job.request.quality == nil ? session.settings.quality : nil
        if !line.missingReferences.isEmpty || quality != nil {
            session.note(
                RuntimeMessages.incompleteLine(
                    of: word, missing: line.missingReferences, besides: quality
                ).located(at: call.location))
        }
    }
}

private extension RecallCommand {
    func job(_ word: String, in session: Session) async throws(Failure) -> Job {
        guard let spec = JobSpec(word) else {
            return try await maker(of: word, in: session)
        }
        if case .name(let name) = spec, session.jobs.entries(for: spec).isEmpty,
            let job = try await earlierJob(named: name, in: session)
        {
            return job
        }
        // Of several, the newest: what differs is to be typed anyway.
        guard let entry = try JobSelection.entries([word], in: session).last else {
            throw Failure(RuntimeMessages.noMaker(word))
        }
        return entry.job
    }

    func earlierJob(named name: String, in session: Session) async throws(Failure) -> Job? {
        guard session.hasLedger else { return nil }
        let ledger = try await session.service().ledger
        do throws(LedgerError) {
            return try await ledger.newestJob(named: name, service: session.profile.name)
        } catch {
            throw RuntimeMessages.failure(error)
        }
    }

    /// The job whose picture a file holds.
    func maker(of path: String, in session: Session) async throws(Failure) -> Job {
        let picture = try PictureSelection.picture(file: path)
        guard session.hasLedger, let digest = ContentDigest.ofFile(picture.path) else {
            throw Failure(RuntimeMessages.noMaker(path))
        }
        let ledger = try await session.service().ledger
        let job: Job?
        do throws(LedgerError) {
            job = try await ledger.job(withPicture: digest)
        } catch {
            throw RuntimeMessages.failure(error)
        }
        guard let job else { throw Failure(RuntimeMessages.noMaker(path)) }
        return job
    }
}
