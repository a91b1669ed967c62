/// A task in the reply of `GET /v1/tasks/{task_id}`: Protocol, "Query replies", second form.
enum TaskReply {
    /// Returns the reply's `data`.
    static func data(_ task: SimulatedTask, now: Double, links: SandboxLinks) -> JSONValue {
        let timeline = task.timeline
        let isDone = task.state(at: now) == .completed
        let expected = Timeline.expectedSeconds(
            tier: task.parameters.tier, quality: task.parameters.effectiveQuality)
        let image: JSONValue = [
            "url": [.string(links.result(of: task))], "expires_at": .number(Int(task.expiresAt)),
        ]
        // `nil` could be JSON's null here.
        return JSONValue.present([
            "id": task.identifier,
            "status": .string(task.state(at: now).rawValue),
            "progress": .number(task.progress(at: now)),
            "created": .number(Int(timeline.submittedAt)),
            "completed": isDone ? .number(Int(timeline.completedAt)) : .none,
            "estimated_time": .number(Int(expected.median)),
            "actual_time": isDone ? .number(Int(timeline.duration)) : .none,
            "cost": isDone ? .number(task.cost.dollars) : .none,
            "credits_cost": isDone ? .number(task.cost.value) : .none,
            "result": isDone && task.fate != .withoutResult ? ["images": [image]] : .none,
        ]).merging(task.failure(at: now))
    }
}
