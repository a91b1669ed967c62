import IGSClient
import Testing

@testable import IGSJobs

/// What takes more than one event.
struct LifecycleTests {
    @Test func `a lost submission is never sent again`() {
        var lifecycle = Sample.lifecycle(in: .sending)
        var actions = lifecycle.handle(.submitFailed(error(.ambiguous)))
        for _ in 0..<100 where lifecycle.state == .uncertain {
            #expect(!actions.contains(.send))
            actions = lifecycle.handle(.queryFailed(error(.noSuchTask)))
        }
        #expect(lifecycle.state == .parked)
        #expect(lifecycle.handle(.begun) == [])
        #expect(lifecycle.handle(.recovered) == [.release])
    }

    @Test func `without a definite answer a job stays uncertain`() {
        var lifecycle = Sample.lifecycle(in: .uncertain)
        var probes = 0
        while lifecycle.handle(.queryFailed(error(.transient))) != [.release] { probes += 1 }
        #expect(probes == PollSchedule.probeCount - 1)
        #expect(lifecycle.state == .uncertain)
    }

    @Test func `if nothing can be asked by our id, a lost submission is parked at once`() {
        for event in [JobLifecycle.Event.submitFailed(error(.ambiguous)), .recovered] {
            var lifecycle = Sample.lifecycle(in: .sending)
            lifecycle.canProbe = false
            #expect(lifecycle.handle(event) == [.release])
            #expect(lifecycle.state == .parked)
        }
    }

    @Test func `a submission that never left is tried a few times`() {
        var lifecycle = JobLifecycle()
        var sends = 0
        while lifecycle.handle(.begun).contains(.send) {
            sends += 1
            _ = lifecycle.handle(.submitFailed(error(.unsent)))
        }
        #expect(sends == RetryPolicy().unsentTries)
        #expect(lifecycle.state == .failed)
        #expect(lifecycle.failure?.kind.service == .unsent)
    }

    @Test func `a wait that is too long parks the job`() {
        var lifecycle = Sample.lifecycle(in: .sending)
        let refusal = ServiceError(
            kind: .throttled, operation: .submit, retryAfter: .seconds(301))
        #expect(lifecycle.handle(.submitFailed(refusal)) == [.release])
        #expect(lifecycle.state == .parked)
        #expect(lifecycle.failure?.kind.service == .throttled)
    }

    @Test func `an acceptance with the picture is fetched at once`() {
        var lifecycle = Sample.lifecycle(in: .sending)
        let report = TaskReport(
            taskID: nil, status: .completed, results: [Sample.url], creditsUsed: 33)
        #expect(
            lifecycle.handle(.accepted(Acceptance(taskID: nil, report: report)))
                == [.record, .download(url: Sample.url, after: .none)])
        #expect(lifecycle.state == .downloading && lifecycle.creditsUsed == 33)
        #expect(lifecycle.isAcceptanceKnown && lifecycle.mayBeCharged)
    }

    @Test func `an id reported under our own is believed once the service has a task under it`() {
        var lifecycle = Sample.lifecycle(in: .uncertain)
        let report = LifecycleTableTests.report(.completed, results: [Sample.url])
        #expect(lifecycle.handle(report) == [.publish, .query(after: .none)])
        #expect(lifecycle.taskID == nil && lifecycle.addresses.isEmpty)
        #expect(
            lifecycle.subject(Sample.id(1), isAttached: false, sent: []).task == Sample.task)
        // It was somebody else's: ours is asked for again, by our own id.
        #expect(
            lifecycle.handle(.queryFailed(error(.noSuchTask)))
                == [.publish, .query(after: .confirmation(1))])
        #expect(lifecycle.subject(Sample.id(1), isAttached: false, sent: []).task == nil)
        _ = lifecycle.handle(report)
        #expect(lifecycle.handle(report) == [.record, .download(url: Sample.url, after: .none)])
        #expect(lifecycle.taskID == Sample.task)
    }

    @Test
    func `an id reported often enough under our own is believed, even if nothing else finds it`() {
        var lifecycle = Sample.lifecycle(in: .uncertain)
        let report = LifecycleTableTests.report(.completed, results: [Sample.url])
        var rounds = 0
        while !lifecycle.handle(report).contains(.download(url: Sample.url, after: .none)) {
            rounds += 1
            guard rounds < 100 else { break }
            _ = lifecycle.handle(.queryFailed(error(.noSuchTask)))
        }
        #expect(rounds == RetryPolicy().patience)
    }

    @Test func `of several addresses the picture's own comes first, and the others stay`() {
        var lifecycle = Sample.lifecycle(in: .running)
        let urls = ["https://cdn.example/a.png", "https://cdn.example/b.png", Sample.url]
        let report = TaskReport(taskID: Sample.task, status: .completed, results: urls)
        #expect(lifecycle.handle(.reported(report)).contains(.download(url: urls[0], after: .none)))
        #expect(
            lifecycle.handle(.downloadFailed(error(.noSuchTask)))
                .contains(.download(url: urls[1], after: .none)))
        #expect(lifecycle.handle(.stored(Sample.stored)) == [.release])
        #expect(lifecycle.addresses == [urls[1], urls[0], urls[2]])
    }

    @Test func `a name by which an earlier answer called the picture is not taken for another`() {
        var lifecycle = Sample.lifecycle(in: .downloading)
        _ = lifecycle.handle(.downloadFailed(error(.noSuchTask)))
        let new = "https://cdn.example/1.png?signed=again"
        let report = TaskReport(taskID: Sample.task, status: .completed, results: [new])
        _ = lifecycle.handle(.reported(report))
        #expect(lifecycle.addresses == [new, Sample.url])
        _ = lifecycle.handle(.stored(Sample.stored))
        #expect(lifecycle.addresses == [new])
    }

    @Test func `an address that leads to the reference does not count`() {
        var lifecycle = Sample.lifecycle(in: .running)
        let urls = ["https://cdn.example/sent.png", Sample.url]
        let report = TaskReport(taskID: Sample.task, status: .completed, results: urls)
        _ = lifecycle.handle(.reported(report))
        #expect(
            lifecycle.handle(.imageDamaged(ImageDefect(.ownReference)))
                .contains(.download(url: Sample.url, after: .none)))
        #expect(lifecycle.addresses == [Sample.url])
        // Where that was all, the service is asked for another.
        #expect(
            lifecycle.handle(.imageDamaged(ImageDefect(.ownReference))).contains {
                if case .query = $0 { true } else { false }
            })
        #expect(lifecycle.addresses == [Sample.url] && lifecycle.state == .downloading)
    }

    @Test func `an acceptance that nothing finds again is parked`() {
        var lifecycle = Sample.lifecycle(in: .sending)
        lifecycle.canProbe = false
        #expect(lifecycle.handle(.accepted(Acceptance(taskID: nil))) == [.release])
        #expect(lifecycle.state == .parked && lifecycle.mayBeCharged)
        lifecycle = Sample.lifecycle(in: .sending)
        lifecycle.canProbe = false
        let acceptance = Acceptance(taskID: nil, pollPath: "/poll/1")
        #expect(lifecycle.handle(.accepted(acceptance)) == [.record, .query(after: .firstPoll)])
        #expect(lifecycle.pollPath == "/poll/1")
    }

    /// Where nobody at the address speaks as the service does, the user is told at once; what was accepted is asked for on.
    @Test func `an address that is not the service's is reported at once`() {
        var lifecycle = Sample.lifecycle(in: .uncertain)
        #expect(lifecycle.handle(.queryFailed(error(.noService))) == [.release])
        #expect(lifecycle.state == .uncertain && lifecycle.mayBeCharged)
        lifecycle = Sample.lifecycle(in: .running)
        #expect(
            lifecycle.handle(.queryFailed(error(.noService))) == [
                .publish, .query(after: .nextPoll),
            ])
    }

    @Test func `a task that was accepted without an id and is not found is uncertain`() {
        var lifecycle = Sample.lifecycle(in: .sending)
        _ = lifecycle.handle(.accepted(Acceptance(taskID: nil)))
        // It may not be visible yet.
        for word in 1..<6 {
            #expect(
                lifecycle.handle(.queryFailed(error(.noSuchTask))) == [
                    .publish, .query(after: .confirmation(word)),
                ])
        }
        #expect(
            lifecycle.handle(.queryFailed(error(.noSuchTask))) == [
                .record, .query(after: .probe(0)),
            ])
        #expect(lifecycle.state == .uncertain)
    }

    @Test func `a refused address is tried for two minutes, and a new one asked for in between`() {
        var lifecycle = Sample.lifecycle(in: .downloading)
        for attempt in 1..<9 {
            #expect(
                lifecycle.handle(.downloadFailed(error(.notAccepted)))
                    == [.publish, .query(after: .fetch(attempt, atLeast: nil))])
            // Neither what the service says nor that it does not answer ends it.
            let answer: JobLifecycle.Event =
                switch attempt % 3 {
                case 0: LifecycleTableTests.report(.completed, results: [Sample.url])
                case 1: .queryFailed(error(.noSuchTask))
                default: LifecycleTableTests.report(.failed)
                }
            #expect(
                lifecycle.handle(answer) == [.publish, .download(url: Sample.url, after: .none)])
            #expect(lifecycle.state == .downloading)
        }
        #expect(lifecycle.handle(.downloadFailed(error(.notAccepted))) == [.release])
        #expect(lifecycle.state == .expired)
        #expect(lifecycle.addresses == [Sample.url])
        #expect(lifecycle.canBeRevived)
        var generator = SystemRandomNumberGenerator()
        let schedule = PollSchedule(pacing: Pacing(), request: Sample.request)
        let pauses = (1..<9).map { schedule.fetch($0, using: &generator) }
        #expect(pauses.reduce(.zero, +) >= .seconds(120))
    }

    @Test func `every address is tried before any is tried again`() {
        var lifecycle = Sample.lifecycle(in: .running)
        let urls = ["https://dead.example/1.png", "https://cdn.example/2.png"]
        #expect(
            lifecycle.handle(LifecycleTableTests.report(.completed, results: urls)) == [
                .record, .download(url: urls[0], after: .none),
            ])
        for kind in [ServiceError.Kind.unsent, .notAccepted, .transient, .badAddress] {
            var other = lifecycle
            #expect(
                other.handle(.downloadFailed(error(kind))) == [
                    .publish, .download(url: urls[1], after: .none),
                ], "\(kind)")
            #expect(other.handle(.stored(Sample.stored)) == [.release])
            #expect(other.state == .completed)
        }
    }

    @Test func `a download that keeps breaking off is left to a later session`() {
        var lifecycle = Sample.lifecycle(in: .downloading)
        var tries = 1
        while lifecycle.handle(.downloadFailed(error(.transient))) != [.release] { tries += 1 }
        #expect(tries == RetryPolicy().fetchTries)
        #expect(lifecycle.state == .detached)
        #expect(lifecycle.state.isUnfinished)
    }

    @Test func `a picture that stays damaged fails`() {
        var lifecycle = Sample.lifecycle(in: .downloading)
        let defect = ImageDefect(.truncated, keptBytes: "/store/images/1.damaged")
        while lifecycle.handle(.imageDamaged(defect)) != [.release] {}
        #expect(lifecycle.state == .failed)
        #expect(lifecycle.failure?.kind == .damagedImage)
        #expect(lifecycle.failure?.keptBytes == "/store/images/1.damaged")
        #expect(lifecycle.canBeRevived)
    }

    @Test func `if nobody listens at an earlier session's address, a new one is asked for`() {
        var lifecycle = Sample.lifecycle(in: .downloading)
        #expect(
            lifecycle.handle(.recovered) == [.publish, .download(url: Sample.url, after: .none)])
        let refused = JobLifecycle.Event.downloadFailed(error(.unsent))
        #expect(lifecycle.handle(refused) == [.publish, .query(after: .none)])
        _ = lifecycle.handle(LifecycleTableTests.report(.completed, results: [Sample.url]))
        // One of this session is given time first.
        #expect(
            lifecycle.handle(refused) == [.publish, .query(after: .fetch(1, atLeast: nil))])
    }

    @Test func `a paused job whose submission was lost is asked for by our id`() {
        var lifecycle = Sample.lifecycle(in: .uncertain)
        #expect(
            lifecycle.handle(.queryFailed(error(.unauthorized)))
                == [.publish, .query(after: .confirmation(1))])
        #expect(lifecycle.state == .uncertain)
        #expect(lifecycle.handle(.queryFailed(error(.unauthorized))) == [.release])
        #expect(lifecycle.state == .paused)
        #expect(lifecycle.handle(.recovered) == [.record, .query(after: .probe(0))])
        #expect(lifecycle.state == .uncertain)
    }

    @Test func `a report that the review refused the prompt is a rejection`() {
        var lifecycle = Sample.lifecycle(in: .running)
        let refusal = ServiceError(
            kind: .rejected, operation: .query, message: "no", categories: ["violence"])
        let report = TaskReport(taskID: Sample.task, status: .failed, failure: refusal)
        #expect(
            lifecycle.handle(.reported(report)) == [.publish, .query(after: .confirmation(1))])
        #expect(lifecycle.handle(.reported(report)) == [.release])
        #expect(lifecycle.state == .rejected)
        #expect(lifecycle.failure?.categories == ["violence"])
        #expect(!lifecycle.canBeRevived)
    }

    /// What would end a job: what it is believed to be, and after how many words in a row.
    @Test(arguments: [
        ("failed", 2, JobLifecycle.State.failed), ("nameless", 6, .failed),
        ("nameless cancelled", 6, .failed), ("nameless end", 6, .expired),
        ("cancelled", 2, .failed), ("expired", 2, .expired),
        ("without a result", 6, .failed),
        ("not found", 6, .failed), ("rejected", 2, .rejected), ("wrong key", 2, .paused),
        ("no credits", 2, .paused),
    ])
    func `a word that ends a job is believed when it is repeated`(
        word: String, count: Int, end: JobLifecycle.State
    ) {
        let event: JobLifecycle.Event =
            switch word {
            case "failed": LifecycleTableTests.report(.failed)
            case "nameless": .reported(TaskReport(taskID: nil, status: .failed, namesTask: false))
            case "nameless cancelled":
                .reported(TaskReport(taskID: nil, status: .cancelled, namesTask: false))
            case "nameless end":
                .reported(TaskReport(taskID: nil, status: .expired, namesTask: false))
            case "cancelled": LifecycleTableTests.report(.cancelled)
            case "expired": LifecycleTableTests.report(.expired)
            case "without a result": LifecycleTableTests.report(.completed)
            case "not found": .queryFailed(error(.noSuchTask))
            case "rejected": .queryFailed(error(.rejected))
            case "wrong key": .queryFailed(error(.unauthorized))
            default: .queryFailed(error(.noCredits))
            }
        var lifecycle = Sample.lifecycle(in: .running)
        for round in 0..<2 {
            // Said less often, and then that the task goes on: it was a slip.
            for said in 1..<count {
                #expect(
                    lifecycle.handle(event) == [.publish, .query(after: .confirmation(said))],
                    "\(round)")
            }
            _ = lifecycle.handle(LifecycleTableTests.report(.running(unknownWord: nil)))
            #expect(lifecycle.state == .running)
        }
        for _ in 1..<count { _ = lifecycle.handle(event) }
        #expect(lifecycle.handle(event) == [.release])
        #expect(lifecycle.state == end)
        // Only the service's own word that this task failed is final.
        let isFinal = ["failed", "cancelled", "rejected"].contains(word)
        #expect(lifecycle.canBeRevived == (!isFinal && end != .paused))
    }

    /// Words of the same kind, of which the first names no task: each begins its own row.
    @Test(arguments: [TaskStatus.failed, .cancelled, .expired])
    func `a word without the task does not confirm one about it`(status: TaskStatus) {
        let nameless = JobLifecycle.Event.reported(
            TaskReport(taskID: nil, status: status, namesTask: false))
        let named = LifecycleTableTests.report(status)
        var lifecycle = Sample.lifecycle(in: .running)
        for event in [nameless, named, nameless, named] {
            #expect(lifecycle.handle(event) == [.publish, .query(after: .confirmation(1))])
        }
        #expect(lifecycle.handle(named) == [.release])
    }

    @Test func `a refused query does not confirm a refusal of the task`() {
        let refusal = ServiceError(kind: .rejected, operation: .query)
        let report = TaskReport(taskID: Sample.task, status: .failed, failure: refusal)
        var lifecycle = Sample.lifecycle(in: .running)
        _ = lifecycle.handle(.queryFailed(error(.rejected)))
        #expect(
            lifecycle.handle(.reported(report)) == [.publish, .query(after: .confirmation(1))])
        #expect(lifecycle.handle(.reported(report)) == [.release])
        #expect(lifecycle.state == .rejected)
    }

    @Test(arguments: [ServiceError.Kind.unauthorized, .noCredits, .rejected])
    func `another word does not deny a parked task`(kind: ServiceError.Kind) {
        var lifecycle = Sample.lifecycle(in: .parked)
        lifecycle.takeUp()
        _ = lifecycle.handle(.recovered)
        _ = lifecycle.handle(.queryFailed(error(kind)))
        _ = lifecycle.handle(.queryFailed(error(.noSuchTask)))
        #expect(!lifecycle.attempts.wasDenied)
        _ = lifecycle.handle(.queryFailed(error(.noSuchTask)))
        #expect(lifecycle.attempts.wasDenied)
    }

    @Test(arguments: [JobLifecycle.State.failed, .expired, .parked])
    func `a job that has ended is asked for once more, free of charge`(state: JobLifecycle.State) {
        var lifecycle = Sample.lifecycle(in: state)
        lifecycle.failure = JobFailure(kind: .init(.missingResult))
        if state != .parked { lifecycle.taskID = Sample.task }
        #expect(lifecycle.canBeRevived)
        lifecycle.takeUp()
        #expect(lifecycle.handle(.recovered) == [.query(after: .none)])
        let report = LifecycleTableTests.report(.completed, results: [Sample.url])
        if state == .parked {
            // The id that is told under our own is asked for.
            #expect(lifecycle.handle(report) == [.publish, .query(after: .none)])
        }
        #expect(lifecycle.handle(report) == [.record, .download(url: Sample.url, after: .none)])
        #expect(lifecycle.handle(.stored(Sample.stored)) == [.release])
        #expect(lifecycle.state == .completed)
    }

    @Test func `a job that the service does not know stays parked`() {
        var lifecycle = Sample.lifecycle(in: .parked)
        lifecycle.takeUp()
        #expect(lifecycle.handle(.recovered) == [.query(after: .none)])
        #expect(lifecycle.handle(.queryFailed(error(.transient))) == [.query(after: .probe(1))])
        #expect(lifecycle.handle(.queryFailed(error(.noSuchTask))) == [.query(after: .probe(2))])
        #expect(!lifecycle.attempts.wasDenied)
        #expect(lifecycle.handle(.queryFailed(error(.noSuchTask))) == [.release])
        #expect(lifecycle.state == .parked)
        #expect(lifecycle.attempts.wasDenied)
    }

    @Test func `a rejected job is not asked for`() {
        var lifecycle = Sample.lifecycle(in: .sending)
        _ = lifecycle.handle(.submitFailed(error(.notAccepted)))
        #expect(lifecycle.state == .failed)
        #expect(!lifecycle.canBeRevived)
    }

    /// An acceptance may name another task's id, and so may answers under our own: only what the service has may be ours.
    @Test(arguments: [true, false])
    func `another ID is believed only if the service has a task under it`(hasTask: Bool) throws {
        var lifecycle = Sample.lifecycle(in: .running)
        _ = lifecycle.handle(.queryFailed(error(.noSuchTask)))
        #expect(lifecycle.attempts.asksByOurID)
        let other = try #require(TaskID(rawValue: "task_2"))
        let report = JobLifecycle.Event.reported(
            TaskReport(taskID: other, status: .completed, results: [Sample.url]))
        for asksByOtherID in [false, true] {
            #expect(lifecycle.handle(report) == [.publish, .query(after: .nextPoll)])
            #expect(lifecycle.attempts.asksByOtherID == asksByOtherID)
            #expect(lifecycle.addresses.isEmpty && lifecycle.taskID == Sample.task)
        }
        if hasTask {
            #expect(
                lifecycle.handle(report) == [.record, .download(url: Sample.url, after: .none)])
            #expect(lifecycle.taskID == other)
        } else {
            #expect(
                lifecycle.handle(.queryFailed(error(.noSuchTask)))
                    == [.publish, .query(after: .nextPoll)])
            #expect(lifecycle.taskID == Sample.task && lifecycle.addresses.isEmpty)
            #expect(!lifecycle.attempts.asksByOtherID && !lifecycle.attempts.asksByOurID)
        }
    }

    @Test func `an answer about another task changes nothing`() {
        for state in [JobLifecycle.State.accepted, .running, .uncertain, .downloading, .parked] {
            var lifecycle = Sample.lifecycle(in: state)
            let before = lifecycle
            _ = lifecycle.handle(.queryFailed(error(.otherTask)))
            #expect(lifecycle.state == state)
            #expect(lifecycle.taskID == before.taskID)
            #expect(lifecycle.creditsUsed == nil)
        }
    }

    @Test func `an unknown word is kept while it is the last one heard`() {
        var lifecycle = Sample.lifecycle(in: .accepted)
        _ = lifecycle.handle(LifecycleTableTests.report(.running(unknownWord: "dreaming")))
        #expect(lifecycle.state == .running)
        #expect(lifecycle.unknownWord == "dreaming")
        _ = lifecycle.handle(LifecycleTableTests.report(.running(unknownWord: nil)))
        #expect(lifecycle.unknownWord == nil)
    }

    private func error(_ kind: ServiceError.Kind) -> ServiceError {
        ServiceError(kind: kind, operation: .query)
    }
}
