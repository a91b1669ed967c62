import IGSClient
import IGSJobs
import IGSScript

final class RecallCommand: Command {
    let signature = Signature(
        "recall", "puts the command that made a picture back into the edit line", category: .shell,
        parameters: [
            Parameter(
                "picture", .text("JOB|FILE", role: .image), .one, "a job, or a file that was saved")
        ],
        discussion: [
            "Change it, and Enter runs it. A file is found in the ledger by what is in it, whatever its name.",
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
        for argument in call.arguments(of: "picture") {
            guard let text = argument.value, JobSpec(text) != nil else { continue }
            JobChecks.check(text, knowledge, at: call.location(of: argument.word), report: report)
        }
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        let word = call.value(of: "picture") ?? ""
        let job: Job
        if JobSpec(word) == nil {
            job = try await Self.maker(of: UserPath.expand(word), in: session)
        } else {
            // Of several, the newest: what differs is to be typed anyway.
            guard let entry = try JobSelection.entries([word], in: session).last else {
                throw Failure(RuntimeMessages.noMaker(word))
            }
            job = entry.job
        }
        guard !job.isAttached else { throw Failure(RuntimeMessages.madeElsewhere(word)) }
        let line = GenLine(job.request, name: job.name, references: session.references)
        if line.missingReferenceCount > 0 {
            session.note(RuntimeMessages.missingReferences(line.missingReferenceCount))
        }
        if let prompt = session.promptLines {
            prompt.edit(line.text)
        } else {
            session.reporter.report(.printed(line.text))
        }
    }

    /// The job whose picture a file holds.
    private static func maker(of path: String, in session: Session) async throws(Failure) -> Job {
        do throws(ReferenceError) {
            _ = try ReferenceImage(file: path)
        } catch {
            throw Failure(ServiceCheckMessages.unusableReference(error))
        }
        let ledger = try await session.service().ledger
        do throws(LedgerError) {
            if let digest = ContentDigest.ofFile(path),
                let job = try await ledger.job(withPicture: digest)
            {
                return job
            }
        } catch {
            throw RuntimeMessages.failure(error)
        }
        throw Failure(RuntimeMessages.noMaker(path))
    }
}
