import GRDB
import IGSClient
import IGSTestSupport
import Testing

@testable import IGSJobs

/// What holds up new paid work: doubt about earlier work, a damaged ledger, a service in trouble.
@Suite(.timeLimit(.minutes(1)))
struct EngineDoubtTests {
    private let house: House

    init() throws {
        house = try House()
    }

    @Test func `jobs in doubt are asked for before anything is sent`() async throws {
        try await leave(.uncertain)
        let service = ScriptedService(
            .init(submissions: [.success(Acceptance(taskID: TaskID(rawValue: "task_2")))]))
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let id = try await engine.submit(house.intent(1)).id
        #expect(await engine.wait(for: [id]).map(\.status) == [.completed])
        #expect(service.calls.first == "query igs_0")
        #expect(try await engine.resume().map(\.id) == [Sample.id(0)])
    }

    @Test func `a definite answer is enough to go on`() async throws {
        try await leave(.sending)
        let service = ScriptedService(.init(queries: [.error(.noSuchTask)]))
        let engine = house.engine(service)
        _ = try await engine.submit(house.intent(1))
        // The next question about the one in doubt, and the first about the new one.
        _ = await house.clock.sleepers(2)
        #expect(service.calls == ["query igs_0", "submit igs_1"])
        await engine.shutdown()
    }

    @Test func `a minute without an answer is enough, too`() async throws {
        try await leave(.uncertain)
        let service = ScriptedService(.init(queries: [.error(.transient)]))
        let engine = house.engine(service)
        _ = try await engine.submit(house.intent(1))
        for pause in [2, 4, 8, 16] {
            #expect(await house.clock.wakeNext() == .seconds(pause))
        }
        #expect(service.calls.allSatisfy { $0 == "query igs_0" })
        #expect(await house.clock.wakeNext() == .seconds(30))
        _ = await house.clock.sleepers(2)
        #expect(service.calls.contains("submit igs_1"))
        await engine.shutdown()
    }

    @Test func `forgetting a job in doubt lets the others go on`() async throws {
        try await leave(.uncertain)
        let engine = house.engine(
            ScriptedService(.init(queries: [.error(.transient), .success(.done)])))
        let id = try await engine.submit(house.intent(1)).id
        _ = await house.clock.sleepers(1)
        #expect(try await engine.forget(Sample.id(0)).status == .abandoned)
        await house.clock.wakeNext()
        #expect(await engine.wait(for: [id]).map(\.status) == [.completed])
    }

    @Test func `a job in doubt for long does not keep others from their turn`() async throws {
        let service = ScriptedService(
            .init(
                submissions: [.error(.ambiguous), .success(Acceptance(taskID: Sample.task))],
                queries: [.error(.transient)]))
        let engine = house.engine(service, concurrency: 1)
        _ = try await engine.submit(house.intent(1))
        _ = try await engine.submit(house.intent(2))
        for _ in 0..<5 { await house.clock.wakeNext() }
        _ = await house.clock.sleepers(2)
        #expect(service.calls.last == "submit igs_2")
        await engine.shutdown()
    }

    @Test func `nothing new is sent while an unfinished entry cannot be read`() async throws {
        let other = try house.anotherLedger()
        try await other.insert(Sample.entry(0, state: .queued))
        try await other.insert(Sample.entry(1, state: .running))
        try await other.insert(Sample.entry(2, state: .running))
        other.close()
        try await house.ledger.pool.write { database in
            try database.execute(sql: "UPDATE job SET name = 'x' WHERE id = 'igs_2'")
        }
        let service = ScriptedService()
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        await expectFailure(.corrupt) { _ = try await engine.submit(house.intent(3)) }
        #expect(await engine.drivenCount == 0)
        // What is paid for is fetched all the same.
        #expect(try await engine.resume().map(\.id) == [Sample.id(1)])
        #expect(await engine.wait(for: [Sample.id(1)]).map(\.status) == [.completed])
        #expect(try await engine.reattach(Sample.id(0)) == nil)
        #expect(!service.calls.contains { $0.hasPrefix("submit") })
    }

    @Test func `an empty quota slows retries down to the pace of polling`() {
        var quota = RetryQuota()
        var paid = 0
        while quota.payForRetry() { paid += 1 }
        #expect(paid == 35)
        quota.succeeded(paid: false)
        #expect(quota.tokens == 11)
        quota.succeeded(paid: true)
        #expect(quota.tokens == 25)
        for _ in 0..<1000 { quota.succeeded(paid: true) }
        #expect(quota.tokens == 500)
    }

    @Test func `retries of many jobs are paid from one quota`() async throws {
        let service = ScriptedService(.init(queries: [.error(.transient)]))
        let engine = house.engine(service, concurrency: 40)
        for number in 0..<40 { _ = try await engine.submit(house.intent(number)) }
        _ = await house.clock.sleepers(40)
        house.clock.advance(by: .seconds(12))
        let pauses = await waitForQueries(40, of: service)
        #expect(pauses.count { $0 >= .seconds(3) } == 5)
        await engine.shutdown()
    }

    @Test func `a wait that is too long leaves a task to a later session`() async throws {
        let refusal = ServiceError(
            kind: .transient, operation: .query, retryAfter: .seconds(301))
        let service = ScriptedService(.init(queries: [.failure(refusal)]))
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let job = try await engine.submit(house.intent(1))
        let left = try #require(await engine.wait(for: [job.id]).first)
        #expect(left.status == .detached)
        #expect(left.failure?.retryAfter == 301)
    }

    /// Leaves job 0 behind, of a session that has ended.
    private func leave(_ state: JobLifecycle.State) async throws {
        let other = try house.anotherLedger()
        try await other.insert(Sample.entry(0, state: state))
        other.close()
    }

    private func waitForQueries(_ count: Int, of service: ScriptedService) async -> [Duration] {
        while service.calls.count(where: { $0.hasPrefix("query") }) < count { await Task.yield() }
        return await house.clock.sleepers(count)
    }
}
