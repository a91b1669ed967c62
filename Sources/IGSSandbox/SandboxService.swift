import NIOPosix

/// What the imitated service does with a request, whatever dialect it came in.
struct SandboxService: Sendable {
    let configuration: SandboxConfiguration
    let references: ReferenceStore
    let tasks: TaskStore
    let pictures: PictureGallery
    let faults: FaultInjector
    let expiry = LinkExpiry()
    /// One thread, on which tasks are accepted: acceptance waits for the disk, and is never made in parallel.
    private let counter: NIOThreadPool

    /// Opens the state folder.
    init(
        configuration: SandboxConfiguration, counter: NIOThreadPool, studio: NIOThreadPool
    ) throws(SandboxError) {
        self.configuration = configuration
        self.counter = counter
        let folder = try StateFolder(path: configuration.stateFolder)
        let journal = try Journal(
            path: configuration.journalPath ?? folder.file("journal.jsonl"))
        references = ReferenceStore(folder: try folder.folder("references"))
        tasks = try TaskStore(folder: folder, journal: journal)
        pictures = PictureGallery(references: references, studio: studio)
        faults = FaultInjector(
            plan: configuration.faults, log: try FaultLog(path: folder.file("faults.jsonl")),
            now: configuration.now)
    }

    /// Judges a submission, and stores the pictures that came with it.
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
    /// - Parameter fate: what becomes of the task; nil for a picture.
    /// - Throws: `Refusal`, or what went wrong with the disk.
    func accept(
        _ parameters: PictureParameters, as outTaskID: String?, fate: TaskFate?
    ) async throws -> SimulatedTask {
        try await counter.runIfActive { try acceptNow(parameters, as: outTaskID, fate: fate) }
    }

    /// Finds a task by the service's id, unless it is lost.
    func task(id: String) -> SimulatedTask? { known(tasks.task(id: id)) }

    /// Finds a task by its caller's own id, unless it is lost.
    func task(outTaskID: String) -> SimulatedTask? { known(tasks.task(outTaskID: outTaskID)) }

    /// What the account still holds.
    var balance: Credits { max(.none, configuration.credits - tasks.spent) }

    private func known(_ task: SimulatedTask?) -> SimulatedTask? {
        task?.fate == .lost ? nil : task
    }

    private func acceptNow(
        _ parameters: PictureParameters, as outTaskID: String?, fate: TaskFate?
    ) throws -> SimulatedTask {
        let duplicates = configuration.duplicates
        let cost = Credits.cost(tier: parameters.tier, quality: parameters.effectiveQuality)
        var accepted: SimulatedTask?
        try tasks.accept(outTaskID: outTaskID) { earlier, spent in
            if let earlier, duplicates == .returnFirst {
                accepted = earlier
                return nil
            }
            guard earlier == nil || duplicates == .chargeTwice else {
                throw Refusal.badRequest("out_task_id \(outTaskID ?? "") already exists")
            }
            guard cost <= configuration.credits - spent else { throw Refusal.noCredits }
            let task = newTask(parameters, outTaskID: outTaskID, cost: cost, fate: fate)
            accepted = task
            return task
        }
        guard let accepted else { throw Refusal.trouble("the task was not accepted") }
        return accepted
    }

    private func newTask(
        _ parameters: PictureParameters, outTaskID: String?, cost: Credits, fate: TaskFate?
    ) -> SimulatedTask {
        let now = configuration.now()
        let id = TaskIdentifier.random(now: now)
        return SimulatedTask(
            id: id,
            outTaskID: outTaskID,
            resultToken: RandomText.base32(26),
            parameters: parameters,
            timeline: .drawn(
                seed: id, tier: parameters.tier, quality: parameters.effectiveQuality,
                speed: configuration.speed, submittedAt: now),
            cost: cost,
            fate: fate)
    }
}
