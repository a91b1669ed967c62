import IGSClient
import IGSJobs
import IGSScript

final class AttachCommand: Command {
    private static let task = ParameterKey<TaskID>(
        "task", .taskID, "the task's task_id or out_task_id")
    private static let name = OptionKey<String>(
        "as", .newName(of: "job"), "name the job", habits: ["name"])

    let signature = Signature(
        "attach", "adopt a task that igs did not submit", category: .pictures,
        parameters: [task],
        options: [name],
        discussion: [
            "For a task submitted by another program or machine, or lost with a ledger: igs asks the",
            "service for it and fetches its picture. igs tries the id as a task_id first, then as an",
            "out_task_id, which the other program chose. If the ledger has the task, you get that job.",
        ],
        examples: [
            .init(
                "gen a castle --as castle\nwait\nattach ${castle.task} --as same",
                "a task by its id")
        ],
        habits: ["adopt"])

    func check(_ call: Call, _ knowledge: inout Knowledge, report: (Diagnostic) -> Void) {
        if let known = knowledge.jobCount { knowledge.jobCount = known + 1 }
        guard call.has(Self.name) else {
            // A job that the ledger already has keeps its name.
            knowledge.hasUnknownJobs = true
            return
        }
        if let name = call[Self.name] {
            knowledge.addJob(named: name)
        } else {
            knowledge.hasUnknownJobs = true
        }
    }

    func run(_ call: Call, in session: Session) async throws(Failure) {
        // The parameter's type accepts nothing else.
        guard let task = call[Self.task] else {
            let text = call.arguments(of: Self.task).first?.value ?? ""
            throw JobActionMessages.unknownTask("task '\(text)'")
        }
        let engine = try await session.stack().engine
        do throws(JobActionError) {
            let job = try await engine.attach(
                task, name: call[Self.name],
                pacing: session.settings.pacing(timeScale: session.profile.timeScale))
            let name = call[Self.name] ?? job.name
            let entry = session.desk.attach(job, name: name)
            session.reporter.report(.takenUp(entry))
            if !job.status.isLive {
                session.desk.update(entry.number) { $0.tell(.endWhenTakenUp) }
            }
        } catch {
            throw JobActionMessages.failure(error, "task '\(task)'")
        }
    }
}
