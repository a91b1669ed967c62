import IGSClient
import IGSJobs
import IGSScript

final class CostCommand: Command {
    let signature = Signature(
        "cost", "show what the jobs cost: this session, today, in total",
        category: .pictures,
        discussion: [
            "Until its cost is known, a job counts at its maximum; afterwards, at what the service says.",
            "The sandbox charges nothing; 'cost' shows what the live service would have charged.",
        ],
        examples: [.init("gen a castle --quality low\nwait\ncost", "the total")],
        habits: ["price", "spent", "costs", "bill", "usage"])

    /// Returns no effect: the command reports jobs as they are.
    func plannedEffect(of call: Call, _ knowledge: Knowledge) -> PlannedEffect { .nothing }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        let ledger = try await session.stack().ledger
        var lines: [CostReport.Line] = []
        do throws(LedgerError) {
            for (period, spending) in [
                ("session", try await ledger.spendingOfSession()),
                ("today", try await ledger.spending(since: LocalTime.now.midnight())),
                ("total", try await ledger.spending()),
            ] {
                let sum = spending.services[session.profile.name]
                lines.append(
                    CostReport.Line(
                        period: period, jobCount: sum?.jobCount ?? 0,
                        spent: sum?.spent ?? Price(mills: 0),
                        reserved: sum?.reserved ?? Price(mills: 0)))
            }
        } catch {
            throw LedgerMessages.failure(error)
        }
        session.reporter.report(
            .costs(
                CostReport(lines: lines, isFree: session.profile.isSandbox)))
    }
}
