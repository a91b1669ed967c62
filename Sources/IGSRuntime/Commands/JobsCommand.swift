import IGSClient
import IGSJobs
import IGSScript

final class JobsCommand: Command {
    private static let words = ParameterKey<[String]>(
        "word", .text("WORD"),
        "jobs of all sessions with all these words in the prompt, the name or the status")
    private static let all = OptionKey<Bool>(
        "all", letter: "a", "also those of earlier sessions")
    private static let since = OptionKey<String>(
        "since", .since,
        "only those of this time, of all sessions: today, yesterday, monday, 3d, 2026-01-31")

    let signature = Signature(
        "jobs", "lists the jobs", category: .pictures,
        parameters: [words],
        options: [all, since],
        discussion: [
            "Unfinished jobs of earlier sessions are taken up at the prompt, and by 'jobs' and 'wait'",
            "in -c and standard input; a file deals with its own.",
            "What --all, --since or a word lists of earlier sessions has a number here, but is not among",
            "'all', 'last' and 'failed'. Its name can be used without a listing.",
        ],
        examples: [
            .init("jobs", "number, name, status and prompt of each"),
            .init("jobs castle --since yesterday", "what has a castle in it, of two days"),
        ],
        habits: ["ls", "list", "queue", "ps"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        let listsEarlier =
            call[Self.all] || call.has(Self.since) || call.argument(of: Self.words) != nil
        if listsEarlier || call.location.file.origin != .file { knowledge.noteEarlierJobs() }
    }

    /// It lists jobs as they are.
    func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect { .nothing }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        if session.mode != .file { try await session.takeUpJobs() }
        await session.reportSettled()
        let words = call[Self.words].filter { $0 != "all" }
        let since = call[Self.since].flatMap { PointInTime.parse($0) }
        let coversAllDays = call[Self.all] || since != nil || !call[Self.words].isEmpty
        func isWanted(_ job: Job, _ label: String?) -> Bool {
            job.createdAt >= since ?? 0 && words.allSatisfy { job.mentions($0, label) }
        }
        if coversAllDays { try await session.desk.recallJobs { isWanted($0, $0.name) } }
        let entries =
            coversAllDays
            ? session.jobs.listed.filter { isWanted($0.job, $0.name) }
            : session.jobs.entries(for: .all)
        let earlierCount =
            entries.isEmpty && !coversAllDays ? await session.desk.countEarlierJobs() : 0
        session.reporter.report(
            .jobs(
                JobList(
                    entries: entries, coversAllDays: coversAllDays, words: words,
                    earlierCount: earlierCount)))
    }
}

private extension Job {
    /// Whether a word stands in the prompt, the name or the status, in upper or lower case.
    func mentions(_ word: String, _ label: String?) -> Bool {
        let word = word.lowercased()
        if word.hasPrefix("%") { return label?.lowercased() == String(word.dropFirst()) }
        return [request.prompt, label ?? "", status.rawValue].contains {
            $0.lowercased().contains(word)
        }
    }
}
