import IGSClient
import IGSJobs
import IGSScript

final class GenCommand: Command {
    let signature = Signature(
        GenOptions.command, "create a picture from a prompt", category: .pictures,
        parameters: [GenOptions.promptKey], options: GenOptions.keys,
        discussion: [
            "Returns at once: 'wait' waits for the picture, 'save' copies it to a file.",
            "The prompt is one quoted word, or all the words: gen a castle, it's midnight.",
            "--from FILE sends the text of a file as it is, without the line ending at its end: UTF-8, at",
            "most 64 KiB. In a script, the file lies beside the script or below it, and is not hidden.",
            "-n 4 --as day makes day-1 to day-4, and %day means all of them.",
            "--expand treats every {a|b} in the prompt as a choice: groups nest, and a choice may be",
            "empty; each distinct text is submitted once. --expand=3, in one word, picks three at",
            "random, and the same --seed picks the same three. Without --expand, braces are text.",
            "Shell syntax and placeholders are plain text here, and you pay for them: $(cat p.txt),",
            "`date`, < p.txt, @p.txt, {a|b}, %name%, ratio=16:9. igs warns about them, but not about what is",
            "in single quotes or after a backslash, nor about 'less < more' and '@ 5pm'.",
        ],
        examples: [
            .init("gen a castle under the stars", "with the session's settings"),
            .init("gen \"a harbour\" --ratio 16:9 --quality high --as harbour", "with its own"),
            .init("gen a red kite -n 3 --as kite\nwait %kite", "three from one prompt"),
            .init("gen --from prompts/fox.txt --as fox", "a prompt from a text file"),
            .init("gen \"a {red|blue} {cat|dog}\" --expand --as pet", "four prompts in one"),
            .init("gen \"{dawn|noon|dusk} at sea\" --expand=2 --seed 7", "two of three"),
        ], habits: ["generate", "imagine", "draw", "create", "make"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        let options = GenOptions(call, knowledge)
        if call.has(GenOptions.fileKey), !call.arguments(of: GenOptions.promptKey).isEmpty {
            report(
                CheckMessages.contradiction(
                    GenOptions.fileKey.option.spelling,
                    GenOptions.promptKey.parameter.type.placeholder
                ).located(at: call.location(of: GenOptions.promptKey)))
        }
        checkPair(options, report: report)
        checkReferences(call, knowledge, report: report)
        checkExpansion(call, report: report)
        // A picture that is saved as it comes has to have a name.
        if knowledge.settings["autosave"] == "on", let names = knowledge.settings["template"] ?? nil
        {
            Template(names)?.problems(knowledge).forEach(report)
        }
        PromptHabits(call, knowledge, commandWords: CommandTable.firstWords)?.findings()
            .forEach(report)
        var batch: PromptBatch?
        do throws(Diagnostic) {
            // The number of picked prompts depends on the seed only if nearly all of them are the
            // same text.
            batch = try PromptBatch(options, drawSeed: { 0 })
        } catch {
            report(error)
        }
        noteJobs(options, batch, &knowledge)
    }

    func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect {
        .submits(GenOptions(call, knowledge))
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        let plan = try plan(call, in: session)
        // Even if it fails: from now on, these names mean the jobs of this call.
        session.desk.give(plan.jobs.compactMap(\.name) + [plan.group].compactMap(\.self))
        let references = try plan.references.images(in: session)
        // All requests are made before the first one is sent.
        let requests = try requests(plan, references)
        let estimates = requests.map { Estimate(of: $0, at: session.profile) }
        let submissions = zip(requests, plan.jobs).map {
            Session.Submission(request: $0, name: $1.name)
        }
        let entries = try await session.submit(
            submissions, group: plan.group, at: call.location)
        if let row = session.row {
            for (entry, _) in entries { session.desk.update(entry.number) { $0.row = row } }
        }
        if let seed = plan.drawnSeed {
            session.note(PromptMessages.drawnSeed(seed, plan.jobs.count))
        }
        let costs = zip(entries, estimates).filter { $0.0.source == .submitted }.map(\.1)
        if costs.count > 1 { session.note(PromptMessages.sum(of: costs)) }
        for ((entry, source), estimate) in zip(entries, estimates) {
            switch source {
            case .submitted: session.reporter.report(.submitted(entry, estimate))
            case .reused: session.reporter.report(.reused(entry))
            case .takenUp:
                session.reporter.report(.takenUp(entry))
                guard !entry.job.status.isLive else { continue }
                session.desk.update(entry.number) { $0.tell(.endWhenTakenUp) }
            }
        }
    }
}

private extension GenCommand {
    func plan(_ call: Call, in session: Session) throws(Failure) -> GenPlan {
        do throws(Diagnostic) {
            let plan = try GenPlan(
                GenOptions(call, settings: session.settings), drawSeed: session.nextSeed)
            // During a run, no value is left to be computed.
            guard let plan else { throw PromptMessages.emptyPrompt() }
            return plan
        } catch {
            throw Failure(error)
        }
    }

    func requests(
        _ plan: GenPlan, _ references: [ReferenceImage]
    ) throws(Failure) -> [GenerationRequest] {
        do throws(Diagnostic) {
            var requests: [GenerationRequest] = []
            for job in plan.jobs { requests.append(try job.request(references)) }
            return requests
        } catch {
            throw Failure(error)
        }
    }

    /// Reports a pair of ratio and resolution that does not exist, if both are known.
    func checkPair(_ options: GenOptions, report: (Diagnostic) -> Void) {
        guard let ratio = options.ratio.value, let resolution = options.resolution.value,
            ratio.pixelSize(at: resolution) == nil
        else { return }
        report(SettingMessages.impossiblePair(ratio, resolution))
    }

    func checkReferences(_ call: Call, _ knowledge: Knowledge, report: (Diagnostic) -> Void) {
        if call.has(GenOptions.referencesKey), call[GenOptions.noReferencesKey] {
            report(CheckMessages.contradiction("--ref", "--no-refs"))
        }
        guard !knowledge.hasUnknownReferences else { return }
        for argument in call.arguments(of: GenOptions.referencesKey) {
            guard let text = argument.value, knowledge.indexOfReference(text) == nil else {
                continue
            }
            report(
                ReferenceMessages.unknownReference(
                    text, known: knowledge.references.compactMap(\.self)
                ).located(at: call.location(of: argument.word)))
        }
    }

    func checkExpansion(_ call: Call, report: (Diagnostic) -> Void) {
        let isPicking = !call.arguments(of: GenOptions.expandKey).isEmpty
        if call.has(GenOptions.seedKey), !isPicking {
            report(
                PromptMessages.seedWithoutPick()
                    .located(at: call.location(of: GenOptions.seedKey)))
        }
        // `--expand 3` instead of `--expand=3` would be paid for in full.
        guard call.has(GenOptions.expandKey), !isPicking else { return }
        for argument in call.arguments(of: GenOptions.promptKey) {
            guard let number = argument.word.bare, Int(number) != nil else { continue }
            let range = argument.word.range
            let before = call.location.file.text(
                in: SourceRange(max(0, range.lowerBound - 40), range.lowerBound))
            guard let start = before.firstRange(of: /--expand[ \t]+$/)?.lowerBound else { continue }
            let length = before[start...].utf8.count
            var warning = PromptMessages.numberBesideExpand(number)
            warning.fix = Diagnostic.Fix(
                range: SourceRange(range.lowerBound - length, range.upperBound),
                replacement: "--expand=\(number)")
            report(warning.located(at: call.location(of: argument.word)))
        }
    }

    func noteJobs(
        _ options: GenOptions, _ batch: PromptBatch?, _ knowledge: inout Knowledge
    ) {
        let count = batch?.count ?? (options.expands ? nil : options.copies.value)
        if let known = knowledge.jobCount { knowledge.jobCount = count.map { known + $0 } }
        if case .known(nil) = options.name { return }
        guard let name = options.name.value ?? nil, let count else {
            knowledge.hasUnknownJobs = true
            return
        }
        knowledge.addJob(named: name, count: count)
        guard count > 1 else { return }
        for number in 1...count { knowledge.addJob(named: "\(name)-\(number)") }
    }
}

private extension GenPlan.References {
    func images(in session: Session) throws(Failure) -> [ReferenceImage] {
        switch self {
        case .wholeSet: return session.references.references.map(\.image)
        case .named(let names):
            var images: [ReferenceImage] = []
            for name in names {
                images.append(try ReferenceSelection.reference(name, in: session).image)
            }
            return images
        }
    }
}
