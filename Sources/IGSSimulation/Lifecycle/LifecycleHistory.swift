import IGSClient
import IGSImages
import IGSJobs
import IGSRandom

/// One seeded history of the pure lifecycle: events in random order, which may or may not fit the last request, and
/// crashes, after which it continues from what was recorded.
package struct LifecycleHistory {
    private var random: SeededRandom
    private var lifecycle = JobLifecycle()
    /// What the ledger has.
    private var recorded = JobLifecycle()
    /// The next action; nil while there is none, so that only a session or the user can continue.
    private var due: JobLifecycle.Action?
    /// Whether something was sent that may have been accepted, because nobody has said for certain that it was not.
    private var isOut = false
    /// Whether the service has said that it took the task.
    private var wasAccepted = false
    private let keepsTrace: Bool
    private var trace: [String] = []
    private var found: [String] = []

    /// The result of a history.
    package struct Outcome: Sendable {
        package let stepCount: Int
        /// What must not happen, but did.
        package let violations: [String]
        package let trace: [String]
    }

    private init(seed: UInt64, keepsTrace: Bool) {
        random = SeededRandom(seed: seed)
        self.keepsTrace = keepsTrace
    }

    /// Runs the history of a seed.
    package static func live(seed: UInt64, keepsTrace: Bool = false) -> Outcome {
        var history = LifecycleHistory(seed: seed, keepsTrace: keepsTrace)
        history.lifecycle.canProbe = !history.random.chance(0.1)
        history.due = .begin(after: .none)
        let stepCount = Int.random(in: 1...60, using: &history.random)
        for _ in 0..<stepCount where history.found.isEmpty { history.step() }
        if history.found.isEmpty { history.comeToAnEnd() }
        return Outcome(
            stepCount: stepCount, violations: history.found, trace: history.trace)
    }
}

extension LifecycleHistory {
    private mutating func step() {
        if random.chance(0.08) {
            crash()
        } else if let due, !random.chance(0.15) {
            handle(answer(to: due), fits: true)
        } else {
            handle(anything(), fits: false)
        }
    }

    /// Ends the process; another one has the job as it was recorded.
    private mutating func crash() {
        note("a crash")
        let canProbe = lifecycle.canProbe
        lifecycle = recorded
        lifecycle.canProbe = canProbe
        handle(.recovered, fits: true)
    }

    /// Answers truthfully from now on, which brings every lifecycle to rest.
    private mutating func comeToAnEnd() {
        for _ in 0..<400 {
            guard let due, found.isEmpty else { return }
            handle(honestAnswer(to: due), fits: true)
        }
        if found.isEmpty { found.append("it comes to no rest") }
    }

    private mutating func handle(_ event: JobLifecycle.Event, fits: Bool) {
        let before = lifecycle
        let actions = lifecycle.handle(event)
        let after = lifecycle.state
        note("\(before.state.rawValue) | \(event) → \(after.rawValue) | \(actions)")
        check(event, from: before, actions)
        if case .submitFailed(let error) = event, before.state == .sending,
            !Self.mayHaveArrived.contains(error.kind)
        {
            isOut = false
        }
        if lifecycle.isAcceptanceKnown { wasAccepted = true }
        guard lifecycle != before || !actions.isEmpty else { return }
        for action in actions { perform(action) }
    }

    private mutating func perform(_ action: JobLifecycle.Action) {
        switch action {
        case .record: recorded = lifecycle
        case .release:
            recorded = lifecycle
            due = nil
        case .publish: break
        case .send:
            if isOut { found.append("sent again, though the first may have been accepted") }
            isOut = true
            due = .send
        case .begin, .query, .download: due = action
        }
    }
}

// MARK: - What must hold

extension LifecycleHistory {
    /// After these errors a submission may have been accepted.
    private static let mayHaveArrived: Set<ServiceError.Kind> = [
        .ambiguous, .transient, .unreadable, .tooLarge, .missingResult, .taskFailed, .receiver,
    ]

    private mutating func check(
        _ event: JobLifecycle.Event, from before: JobLifecycle, _ actions: [JobLifecycle.Action]
    ) {
        let effects = actions.filter { $0 != .record && $0 != .publish }
        demand(
            lifecycle != before || effects.isEmpty || effects == [.release]
                || Self.isRecovery(event),
            "an event that changed nothing asks for something")
        demand(effects.count <= 1, "more than one thing is done at a time")
        demand(
            effects.isEmpty || actions.last == effects.last, "something follows what is to be done")
        if actions.contains(.send) {
            demand(
                actions.first == .record && lifecycle.state == .sending,
                "sent without a record that says so")
            demand(lifecycle.mayBeCharged, "sent, and counted as free")
        }
        if lifecycle.state == .queued, before.state != .queued {
            guard case .submitFailed(let error) = event else {
                demand(false, "back to queued without a refusal")
                return
            }
            demand(!Self.mayHaveArrived.contains(error.kind), "back to queued after a doubt")
            demand(!before.isAcceptanceKnown, "back to queued after an acceptance")
        }
        demand(before.image == nil || lifecycle.image == before.image, "a picture is lost")
        demand(
            (lifecycle.state == .completed) == (lifecycle.image != nil),
            "completed without a picture, or the other way round")
        demand(
            !(wasAccepted && isOut) || lifecycle.mayBeCharged, "accepted, and counted as free")
        demand(
            before.taskID == nil || lifecycle.taskID != nil, "the task's id is lost")
        if case .download(let url, _)? = effects.first {
            demand(!url.isEmpty && lifecycle.state == .downloading, "a download of nothing")
        }
        let after = lifecycle.state
        demand(
            after == before.state || actions.contains(.record) || actions.contains(.release)
                || Self.isBetweenQueries(after, before.state),
            "\(before.state.rawValue) to \(after.rawValue) without a record")
    }

    /// Whether a change may be lost in a crash, because the service reports it again.
    private static func isBetweenQueries(
        _ one: JobLifecycle.State, _ other: JobLifecycle.State
    ) -> Bool {
        let states: Set<JobLifecycle.State> = [.accepted, .running, .downloading]
        return states.contains(one) && states.contains(other)
    }

    private static func isRecovery(_ event: JobLifecycle.Event) -> Bool {
        if case .recovered = event { true } else { false }
    }

    private mutating func demand(_ condition: Bool, _ story: @autoclosure () -> String) {
        if !condition { found.append(story()) }
    }

    private mutating func note(_ text: @autoclosure () -> String) {
        if keepsTrace { trace.append(text()) }
    }
}

// MARK: - Events

extension LifecycleHistory {
    private mutating func anything() -> JobLifecycle.Event {
        let actions: [JobLifecycle.Action] = [
            .begin(after: .none), .send, .query(after: .none), .download(url: "u", after: .none),
        ]
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return .timedOut
        case 1: return .disconnected(JobFailure(kind: .connection))
        case 2: return random.chance(0.2) ? .abandoned : .recovered
        case 3: return .recovered
        default: return answer(to: random.pick(actions) ?? .send)
        }
    }

    private mutating func answer(to action: JobLifecycle.Action) -> JobLifecycle.Event {
        switch action {
        case .begin: return .begun
        case .send:
            return random.chance(0.4)
                ? .accepted(Acceptance(taskID: task())) : .submitFailed(error(.submit))
        case .query:
            return random.chance(0.6) ? .reported(report()) : .queryFailed(error(.query))
        case .download:
            switch Int.random(in: 0..<4, using: &random) {
            case 0: return .stored(Self.image)
            case 1:
                return .imageDamaged(
                    ImageDefect(random.pick(ImageDefect.Code.allCases) ?? .truncated))
            case 2: return .storeFailed(JobFailure(kind: .storage))
            default: return .downloadFailed(error(.download))
            }
        case .record, .publish, .release: return .recovered
        }
    }

    private mutating func honestAnswer(to action: JobLifecycle.Action) -> JobLifecycle.Event {
        switch action {
        case .begin: .begun
        case .send: .accepted(Acceptance(taskID: TaskID(rawValue: "task_1")))
        case .query:
            isOut
                ? .reported(
                    TaskReport(
                        taskID: TaskID(rawValue: "task_1"), status: .completed,
                        results: ["https://cdn.test/1.png"]))
                : .queryFailed(ServiceError(kind: .noSuchTask, operation: .query))
        case .download: .stored(Self.image)
        case .record, .publish, .release: .recovered
        }
    }

    private mutating func task() -> TaskID? {
        random.chance(0.7) ? TaskID(rawValue: "task_1") : nil
    }

    private mutating func report() -> TaskReport {
        let statuses: [TaskStatus] = [
            .queued, .running(unknownWord: nil), .running(unknownWord: "warming"), .completed,
            .completed, .failed, .cancelled, .expired,
        ]
        let status = random.pick(statuses) ?? .queued
        return TaskReport(
            taskID: task(), status: status,
            progress: random.chance(0.3) ? .random(in: 0...100, using: &random) : nil,
            results: status == .completed && random.chance(0.8) ? ["https://cdn.test/1.png"] : [],
            creditsUsed: random.chance(0.3) ? 33 : nil,
            failure: status == .failed && random.chance(0.5)
                ? ServiceError(
                    kind: random.chance(0.5) ? .rejected : .taskFailed, operation: .query) : nil)
    }

    private mutating func error(_ operation: ServiceError.Operation) -> ServiceError {
        ServiceError(
            kind: random.pick(ServiceError.Kind.allCases) ?? .transient, operation: operation,
            retryAfter: random.chance(0.1)
                ? .seconds(Int.random(in: 0...1000, using: &random)) : nil)
    }

    private static let image = StoredImage(
        path: "/p.png", sha256: "0", format: .png, size: PixelSize(width: 1, height: 1),
        byteCount: 1)
}
