import IGSClient
import IGSJobs
import IGSScript

final class RecallCommand: Command {
    private static let picture = ParameterKey<String>(
        "picture", .text("JOB|FILE", role: .image), .optional,
        "a job or a saved file; the newest job if not given")

    let signature = Signature(
        "recall", "put the command that made a picture into the edit line", category: .shell,
        parameters: [picture],
        discussion: [
            "Edit it and press Enter to run it. For a group, it is the command that made the whole group. A file is looked up in",
            "the ledger by the path it was saved to, else by its content; a job of an earlier",
            "session by its name. References that the set lacks are added first.",
            "In -c and standard input, the command is printed.",
            "A word without / or . names a job; write ./day for a file.",
        ],
        examples: [
            .init("gen a castle --as hero\nrecall hero", "the command of a job"),
            .init(
                "gen a castle --as day\nwait\nsave day out/day.png\nrecall out/day.png",
                "the command of a picture"),
        ], habits: ["reuse", "edit"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        // Jobs that the command line names as references get numbers.
        defer { knowledge.jobCount = nil }
        guard let argument = call.argument(of: Self.picture), let word = argument.value else {
            return
        }
        let location = call.location(of: argument.word)
        switch JobSpec(word) {
        // The ledger may have the name.
        case .name: break
        case nil: PictureSelection.checkFile(word, at: location, report: report)
        default: JobChecks.check(word, knowledge, at: location, report: report)
        }
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        let word = call[Self.picture] ?? "%last"
        let jobs = try await jobs(word, in: session)
        guard let job = jobs.last, !job.isAttached else {
            throw Failure(Self.madeElsewhere(word))
        }
        // If one command cannot have made them together, only the newest one is recalled.
        let series = job.isAlike(jobs) ? PromptSeries(jobs.map(\.request.prompt)) : nil
        let line = GenLine(
            job.request,
            name: series == nil ? job.name : job.name.flatMap(Job.group(of:)),
            prompts: series, references: session.references,
            additions: try await session.additions(for: job.request))
        if let prompt = session.promptLines {
            prompt.edit(line.text)
        } else {
            session.reporter.report(.printed(line.text))
        }
        let quality = job.request.quality == nil ? session.settings.quality : nil
        if !line.missingReferences.isEmpty || quality != nil {
            session.note(
                Self.incompleteLine(
                    of: word, missing: line.missingReferences, besides: quality
                ).located(at: call.location))
        }
    }
}

private extension RecallCommand {
    /// Returns the jobs that a word means; only a name can mean several.
    func jobs(_ word: String, in session: Session) async throws(Failure) -> [Job] {
        guard let spec = JobSpec(word) else { return [try await maker(of: word, in: session)] }
        if case .name(let name) = spec, session.jobs.entries(for: spec).isEmpty {
            let earlier = try session.desk.jobsOfEarlierSessions(named: name)
            guard earlier.isEmpty else { return earlier }
        }
        let entries = try JobSelection.entries([word], in: session)
        guard let newest = entries.last else { throw Failure(Self.noMaker(word)) }
        if case .name = spec { return entries.map(\.job) }
        return [newest.job]
    }

    /// Returns the job whose picture a file holds: the job whose picture was saved there, or else
    /// the newest such job.
    func maker(of path: String, in session: Session) async throws(Failure) -> Job {
        let picture = try PictureSelection.picture(file: path)
        guard session.desk.hasLedger, let digest = ContentDigest.ofFile(picture.path) else {
            throw Failure(Self.noMaker(path))
        }
        let ledger = try await session.stack().ledger
        do throws(LedgerError) {
            let absolute = UserPath.absolute(picture.path)
            let known = try await ledger.files(holding: digest).first { $0.path == absolute }
            if let id = known?.job, let job = try await ledger.job(id) { return job }
            if let job = try await ledger.job(withPicture: digest) { return job }
        } catch {
            throw LedgerMessages.failure(error)
        }
        throw Failure(Self.noMaker(path))
    }
}

private extension Job {
    /// Whether some jobs all asked for the same as this one, except for the prompt.
    func isAlike(_ jobs: [Job]) -> Bool {
        jobs.allSatisfy { job in
            !job.isAttached && job.request.ratio == request.ratio
                && job.request.resolution == request.resolution
                && job.request.quality == request.quality
                && job.request.references == request.references
        }
    }
}

// MARK: - Messages

private extension RecallCommand {
    /// - Parameter picture: The word that the user wrote for it.
    static func noMaker(_ picture: String) -> Diagnostic {
        Diagnostic(
            .noMaker, "no job in the ledger made '\(picture)'",
            notes: ["igs does not recognise a picture that was edited after it was saved"])
    }

    static func madeElsewhere(_ picture: String) -> Diagnostic {
        Diagnostic(
            .madeElsewhere, "'\(picture)' was not requested from here",
            notes: ["only the id of an attached task is known"])
    }

    /// Says that a recalled line does not ask for everything that the job asked for.
    ///
    /// - Parameters:
    ///   - missing: The references of the job that the reference set has no room for, or that are lost.
    ///   - quality: The quality that the session sets, if the job left it to the service.
    static func incompleteLine(
        of word: String, missing: [ReferenceImage], besides quality: Quality?
    ) -> Diagnostic {
        let count = missing.count
        var notes = count == 0 ? [] : ["run 'ref clear' to make room, then recall again"]
        if let quality {
            notes.append(
                "the job used the service's own quality, but it is set to \(quality.rawValue) now: 'unset quality'"
            )
        }
        return Diagnostic(
            .recallDiffers,
            count == 0
                ? "the command uses a different quality from '\(word)'"
                : "\(count == 1 ? "1 reference" : "\(count) references") of '\(word)' "
                    + "\(count == 1 ? "is" : "are") not in the reference set, nor in the command",
            notes: notes)
    }
}
