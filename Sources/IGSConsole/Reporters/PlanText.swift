import IGSClient
import IGSRuntime

/// The texts about a plan.
enum PlanText {
    /// Returns the row of a job: its name, its pixels, its quality, its references, its cost, and
    /// its prompt.
    static func row(_ job: PlannedJob) -> [String] {
        let pixels = job.size.map(JobText.pixels) ?? "size not known yet"
        let references = job.references.count
        return [
            job.name ?? "-", pixels, job.quality?.rawValue ?? "",
            references == 0 ? "" : references == 1 ? "1 reference" : "\(references) references",
            (job.reuse == .yes ? "reused" : "\(job.cost)") + (job.isUncertain ? ", perhaps" : ""),
            job.prompt,
        ]
    }

    /// Returns the rows of a plan's jobs: all of them, or if there are too many to read, the first, the last, and the one
    /// with the longest prompt.
    static func rows(_ jobs: PlannedJobs) -> [[String]] {
        guard jobs.count > maximumRowCount else { return jobs.listed.map(row) }
        return [
            ("first", jobs.listed.first), ("last", jobs.last), ("longest prompt", jobs.longest),
        ]
        .compactMap { what, job in job.map { [what] + row($0) } }
    }

    /// The most jobs that are all shown.
    private static let maximumRowCount = 100

    /// Returns the totals of a plan.
    static func summary(_ plan: Plan) -> String {
        guard plan.jobs.count > 0 || plan.isOpen else { return "no jobs; nothing was sent" }
        if plan.reuses, plan.jobs.reusedCount == plan.jobs.count, !plan.isOpen {
            return "\(extent(plan)); nothing was sent"
        }
        let parts = [
            extent(plan),
            "about \(text(plan.time.median)) (\(text(plan.time.slow)) if all are slow)"
                + " at concurrency \(plan.concurrency)",
        ]
        return parts.joined(separator: ", ") + "; nothing was sent" + (openReuse(plan) ?? "")
    }

    /// Returns how many more jobs may be reused; nil if the plan knows of all.
    private static func openReuse(_ plan: Plan) -> String? {
        let count = plan.jobs.openReuseCount
        guard count > 0 else { return nil }
        return count == 1
            ? "\nonly the run can tell whether 1 more is reused: it knows the references and computed values"
            : "\nonly the run can tell whether \(count) more are reused: it knows the references and computed values"
    }

    /// Returns the number of jobs, and what they may cost.
    static func extent(_ plan: Plan) -> String {
        let count = plan.jobs.count == 1 ? "1 job" : "\(plan.jobs.count) jobs"
        if plan.reuses {
            let (reused, rest) = (plan.jobs.reusedCount, plan.jobs.count - plan.jobs.reusedCount)
            let parts =
                plan.isOpen
                ? "\(rest) or more to pay for, at least \(plan.cost)"
                : rest == 0 ? "nothing to pay" : "\(rest) to pay for, at most \(plan.cost)"
            return "\(count): \(reused) reused, \(parts)"
        }
        return plan.isOpen
            ? "\(count) or more, at least \(plan.cost)" : "\(count), at most \(plan.cost)"
    }

    /// Returns a time in seconds, or in minutes if it is long.
    private static func text(_ duration: Duration) -> String {
        let seconds = Int((duration / .seconds(1)).rounded())
        guard seconds >= 100 else { return "\(seconds) s" }
        let minutes = (seconds + 30) / 60
        return minutes < 100 ? "\(minutes) min" : "\((minutes + 30) / 60) h"
    }
}
