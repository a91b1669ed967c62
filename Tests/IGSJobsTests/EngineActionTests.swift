import IGSClient
import IGSTestSupport
import Testing

@testable import IGSJobs

/// What the user asks for outright: retry, forget, attach.
@Suite(.timeLimit(.minutes(1)))
struct EngineActionTests {
    private let house: House

    init() throws {
        house = try House()
    }

    @Test func `a retry is a new job under another id`() async throws {
        let service = ScriptedService(
            .init(submissions: [
                .error(.notAccepted), .success(Acceptance(taskID: Sample.task)),
            ]))
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let first = try await engine.submit(house.intent(1)).id
        _ = await engine.wait(for: [first])
        let retry = try await engine.retry(first, as: Sample.id(2))
        #expect(retry.name == "job-1")
        #expect(retry.request == Sample.request)
        #expect(retry.retryOf == first)
        #expect(await engine.wait(for: [retry.id]).map(\.status) == [.completed])
        #expect(try await house.ledger.job(first)?.status == .failed)
        await expect(.alreadyRetried) { _ = try await engine.retry(first) }
        #expect(service.calls.prefix(2) == ["submit igs_1", "submit igs_2"])
        // A resumed run gets the retry's picture.
        #expect(try await engine.adopt(first)?.id == retry.id)
    }

    @Test func `a retry that failed, too, may be followed by another`() async throws {
        let service = ScriptedService(.init(submissions: [.error(.notAccepted)]))
        let engine = house.engine(service)
        let first = try await engine.submit(house.intent(1)).id
        _ = await engine.wait(for: [first])
        for number in 2..<4 {
            let retry = try await engine.retry(first, as: Sample.id(number))
            #expect(await engine.wait(for: [retry.id]).map(\.status) == [.failed])
        }
    }

    @Test(arguments: JobLifecycle.State.allCases)
    func `only jobs that ended without a picture are retried`(state: JobLifecycle.State)
        async throws
    {
        let other = try house.anotherLedger()
        defer { other.close() }
        var entry = Sample.entry(1, state: state)
        if [.failed, .expired].contains(state) {
            entry.lifecycle.isAcceptanceKnown = true
            entry.lifecycle.taskID = Sample.task
        }
        try await other.insert(entry)
        let engine = house.engine(
            ScriptedService(.init(queries: [.error(.noSuchTask)])),
            clock: ManualClock(jumps: true))
        switch state {
        case .parked, .failed, .rejected, .expired, .abandoned:
            await expect(.drivenElsewhere) { _ = try await engine.retry(Sample.id(1)) }
            // Nobody drives it any more, and the service does not know it.
            other.close()
            #expect(try await engine.retry(Sample.id(1)).retryOf == Sample.id(1))
        case .uncertain:
            await expect(.uncertain) { _ = try await engine.retry(Sample.id(1)) }
        default:
            await expect(.notOver) { _ = try await engine.retry(Sample.id(1)) }
        }
        await engine.shutdown()
    }

    @Test func `a forgotten job is abandoned, and still counts`() async throws {
        let service = ScriptedService(.init(queries: [.success(.atWork)]))
        let engine = house.engine(service)
        let id = try await engine.submit(house.intent(1)).id
        _ = await house.clock.sleepers(1)
        async let settled = engine.wait(for: [id])
        let job = try await engine.forget(id)
        #expect(job.status == .abandoned)
        #expect(job.forgottenAt != nil)
        #expect(await settled.map(\.status) == [.abandoned])
        #expect(try await house.ledger.entries().isEmpty)
        #expect(try await house.ledger.entries(forgotten: true).map(\.status) == [.abandoned])
        #expect(try await house.ledger.spending().services["sandbox"]?.spent.mills == 330)
        #expect(try await engine.resume().isEmpty)
        #expect(await engine.drivenCount == 0)
        #expect(await house.clock.sleepers(0).isEmpty)
    }

    @Test func `a job that cannot be forgotten leaves nobody waiting for it`() async throws {
        let engine = house.engine(ScriptedService(.init(queries: [.success(.atWork)])))
        let id = try await engine.submit(house.intent(1)).id
        _ = await house.clock.sleepers(1)
        async let settled = engine.wait(for: [id])
        try await house.ledger.refuseUpdates()
        await expect(.ledger) { try await engine.forget(id) }
        #expect(await settled.map(\.id) == [id])
    }

    @Test func `a picture that is forgotten keeps its status`() async throws {
        let engine = house.engine(ScriptedService(), clock: ManualClock(jumps: true))
        let id = try await engine.submit(house.intent(1)).id
        _ = await engine.wait(for: [id])
        #expect(try await engine.forget(id).status == .completed)
        #expect(try await house.ledger.entries().isEmpty)
    }

    @Test func `a job that another process drives is not forgotten`() async throws {
        try await house.anotherLedger().insert(Sample.entry(1))
        let other = try house.anotherLedger()
        try await other.insert(Sample.entry(2, state: .running))
        let engine = house.engine(ScriptedService())
        await expect(.drivenElsewhere) { try await engine.forget(Sample.id(2)) }
        await expect(.unknownJob) { try await engine.forget(Sample.id(9)) }
        #expect(try await other.job(Sample.id(2))?.status == .running)
    }

    @Test func `an attached task is driven to its picture, and costs nothing here`() async throws {
        let service = ScriptedService(
            .init(
                queries: [.success(.atWork), .success(.atWork), .success(.done)],
                downloads: [.success(Picture.png(3, 2))]))
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let job = try await engine.attach(Sample.task, name: "found")
        #expect(job.isAttached)
        let done = try #require(await engine.wait(for: [job.id]).first)
        #expect(done.status == .completed)
        #expect(!done.sizeMismatch)
        #expect(done.name == "found")
        #expect(done.account == .nothing)
        #expect(try await house.ledger.spending().services.isEmpty)
        #expect(try await engine.attach(Sample.task).id == job.id)
        #expect(service.calls.allSatisfy { !$0.hasPrefix("submit") })
        await expect(.unknownRequest) { _ = try await engine.retry(job.id) }
    }

    @Test func `a task is attached by the ID that another program gave it`() async throws {
        let service = ScriptedService(
            .init(
                queries: [.error(.noSuchTask), .success(.atWork), .success(.done)],
                downloads: [.success(Picture.png(3, 2))]))
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let text = try #require(TaskID(rawValue: "order-of-mine"))
        let job = try await engine.attach(text)
        let done = try #require(await engine.wait(for: [job.id]).first)
        #expect(done.status == .completed && done.isAttached)
        #expect(done.id.rawValue == "order-of-mine" && done.account == .nothing)
        #expect(try await engine.attach(text).id == job.id)
        #expect(service.calls.filter { $0.hasPrefix("query") }.count == 3)
    }

    @Test func `a task that the service does not know leaves nothing behind`() async throws {
        // By the service's id, and by the caller's.
        let service = ScriptedService(
            .init(queries: [.error(.noSuchTask), .error(.noSuchTask), .error(.transient)]))
        let engine = house.engine(service)
        await expect(.unknownTask) { _ = try await engine.attach(Sample.task) }
        await expect(.unanswered) { _ = try await engine.attach(Sample.task) }
        #expect(try await house.ledger.entries().isEmpty)
    }

    private func expect(
        _ code: JobActionError.Code, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> Void
    ) async {
        do {
            try await body()
            Issue.record("nothing was thrown", sourceLocation: sourceLocation)
        } catch {
            #expect((error as? JobActionError)?.code == code, sourceLocation: sourceLocation)
        }
    }
}
