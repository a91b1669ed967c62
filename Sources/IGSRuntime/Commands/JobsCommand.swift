import IGSClient
import IGSJobs
import IGSScript

final class JobsCommand: Command {
    private static let words = ParameterKey<[String]>(
        "word", .text("WORD"),
        "only jobs of any session with all these words in prompt, name or status")
    private static let all = OptionKey<Bool>(
        "all", letter: "a", "include jobs of earlier sessions")
    private static let since = OptionKey<String>(
        "since", .since,
        "only jobs since then, of any session: today, yesterday, monday, 3d, 2026-01-31")

    let signature = Signature(
        "jobs", "list the jobs", category: .pictures,
        parameters: [words],
        options: [all, since],
        discussion: [
            "The prompt picks up unfinished jobs of earlier sessions, and so do 'jobs' and 'wait'",
            "in -c and standard input; a script file handles its own jobs only.",
            "Earlier jobs that --all, --since or a word lists get a number here, but are not among",
            "'all', 'last' and 'failed'. Their names work even if they are not listed.",
        ],
        examples: [
            .init("jobs", "number, name, status and prompt of each"),
            .init("jobs castle --since yesterday", "castles since yesterday"),
        ],
        habits: ["ls", "list", "queue", "ps"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        let listsEarlier =
            call[Self.all] || call.has(Self.since) || call.argument(of: Self.words) != nil
        if listsEarlier || call.location.file.origin != .file { knowledge.noteEarlierJobs() }
    }

    /// Returns no effect: the command lists jobs as they are.
    func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect { .nothing }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        if session.mode != .file { try await session.takeUpJobs() }
        await session.reportSettled()
        let words = call[Self.words].filter { $0 != "all" }
        let since = call[Self.since].flatMap { PointInTime.parse($0) }
        let coversAllDays = call[Self.all] || since != nil || !call[Self.words].isEmpty
        func isWanted(_ job: Job, _ label: String?) -> Bool {
            job.createdAt >= since ?? -.infinity && words.allSatisfy { job.mentions($0, label) }
        }
        var count = 0
        func show(_ entries: [JobEntry], besides earlierCount: Int = 0) {
            session.reporter.report(
                .jobs(
                    JobList(
                        entries: entries, position: count, coversAllDays: coversAllDays,
                        words: words, earlierCount: earlierCount)))
            count += entries.count
        }
        if coversAllDays {
            try await session.desk.listAllDays(
                since: since ?? -.infinity, mentioning: words.map(Job.textMeant(by:)),
                where: isWanted
            ) { if !$0.isEmpty { show($0) } }
            if count == 0 { show([]) }
        } else {
            let entries = session.jobs.entries(for: .all)
            show(entries, besides: entries.isEmpty ? await session.desk.countEarlierJobs() : 0)
        }
    }
}

private extension Job {
    /// Returns the text that a job has if it mentions a word; `%castle` means the name `castle`.
    static func textMeant(by word: String) -> String {
        word.hasPrefix("%") ? String(word.dropFirst()) : word
    }

    /// Whether the prompt, the name or the status contains a word, in upper or lower case.
    func mentions(_ word: String, _ label: String?) -> Bool {
        let word = word.lowercased()
        if word.hasPrefix("%") { return label?.lowercased() == Self.textMeant(by: word) }
        return [request.prompt, label ?? "", status.rawValue].contains {
            $0.lowercased().contains(word)
        }
    }
}
