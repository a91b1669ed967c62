import IGSClient
import IGSJobs
import IGSScript

final class ForgetCommand: Command {
    private static let jobs = ParameterKey<[String]>("job", .job, "the jobs to forget")
    private static let undoes = OptionKey<Bool>(
        "undo", "bring back the jobs that were forgotten last", habits: ["restore"])

    let signature = Signature(
        "forget", "remove jobs from the list; running ones are abandoned",
        category: .pictures,
        parameters: [jobs],
        options: [undoes],
        discussion: [
            "The service still completes and charges for what it has accepted, but igs does not fetch it.",
            "What was paid stays in 'cost', and saved pictures stay where they are.",
            "At the prompt, igs asks before it forgets more than one job.",
            "'forget --undo' also fetches the pictures of jobs that were running, free of charge.",
        ],
        examples: [
            .init("gen a castle --as castle\nwait\nforget %castle", "no longer listed"),
            .init(
                "gen a castle --as castle\nwait\nforget %castle\nforget --undo", "listed again"),
        ],
        habits: ["rm", "delete", "cancel", "kill", "abandon"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        let jobs = call.arguments(of: Self.jobs)
        JobChecks.check(jobs, of: call, knowledge, report: report)
        if call[Self.undoes] {
            knowledge.hasUnknownJobs = true
            knowledge.jobCount = nil
        }
        if let first = jobs.first, call[Self.undoes] {
            report(
                CheckMessages.contradiction("--undo", first.value ?? "JOB")
                    .located(at: call.location(of: first.word)))
        } else if jobs.isEmpty, !call[Self.undoes] {
            report(
                CheckMessages.missingArgument(Self.jobs.parameter, of: signature)
                    .located(at: call.location))
        }
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        guard !call[Self.undoes] else { return try await undo(in: session) }
        let entries = try JobSelection.entries(call[Self.jobs], in: session)
        if entries.isEmpty { session.note(Self.nothingToForget()) }
        if entries.count > 1, let prompt = session.promptLines {
            let isMeant = await prompt.confirms("forget these \(entries.count) jobs? [y/N] ")
            guard isMeant else { throw Failure(Self.nothingForgotten()) }
        }
        let engine = try await session.stack().engine
        let now = SystemJobClock().now
        var done: [OutTaskID] = []
        defer { session.desk.noteForgotten(done) }
        for entry in entries {
            do throws(JobActionError) {
                try await engine.forget(entry.job.id, at: now)
            } catch {
                throw JobActionMessages.failure(error, JobMessages.subject(entry))
            }
            done.append(entry.job.id)
            session.desk.forget(entry)
        }
    }

    /// Puts jobs back into the lists: those that this session forgot last, or else those that the
    /// ledger has as forgotten last.
    private func undo(in session: Session) async throws(Failure) {
        let stack = try await session.stack()
        var ids = session.desk.lastForgotten
        if ids.isEmpty {
            do throws(LedgerError) {
                ids = try await stack.ledger.lastForgotten(service: session.profile.name).map(\.id)
            } catch {
                throw LedgerMessages.failure(error)
            }
        }
        guard !ids.isEmpty else { throw Failure(Self.nothingWasForgotten()) }
        var jobs: [Job] = []
        defer {
            for entry in session.desk.bringBack(jobs) {
                session.reporter.report(.restored(entry))
            }
        }
        for id in ids {
            do throws(JobActionError) {
                jobs.append(try await stack.engine.unforget(id))
            } catch {
                throw JobActionMessages.failure(error, "the job '\(id)'")
            }
        }
    }
}

// MARK: - Messages

private extension ForgetCommand {
    /// Says that a `forget all` or `forget failed` means no job.
    static func nothingToForget() -> Diagnostic {
        Diagnostic(
            .note,
            "this session has no such jobs; 'jobs --all' lists those of earlier sessions"
        )
    }

    /// Says that the user answered the question with no.
    static func nothingForgotten() -> Diagnostic {
        Diagnostic(.nothingForgotten, "nothing was forgotten")
    }

    static func nothingWasForgotten() -> Diagnostic {
        Diagnostic(
            .nothingToRecall, "there is nothing to bring back",
            notes: ["no job of this service was forgotten"])
    }
}
