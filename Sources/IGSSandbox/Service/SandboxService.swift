/// What the imitated service does with a request, in any dialect.
struct SandboxService: Sendable {
    let configuration: SandboxConfiguration
    let folder: StateFolder
    let references: ReferenceStore
    let tasks: TaskStore
    let pictures: PictureGallery
    let expiry = LinkExpiry()
    /// Held for as long as the service exists.
    private let use: UseLock
    /// Accepts tasks, one at a time: acceptance waits for the disk, and never happens in parallel.
    private let acceptance = WorkThreads(maximumCount: 1)

    /// Opens the state folder.
    init(_ configuration: SandboxConfiguration) throws(SandboxError) {
        self.configuration = configuration
        folder = try StateFolder(path: configuration.stateFolder)
        use = try UseLock(sharing: folder)
        let journal = try Journal(
            path: configuration.journalPath ?? folder.file("journal.jsonl"))
        references = ReferenceStore(folder: try folder.folder("references"))
        tasks = try TaskStore(folder: folder, journal: journal)
        pictures = PictureGallery(references: references)
    }

    /// Checks a submission, and stores the pictures that came with it.
    func judge(
        _ draft: SubmissionDraft, body: SubmissionBody
    ) throws(Refusal) -> PictureParameters {
        try SubmissionRules.checkModel(draft)
        try SubmissionRules.checkReferenceCount(draft)
        _ = try SubmissionRules.parameters(from: draft, references: [])
        let parameters = try SubmissionRules.parameters(
            from: draft, references: body.references(for: draft))
        let violations = SafetyReview.violations(in: parameters.prompt)
        guard violations.isEmpty else {
            throw Refusal.moderation(
                categories: violations, requestID: "req_\(RandomText.base32(24))")
        }
        return parameters
    }

    /// Accepts a submission: it is on the disk, and billed, when this returns.
    ///
    /// - Throws: `Refusal`, or what went wrong with the disk.
    func accept(
        _ parameters: PictureParameters, as outTaskID: String?, course: TaskCourse
    ) async throws -> SimulatedTask {
        try await acceptance.run { try acceptNow(parameters, as: outTaskID, course: course) }
    }

    /// Finds a task by the service's id, unless it is lost or absent.
    func task(id: String) -> SimulatedTask? { known(tasks.task(id: id)) }

    /// Finds a task by its caller's own id, unless it is lost or absent.
    func task(outTaskID: String) -> SimulatedTask? { known(tasks.task(outTaskID: outTaskID)) }

    /// The remaining credits of the account.
    var balance: Credits { max(.none, configuration.credits - tasks.spent) }

    private func known(_ task: SimulatedTask?) -> SimulatedTask? {
        guard let task, task.fate != .lost else { return nil }
        return task.absence?.contains(configuration.now()) == true ? nil : task
    }

    private func acceptNow(
        _ parameters: PictureParameters, as outTaskID: String?, course: TaskCourse
    ) throws -> SimulatedTask {
        let duplicates = configuration.duplicates
        let cost = Credits.cost(tier: parameters.tier, quality: parameters.effectiveQuality)
        var first: SimulatedTask?
        let filed = try tasks.accept(outTaskID: outTaskID) { earlier, spent in
            if let earlier, duplicates == .returnFirst {
                first = earlier
                return nil
            }
            if let earlier, duplicates != .chargeTwice {
                throw Refusal.duplicate(
                    outTaskID: outTaskID ?? "", taskID: earlier.id,
                    configuration.duplicateWording)
            }
            guard cost <= configuration.credits - spent else { throw Refusal.noCredits }
            return newTask(parameters, outTaskID: outTaskID, cost: cost, course: course)
        }
        guard let accepted = filed ?? first else {
            throw Refusal.trouble("the task was not accepted")
        }
        return accepted
    }

    private func newTask(
        _ parameters: PictureParameters, outTaskID: String?, cost: Credits, course: TaskCourse
    ) -> SimulatedTask {
        let now = configuration.now()
        let id =
            course.isNumbered ? TaskIdentifier.randomNumber() : TaskIdentifier.random(now: now)
        return SimulatedTask(
            id: id,
            outTaskID: outTaskID,
            resultToken: RandomText.base32(26),
            parameters: parameters,
            timeline: course.isImmediate
                ? Timeline(submittedAt: now, pending: 0, duration: 0)
                : .drawn(
                    seed: id, tier: parameters.tier, quality: parameters.effectiveQuality,
                    speed: configuration.speed, submittedAt: now),
            cost: cost,
            fate: course.fate,
            absence: course.absence.map {
                TaskAbsence($0, acceptedAt: now, speed: configuration.speed)
            })
    }
}
