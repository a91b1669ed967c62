import IGSClient
import IGSJobs
import IGSScript

final class RetryCommand: Command {
    private static let first = ParameterKey<String>(
        "job", .job, "a job that ended without a picture")
    private static let more = ParameterKey<[String]>("more", .job, "more jobs")

    let signature = Signature(
        "retry", "retry jobs that ended without a picture", category: .pictures,
        parameters: [first, more],
        discussion: [
            "First asks the service for each job, free of charge, unless it said that the task failed; if the",
            "picture is there, nothing is submitted.",
            "Otherwise it submits a new job with the same prompt, settings, references and name, at the full price of a new job.",
            "igs never does this by itself. If the first job may have been charged, 'retry' says so.",
        ],
        examples: [
            .init(
                "expect fails { gen a fight, sandbox:reject violence --as duel }\n"
                    + "expect fails { retry %duel }", "once more, and refused once more")
        ],
        habits: ["resubmit"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        JobChecks.check(Self.jobs(of: call), of: call, knowledge, report: report)
        knowledge.jobCount = nil
    }

    func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect {
        let jobs = Self.jobs(of: call)
        let specs = jobs.compactMap(\.value)
        return .retries(specs.count == jobs.count ? specs : nil)
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        let specs = Self.jobs(of: call).compactMap(\.value)
        await session.refresh()
        for entry in try JobSelection.entries(specs, in: session) {
            try await retry(entry, in: session)
        }
    }

    private static func jobs(of call: Call) -> [Call.Argument] {
        call.arguments(of: first) + call.arguments(of: more)
    }

    private func retry(_ entry: JobEntry, in session: Session) async throws(Failure) {
        let stack = try await session.stack()
        let estimate = Estimate(of: entry.job.request, at: session.profile)
        let budgets: [BudgetID]
        do throws(LedgerError) {
            budgets = try await session.openBudgets(in: stack.ledger)
        } catch {
            throw LedgerMessages.failure(error)
        }
        do throws(JobActionError) {
            let job = try await stack.engine.retry(entry.job.id, budgets: budgets)
            guard job.id != entry.job.id else {
                // The picture came after all, and nothing was paid.
                session.desk.update(entry.number) { $0.reopen(job) }
                session.note(JobActionMessages.cameAfterAll(entry))
                await session.reportSettled()
                return
            }
            // From now on the new job stands for the first one, also when failures are raised.
            session.desk.update(entry.number) { $0.tell(.failure) }
            if entry.job.mayHaveBeenPaid {
                session.note(JobActionMessages.mayBePaidTwice(entry, estimate))
            }
            session.reporter.report(
                .submitted(session.desk.add(job, inPlaceOf: entry), estimate))
        } catch {
            throw JobActionMessages.failure(error, JobMessages.subject(entry))
        }
    }
}

private extension Job {
    /// Whether the first try may have been charged: the service accepted it, or nobody knows whether it did.
    var mayHaveBeenPaid: Bool { account.spent.mills > 0 || account.reserved.mills > 0 }
}
