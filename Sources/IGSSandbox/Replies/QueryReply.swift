/// A task in the reply of `POST /api/openapi/query`: Protocol, "Query replies", first form.
enum QueryReply {
    /// Returns the reply's `data`.
    static func data(_ task: SimulatedTask, now: Double, links: SandboxLinks) -> JSONValue {
        let isDone = task.state(at: now) == .completed
        // `nil` could be JSON's null here.
        return JSONValue.present([
            "task_id": task.identifier,
            "out_task_id": task.outTaskID.map(JSONValue.string),
            "status": .string(task.state(at: now).rawValue),
            "created_at": .string(Moment.text(task.timeline.submittedAt)),
            "completed_at": isDone ? .string(Moment.text(task.timeline.completedAt)) : .none,
            "input": input(task.parameters, links),
            "credits_used": isDone ? .number(task.cost.value) : .none,
            "output": isDone && task.fate != .withoutResult
                ? [["url": .string(links.result(of: task))]] : .none,
        ]).merging(task.failure(at: now))
    }

    /// Returns the caller's own parameters, with all references in one string, separated by commas: a trap for
    /// clients that look for results by the field's name.
    private static func input(_ parameters: PictureParameters, _ links: SandboxLinks) -> JSONValue {
        let texts = parameters.references.map(links.reference)
        let images: JSONValue? = texts.isEmpty ? .none : .string(texts.joined(separator: ","))
        return .present([
            "model": .string(SubmissionRules.model),
            "params": .present([
                "prompt": .string(parameters.prompt),
                "aspect_ratio": .string(parameters.ratio),
                "resolution": .string(parameters.tier.rawValue),
                "quality": parameters.quality.map { .string($0.rawValue) },
                "image_url": images,
            ]),
            "attachments": images.map { [$0] },
        ])
    }
}
