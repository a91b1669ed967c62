import IGSClient
import Testing

@testable import IGSJobs

/// Every state meets every event. What is not in a table below must change nothing and ask for nothing.
struct LifecycleTableTests {
    typealias State = JobLifecycle.State
    typealias Event = JobLifecycle.Event

    @Test func `every pair of state and event is decided`() {
        let expected = """
            queued      begun          sending      record send
            queued      recovered      sending      record send
            queued      disconnected   failed       release
            queued      abandoned      abandoned    release
            sending     recovered      uncertain    record query(probe 0)
            sending     accepted       accepted     record query(firstPoll)
            sending     submitFailed   uncertain    record query(probe 0)
            sending     disconnected   uncertain    release
            sending     abandoned      abandoned    release
            uncertain   recovered      uncertain    record query(probe 0)
            uncertain   queued         uncertain    publish query(none)
            uncertain   running        uncertain    publish query(none)
            uncertain   completed      uncertain    publish query(none)
            uncertain   failed         uncertain    publish query(none)
            uncertain   cancelled      uncertain    publish query(none)
            uncertain   expired        uncertain    publish query(none)
            uncertain   queryFailed    uncertain    publish query(probe 1)
            uncertain   disconnected   uncertain    release
            uncertain   abandoned      abandoned    release
            accepted    recovered      accepted     query(none)
            accepted    queued         accepted     publish query(nextPoll)
            accepted    running        running      publish query(nextPoll)
            accepted    completed      downloading  record download(none)
            accepted    failed         accepted     publish query(confirmation 1)
            accepted    cancelled      accepted     publish query(confirmation 1)
            accepted    expired        accepted     publish query(confirmation 1)
            accepted    queryFailed    accepted     publish query(retry 1)
            accepted    timedOut       detached     release
            accepted    disconnected   detached     release
            accepted    abandoned      abandoned    release
            running     recovered      running      query(none)
            running     queued         accepted     publish query(nextPoll)
            running     running        running      publish query(nextPoll)
            running     completed      downloading  record download(none)
            running     failed         running      publish query(confirmation 1)
            running     cancelled      running      publish query(confirmation 1)
            running     expired        running      publish query(confirmation 1)
            running     queryFailed    running      publish query(retry 1)
            running     timedOut       detached     release
            running     disconnected   detached     release
            running     abandoned      abandoned    release
            downloading recovered      downloading  publish download(none)
            downloading queued         downloading  publish download(none)
            downloading running        downloading  publish download(none)
            downloading completed      downloading  publish download(none)
            downloading failed         downloading  publish download(none)
            downloading cancelled      downloading  publish download(none)
            downloading expired        downloading  publish download(none)
            downloading queryFailed    downloading  publish download(none)
            downloading stored         completed    release
            downloading downloadFailed downloading  publish download(fetch 1)
            downloading imageDamaged   downloading  publish download(fetch 1)
            downloading storeFailed    detached     release
            downloading disconnected   detached     release
            downloading abandoned      abandoned    release
            completed   recovered      completed    release
            rejected    recovered      rejected     release
            failed      recovered      failed       release
            detached    recovered      running      record query(none)
            detached    disconnected   detached     release
            detached    abandoned      abandoned    release
            paused      recovered      running      record query(none)
            paused      disconnected   detached     release
            paused      abandoned      abandoned    release
            parked      recovered      parked       release
            parked      queued         parked       publish query(none)
            parked      running        parked       publish query(none)
            parked      completed      parked       publish query(none)
            parked      failed         parked       publish query(none)
            parked      cancelled      parked       publish query(none)
            parked      expired        parked       publish query(none)
            parked      queryFailed    parked       query(probe 1)
            parked      disconnected   parked       release
            parked      abandoned      abandoned    release
            expired     recovered      expired      release
            abandoned   recovered      abandoned    release
            """
        var found: [String] = []
        for state in State.allCases {
            for (name, event) in Self.events {
                let before = Sample.lifecycle(in: state)
                var after = before
                let actions = after.handle(event)
                guard after != before || !actions.isEmpty else { continue }
                found.append(
                    [
                        Self.padded(state.rawValue, 11), Self.padded(name, 14),
                        Self.padded(after.state.rawValue, 12), Self.text(actions),
                    ].joined(separator: " "))
            }
        }
        #expect(found.joined(separator: "\n") == expected)
    }

    /// By kind: what a failed submission comes to, and what is then done.
    @Test func `every failure of a submission is decided`() {
        let expected = """
            unauthorized  failed     release
            noCredits     failed     release
            rejected      rejected   release
            noSuchTask    failed     release
            notAccepted   failed     release
            throttled     queued     record begin(throttled 1)
            unsent        queued     record begin(retry 1)
            untrusted     failed     release
            taskFailed    uncertain  record query(probe 0)
            missingResult uncertain  record query(probe 0)
            ambiguous     uncertain  record query(probe 0)
            transient     uncertain  record query(probe 0)
            unreadable    uncertain  record query(probe 0)
            noService     uncertain  record query(probe 0)
            otherTask     uncertain  record query(probe 0)
            redirected    failed     release
            badAddress    failed     release
            tooLarge      uncertain  record query(probe 0)
            badReference  failed     release
            unsupported   failed     release
            receiver      uncertain  record query(probe 0)
            cancelled     queued     release
            """
        #expect(Self.outcomes(in: .sending) { .submitFailed($0) } == expected)
    }

    @Test func `every failure of a query is decided`() {
        let expected = """
            unauthorized  running    publish query(confirmation 1)
            noCredits     running    publish query(confirmation 1)
            rejected      running    publish query(confirmation 1)
            noSuchTask    running    publish query(confirmation 1)
            notAccepted   running    publish query(nextPoll)
            throttled     running    publish query(throttled 1)
            unsent        running    publish query(retry 1)
            untrusted     running    publish query(nextPoll)
            taskFailed    running    publish query(nextPoll)
            missingResult running    publish query(nextPoll)
            ambiguous     running    publish query(retry 1)
            transient     running    publish query(retry 1)
            unreadable    running    publish query(nextPoll)
            noService     running    publish query(nextPoll)
            otherTask     running    publish query(nextPoll)
            redirected    running    publish query(nextPoll)
            badAddress    running    publish query(nextPoll)
            tooLarge      running    publish query(nextPoll)
            badReference  running    publish query(nextPoll)
            unsupported   parked     release
            receiver      running    publish query(retry 1)
            cancelled     running    publish query(retry 1)
            """
        #expect(Self.outcomes(in: .running) { .queryFailed($0) } == expected)
    }

    @Test func `every failure of a probe is decided`() {
        let expected = """
            unauthorized  uncertain  publish query(confirmation 1)
            noCredits     uncertain  publish query(confirmation 1)
            rejected      uncertain  publish query(confirmation 1)
            noSuchTask    uncertain  publish query(probe 1)
            notAccepted   uncertain  publish query(probe 1)
            throttled     uncertain  publish query(throttled 1)
            unsent        uncertain  publish query(probe 1)
            untrusted     uncertain  publish query(probe 1)
            taskFailed    uncertain  publish query(probe 1)
            missingResult uncertain  publish query(probe 1)
            ambiguous     uncertain  publish query(probe 1)
            transient     uncertain  publish query(probe 1)
            unreadable    uncertain  publish query(probe 1)
            noService     uncertain  release
            otherTask     uncertain  publish query(probe 1)
            redirected    uncertain  publish query(probe 1)
            badAddress    uncertain  publish query(probe 1)
            tooLarge      uncertain  publish query(probe 1)
            badReference  uncertain  publish query(probe 1)
            unsupported   parked     release
            receiver      uncertain  publish query(probe 1)
            cancelled     uncertain  publish query(probe 1)
            """
        #expect(Self.outcomes(in: .uncertain) { .queryFailed($0) } == expected)
    }

    @Test func `every failure of a download is decided`() {
        let expected = """
            unauthorized  downloading publish query(fetch 1)
            noCredits     downloading publish query(fetch 1)
            rejected      downloading publish query(fetch 1)
            noSuchTask    downloading publish query(fetch 1)
            notAccepted   downloading publish query(fetch 1)
            throttled     downloading publish download(fetch 1)
            unsent        downloading publish query(fetch 1)
            untrusted     downloading publish query(fetch 1)
            taskFailed    downloading publish query(fetch 1)
            missingResult downloading publish query(fetch 1)
            ambiguous     downloading publish download(fetch 1)
            transient     downloading publish download(fetch 1)
            unreadable    downloading publish query(fetch 1)
            noService     downloading publish download(fetch 1)
            otherTask     downloading publish download(fetch 1)
            redirected    downloading publish query(fetch 1)
            badAddress    downloading publish query(fetch 1)
            tooLarge      downloading publish query(fetch 1)
            badReference  downloading publish query(fetch 1)
            unsupported   downloading publish query(fetch 1)
            receiver      downloading publish download(fetch 1)
            cancelled     downloading publish download(fetch 1)
            """
        #expect(Self.outcomes(in: .downloading) { .downloadFailed($0) } == expected)
    }
}

extension LifecycleTableTests {
    static let events: [(String, Event)] = [
        ("begun", .begun), ("recovered", .recovered),
        ("accepted", .accepted(Acceptance(taskID: Sample.task))),
        ("submitFailed", .submitFailed(ServiceError(kind: .ambiguous, operation: .submit))),
        ("queued", report(.queued)), ("running", report(.running(unknownWord: nil))),
        ("completed", report(.completed, results: [Sample.url])),
        ("failed", report(.failed)), ("cancelled", report(.cancelled)),
        ("expired", report(.expired)),
        ("queryFailed", .queryFailed(ServiceError(kind: .transient, operation: .query))),
        ("stored", .stored(Sample.stored)),
        ("downloadFailed", .downloadFailed(ServiceError(kind: .transient, operation: .download))),
        ("imageDamaged", .imageDamaged(ImageDefect(.truncated))),
        ("storeFailed", .storeFailed(JobFailure(kind: .storage))), ("timedOut", .timedOut),
        ("disconnected", .disconnected(JobFailure(kind: .connection))),
        ("abandoned", .abandoned),
    ]

    static func report(_ status: TaskStatus, results: [String] = []) -> Event {
        .reported(TaskReport(taskID: Sample.task, status: status, results: results))
    }

    /// What each kind of error comes to, a line each.
    static func outcomes(in state: State, _ event: (ServiceError) -> Event) -> String {
        ServiceError.Kind.allCases.map { kind in
            var lifecycle = Sample.lifecycle(in: state)
            let actions = lifecycle.handle(event(ServiceError(kind: kind, operation: .query)))
            return [
                padded(kind.rawValue, 13), padded(lifecycle.state.rawValue, 10), text(actions),
            ].joined(separator: " ")
        }.joined(separator: "\n")
    }

    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    static func text(_ actions: [JobLifecycle.Action]) -> String {
        actions.map { action in
            switch action {
            case .record: "record"
            case .publish: "publish"
            case .release: "release"
            case .send: "send"
            case .begin(let pause): "begin(\(text(pause)))"
            case .query(let pause): "query(\(text(pause)))"
            case .download(_, let pause): "download(\(text(pause)))"
            }
        }.joined(separator: " ")
    }

    static func text(_ pause: JobLifecycle.Pause) -> String {
        switch pause {
        case .none: "none"
        case .firstPoll: "firstPoll"
        case .nextPoll: "nextPoll"
        case .probe(let attempt): "probe \(attempt)"
        case .confirmation(let attempt): "confirmation \(attempt)"
        case .fetch(let attempt, _): "fetch \(attempt)"
        case .retry(let attempt): "retry \(attempt)"
        case .throttled(let attempt, _): "throttled \(attempt)"
        }
    }
}
