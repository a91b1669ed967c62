import IGSJobs
import IGSScript

final class SaveCommand: Command {
    private static let jobs = ParameterKey<[String]>(
        "job", .text("JOB", role: .job), "jobs; all finished jobs of this session if not given")
    private static let destination = ParameterKey<String>(
        "destination", .text("DEST", role: .destination), .optional, "the destination")
    private static let to = OptionKey<String>(
        "to", .text("DEST", role: .destination), "the destination, whatever it looks like")
    private static let force = OptionKey<Bool>(
        "force", letter: "f", "replace an existing picture", habits: ["overwrite"])

    let signature = Signature(
        "save", "copy finished pictures to a folder or file", category: .pictures,
        parameters: [jobs, destination],
        options: [to, force],
        discussion: [
            "The last word is the destination if it contains / . or { and is not a job.",
            "A destination is a folder (out/), a file (day.png), or a template with fields: "
                + Template.fields.map { "{\($0)}" }.joined(separator: " ") + ".",
            "{prompt} is the prompt's words as far as they fit a name: a-red-fox-in-the-snow.",
            "{row.COLUMN} is the cell of the row of a table ('rows') that made the job.",
            "Without a destination, the settings 'outdir' and 'template' decide.",
            "The extension follows the picture's real type.",
        ],
        examples: [
            .init("gen a castle --as castle\nwait\nsave castle out/", "into a folder"),
            .init(
                "gen a castle\nwait\nsave all \"out/{name}-{ratio}.{ext}\"", "all, by a template"),
        ], habits: ["download", "write"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        let words = Self.words(of: call)
        JobChecks.check(words.jobs, of: call, knowledge) {
            report(Self.speakingOfFolder($0, words, of: call))
        }
        if call.has(Self.to), let destination = words.destination {
            report(
                CheckMessages.contradiction("--to", destination.value ?? "DEST")
                    .located(at: call.location(of: destination.word)))
        }
        if let text = (call[Self.to] ?? words.destination?.value), text.contains("{"),
            Template(text) == nil
        {
            report(
                CheckMessages.badValue(text, for: "DEST", .template)
                    .located(
                        at: words.destination.map { call.location(of: $0.word) } ?? call.location))
        }
        checkColumns(call, words.destination, knowledge, report: report)
    }

    /// Checks the cells that the names of the pictures have: of no table, or mistyped, they would be missed only when
    /// the pictures are paid for.
    private func checkColumns(
        _ call: Call, _ word: Call.Argument?, _ knowledge: Knowledge, report: (Diagnostic) -> Void
    ) {
        let destination = call.has(Self.to) ? call[Self.to] : word?.value
        let isGiven = word != nil || call.has(Self.to)
        guard destination != nil || !isGiven else { return }
        // To a folder, the setting names the pictures.
        let isFolder = destination?.hasSuffix("/") ?? true
        let names = isFolder ? knowledge.settings["template"] ?? nil : destination
        let place = word.map { call.location(of: $0.word) } ?? call.location
        names.flatMap { Template($0) }?.problems(knowledge).forEach {
            report($0.located(at: place))
        }
    }

    func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect {
        let words = Self.words(of: call)
        let target = call.has(Self.to) ? call.arguments(of: Self.to).last : words.destination
        guard Self.allWords(of: call).allSatisfy({ $0.value != nil }),
            target == nil || target?.value != nil
        else { return .waits }
        return .saves(
            words.jobs.compactMap(\.value), to: target?.value, replaces: call[Self.force])
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        await session.reportSettled()
        let words = Self.words(of: call)
        let specs = words.jobs.compactMap(\.value)
        let entries: [JobEntry]
        do throws(Failure) {
            entries = try JobSelection.entries(specs.isEmpty ? ["all"] : specs, in: session)
        } catch {
            throw Failure(
                error.diagnostics.map { Self.speakingOfFolder($0, words, of: call) },
                code: error.code, exitCode: error.exitCode)
        }
        let saver = PictureSaver(session: session, replaces: call[Self.force])
        let finished = entries.filter { $0.job.status == .completed }
        let rest = entries.filter { $0.job.status != .completed }
        // Finished pictures are saved even if other jobs have none.
        try await saver.save(
            finished, to: call[Self.to] ?? words.destination?.value,
            passesOverEarlier: !isNaming(specs))
        let failures =
            isNaming(specs)
            ? rest.map(JobMessages.failure)
            : rest.compactMap { failure(of: $0, meansAll: !specs.isEmpty, in: session) }
        if let first = failures.first {
            throw Failure(failures.flatMap(\.diagnostics), code: first.code)
        }
        if finished.isEmpty {
            throw session.liveEntries.first.map(JobListMessages.notDone)
                ?? SavingMessages.noPictures(to: signature.name)
        }
    }
}

extension SaveCommand {
    /// Returns a finding, with a note on what to write if its last word means no job and was
    /// probably meant as a folder.
    private static func speakingOfFolder(
        _ finding: Diagnostic, _ words: (jobs: [Call.Argument], destination: Call.Argument?),
        of call: Call
    ) -> Diagnostic {
        guard let text = words.jobs.last?.value, words.destination == nil, !call.has(Self.to),
            case .name(let name) = JobSpec(text), !text.hasPrefix("%"),
            JobListMessages.isAboutUnknownJob(finding), finding.message.contains("'\(name)'")
        else { return finding }
        var finding = finding
        finding.notes.insert("'\(name)/', with a slash, is the folder to save in", at: 0)
        return finding
    }

    /// Returns the words that name jobs, and the word that names the destination.
    private static func words(of call: Call) -> (jobs: [Call.Argument], destination: Call.Argument?)
    {
        var jobs = allWords(of: call)
        guard let last = jobs.last else { return ([], nil) }
        if let text = last.value {
            guard text.contains(where: { "/.{".contains($0) }), JobSpec(text) == nil else {
                return (jobs, nil)
            }
        } else if jobs.count == 1 {
            // A single computed word may be either.
            return ([], nil)
        }
        jobs.removeLast()
        return (jobs, last)
    }

    private static func allWords(of call: Call) -> [Call.Argument] {
        call.arguments(of: jobs) + call.arguments(of: destination)
    }
}

private extension SaveCommand {
    /// Whether the user names jobs, rather than all of the session's.
    func isNaming(_ specs: [String]) -> Bool {
        !specs.isEmpty && !specs.allSatisfy { JobSpec($0) == .all }
    }

    /// Returns why one of all jobs has no picture; `nil` if that is not a failure of this command: for a job of an
    /// earlier session, a job whose failure was reported before, and, if no jobs are given, a job that is still in
    /// progress.
    func failure(of entry: JobEntry, meansAll: Bool, in session: Session) -> Failure? {
        if !meansAll, [.queued, .running].contains(entry.job.status) { return nil }
        let isKnown = entry.isTold(.failure) && !entry.isUnsettled && !entry.job.status.isLive
        guard entry.isEarlier || isKnown else { return JobMessages.failure(of: entry) }
        session.note(SavingMessages.leftOut(entry))
        return nil
    }
}
