import IGSJobs
import IGSScript

final class ForgetCommand: Command {
    let signature = Signature(
        "forget", "takes jobs out of sight; those on their way are given up", category: .pictures,
        parameters: [
            Parameter("job", .job, "a job"), Parameter("more", .job, .many, "more jobs"),
        ],
        discussion: [
            "The service goes on with what it has accepted, and charges for it; igs fetches it no more.",
            "What was paid stays in 'cost'. Saved pictures stay where they are.",
        ],
        examples: [.init("gen a castle --as castle\nwait\nforget %castle", "no longer listed")],
        habits: ["rm", "delete", "cancel", "kill", "abandon"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        JobChecks.check(
            call.arguments(of: "job") + call.arguments(of: "more"), of: call, knowledge,
            report: report)
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        let specs = call.values(of: "job") + call.values(of: "more")
        for entry in try JobSelection.entries(specs, in: session) {
            let engine = try await session.service().engine
            do throws(JobActionError) {
                try await engine.forget(entry.job.id)
            } catch {
                throw JobActionMessages.failure(error, "job \(entry.number) '\(entry.label)'")
            }
            session.jobs.update(entry.number) { $0.isRaised = true }
            session.jobs.hide(entry.number)
        }
    }
}
