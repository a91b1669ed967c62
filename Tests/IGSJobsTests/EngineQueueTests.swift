import IGSClient
import IGSTestSupport
import Testing

@testable import IGSJobs

import Glibc

/// Many jobs, restarts, and the end.
@Suite(.timeLimit(.minutes(1)))
struct EngineQueueTests {
    private let house: House

    init() throws {
        house = try House()
    }

    @Test func `the concurrency is never exceeded`() async throws {
        let service = ScriptedService { _ in await Task.yield() }
        let engine = house.engine(service, clock: ManualClock(jumps: true), concurrency: 8)
        let jobs = try await submit(200, to: engine)
        let done = await engine.wait(for: jobs)
        #expect(done.count == 200)
        #expect(done.allSatisfy { $0.status == .completed })
        #expect(service.mostInFlight == 8)
        #expect(service.calls.count { $0.hasPrefix("submit") } == 200)
    }

    @Test func `jobs begin in the order of their submission`() async throws {
        let service = ScriptedService()
        let engine = house.engine(service, clock: ManualClock(jumps: true), concurrency: 1)
        for number in 0..<20 { _ = try await engine.submit(house.intent(number)) }
        _ = await engine.wait(for: Set((0..<20).map(Sample.id)))
        let submissions = service.calls.filter { $0.hasPrefix("submit") }
        #expect(submissions == (0..<20).map { "submit igs_\($0)" })
    }

    @Test func `the concurrency can be raised while jobs wait`() async throws {
        let service = ScriptedService(.init(queries: [.success(.atWork)]))
        let engine = house.engine(service, concurrency: 1)
        _ = try await submit(5, to: engine)
        #expect(await house.clock.sleepers(1).count == 1)
        await engine.setConcurrency(3)
        #expect(await house.clock.sleepers(3).count == 3)
        #expect(service.mostInFlight == 3)
        await engine.shutdown()
    }

    @Test func `a thousand jobs at once complete`() async throws {
        let service = ScriptedService()
        let engine = house.engine(service, clock: ManualClock(jumps: true), concurrency: 1000)
        // All move the clock at once, so for each of them it goes by a thousand times too fast.
        let patient = Pacing(timeout: .seconds(1_000_000))
        let jobs = try await submit(1000, to: engine, pacing: patient)
        let done = await engine.wait(for: jobs)
        #expect(done.count { $0.status == .completed } == 1000)
        #expect(try await house.ledger.entries(all: false).isEmpty)
    }

    @Test(arguments: [JobLifecycle.State.detached, .paused])
    func `a job that is taken up is on its way while it waits for its turn`(
        state: JobLifecycle.State
    ) async throws {
        let other = try house.anotherLedger()
        _ = try await other.insert([Sample.entry(1), Sample.entry(2, state: state)])
        other.close()
        let engine = house.engine(
            ScriptedService(.init(queries: [.success(.atWork)])), concurrency: 1)
        #expect(try await engine.resume().map(\.status) == [.queued, .running])
        #expect(await engine.job(Sample.id(2))?.status == .running)
        await engine.shutdown()
    }

    @Test func `waiting for any returns with the first`() async throws {
        let service = ScriptedService(
            .init(queries: [.success(.done), .success(.atWork)]))
        let engine = house.engine(service, concurrency: 1)
        let first = try await engine.submit(house.intent(1)).id
        let second = try await engine.submit(house.intent(2)).id
        async let settled = engine.wait(for: [first, second], any: true)
        await house.clock.wakeNext()
        #expect(await settled.map(\.id) == [first])
        #expect(await engine.wait(for: [first, second], any: true).map(\.id) == [first])
        await engine.shutdown()
    }

    @Test func `waiting ends when it is cancelled, and the job goes on`() async throws {
        let service = ScriptedService(.init(queries: [.success(.atWork), .success(.done)]))
        let engine = house.engine(service)
        let id = try await engine.submit(house.intent(1)).id
        let waiting = Task { await engine.wait(for: [id]) }
        _ = await house.clock.sleepers(1)
        waiting.cancel()
        #expect(await waiting.value.isEmpty)
        await house.clock.wakeNext()
        await house.clock.wakeNext()
        #expect(await engine.wait(for: [id]).map(\.status) == [.completed])
    }

    @Test func `a service that cannot be reached fails jobs that were not sent`() async throws {
        struct NoSandbox: Error {}
        let engine = JobEngine(
            service: "sandbox", ledger: house.ledger, store: house.store,
            connect: { () async throws -> any JobService in throw NoSandbox() }, clock: house.clock)
        let id = try await engine.submit(house.intent(1)).id
        let job = try #require(await engine.wait(for: [id]).first)
        #expect(job.status == .failed)
        #expect(job.failure?.kind == .connection)
    }

    @Test func `a ledger that cannot be written keeps the job from being sent`() async throws {
        let service = ScriptedService()
        let engine = house.engine(service)
        try await house.ledger.refuseUpdates()
        let id = try await engine.submit(house.intent(1)).id
        let job = try #require(await engine.wait(for: [id]).first)
        #expect(job.status == .detached)
        #expect(job.failure?.kind == .ledger)
        #expect(service.calls.isEmpty)
    }
}

/// What survives the session.
extension EngineQueueTests {
    @Test func `a later session goes on with jobs that an earlier one left`() async throws {
        let service = ScriptedService(
            .init(queries: [.success(.atWork), .success(.atWork), .success(.done)]))
        let first = house.engine(service, concurrency: 2)
        _ = try await submit(5, to: first)
        _ = await house.clock.sleepers(2)
        await first.shutdown()
        await expectFailure(.closed) { _ = try await first.submit(house.intent(9)) }
        house.ledger.close()

        let clock = ManualClock(jumps: true)
        let second = house.engine(
            service, ledger: try house.anotherLedger(), clock: clock, concurrency: 2)
        let taken = try await second.resume()
        #expect(taken.count == 5)
        #expect(
            taken.map(\.status).sorted { $0.rawValue < $1.rawValue } == [
                .queued, .queued, .queued, .running, .running,
            ])
        let done = await second.wait(for: Set(taken.map(\.id)))
        #expect(done.map(\.status) == Array(repeating: .completed, count: 5))
        #expect(service.calls.count { $0.hasPrefix("submit") } == 5)
    }

    @Test func `a job that another living process drives is left to it`() async throws {
        let service = ScriptedService(.init(queries: [.success(.atWork)]))
        let engine = house.engine(service)
        let id = try await engine.submit(house.intent(1)).id
        _ = await house.clock.sleepers(1)
        let other = house.engine(service, ledger: try house.anotherLedger())
        #expect(try await other.resume().isEmpty)
        #expect(try await other.reattach(id) == nil)
        #expect(try await engine.resume().isEmpty)
        await engine.shutdown()
        #expect(try await other.resume().map(\.id) == [id])
        await other.shutdown()
    }

    @Test func `a submission in progress is completed at the end`() async throws {
        let clock = ManualClock()
        let service = ScriptedService { call in
            if call.hasPrefix("submit") { try? await clock.sleep(for: .seconds(1)) }
        }
        let engine = house.engine(service, clock: clock)
        let id = try await engine.submit(house.intent(1)).id
        _ = await clock.sleepers(1)
        async let end: Void = engine.shutdown()
        // The submission, and the grace.
        _ = await clock.sleepers(2)
        clock.advance(by: .seconds(1))
        await end
        let job = try #require(try await house.ledger.job(id))
        #expect(job.status == .running)
        #expect(job.taskID == Sample.task)
    }

    @Test
    func `a job that was being sent when the process was killed is asked for, and not sent again`()
        async throws
    {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [folder = house.folder.path as String] in
            let service = ScriptedService { call in
                if call.hasPrefix("submit") { kill(getpid(), SIGKILL) }
            }
            let engine = JobEngine(
                service: "sandbox", ledger: try Ledger(path: folder + "/state/ledger.sqlite"),
                store: ImageStore(folder: folder + "/store"), connect: { service })
            let intent = JobIntent(id: Sample.id(1), request: Sample.request)
            _ = await engine.wait(for: [try await engine.submit(intent).id])
        }
        let service = ScriptedService()
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let taken = try await engine.resume()
        #expect(taken.map(\.id) == [Sample.id(1)])
        #expect(await engine.wait(for: [Sample.id(1)]).map(\.status) == [.completed])
        #expect(service.calls == ["query igs_1", "query task_1", "download \(Sample.url)"])
    }

    @Test func `a picture that was not fetched when the process was killed is fetched`()
        async throws
    {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [folder = house.folder.path as String] in
            let service = ScriptedService { call in
                if call.hasPrefix("download") { kill(getpid(), SIGKILL) }
            }
            let engine = JobEngine(
                service: "sandbox", ledger: try Ledger(path: folder + "/state/ledger.sqlite"),
                store: ImageStore(folder: folder + "/store"), connect: { service },
                clock: ManualClock(jumps: true))
            let intent = JobIntent(id: Sample.id(1), request: Sample.request)
            _ = await engine.wait(for: [try await engine.submit(intent).id])
        }
        let service = ScriptedService()
        let engine = house.engine(service)
        #expect(try await engine.resume().map(\.status) == [.running])
        #expect(await engine.wait(for: [Sample.id(1)]).map(\.status) == [.completed])
        #expect(service.calls == ["download \(Sample.url)"])
    }
}

extension EngineQueueTests {
    /// Submits jobs 0, 1, … all at once.
    private func submit(
        _ count: Int, to engine: JobEngine, pacing: Pacing = Pacing()
    ) async throws -> Set<OutTaskID> {
        let house = house
        return try await withThrowingTaskGroup(of: OutTaskID.self) { group in
            for number in 0..<count {
                group.addTask { try await engine.submit(house.intent(number, pacing: pacing)).id }
            }
            return try await group.reduce(into: []) { $0.insert($1) }
        }
    }
}
