import IGSClient
import IGSTestSupport
import Testing

@testable import IGSJobs

import Glibc

@Suite(.timeLimit(.minutes(1)))
struct RunTests {
    private let house: House

    init() throws {
        house = try House()
    }

    @Test func `the newest unfinished run of a script is found`() async throws {
        let ledger = house.ledger
        let first = try await ledger.beginRun(script: "/a.igs", digest: "1", now: 10)
        // By when the rows were made: the clock may have been set back.
        let second = try await ledger.beginRun(script: "/a.igs", digest: "2", now: 5)
        _ = try await ledger.beginRun(script: "/b.igs", digest: "3", now: 30)
        #expect(try await ledger.lastUnfinishedRun(of: "/a.igs") == second)
        try await ledger.endRun(second.id, now: 40)
        #expect(try await ledger.lastUnfinishedRun(of: "/a.igs") == first)
        #expect(try await ledger.run(second.id)?.endedAt == 40)
        try await ledger.endRun(first.id)
        #expect(try await ledger.lastUnfinishedRun(of: "/a.igs") == nil)
    }

    @Test func `a run that a living process is running is not resumed`() async throws {
        let run = try await house.ledger.beginRun(script: "/a.igs", digest: "1")
        let other = try house.anotherLedger()
        #expect(try await other.run(run.id)?.isRunningElsewhere == true)
        await expectFailure(.notOwned) { _ = try await other.resumeRun(run.id) }
        house.ledger.close()
        #expect(try await other.resumeRun(run.id).digest == "1")
    }

    @Test func `the same place of the same run gives the same id`() throws {
        let run = try #require(RunID(rawValue: "r-1"))
        let other = try #require(RunID(rawValue: "r-2"))
        let id = OutTaskID.derived(run: run, place: "3:1")
        // Fixed for ever: a later version resumes the runs of an earlier one.
        #expect(id.rawValue == "igs_n45hifdc32vntinha65opsx3mgauvlbw")
        #expect(OutTaskID.derived(run: run, place: "3:1") == id)
        #expect(OutTaskID.derived(run: run, place: "3:2") != id)
        #expect(OutTaskID.derived(run: other, place: "3:1") != id)
        #expect(OutTaskID(rawValue: id.rawValue) == id)
    }

    @Test func `a resumed run adopts the jobs that a killed one submitted`() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [folder = house.folder.path as String] in
            let service = ScriptedService { call in
                if call.hasPrefix("query") { kill(getpid(), SIGKILL) }
            }
            let engine = JobEngine(
                service: "sandbox", ledger: try Ledger(path: folder + "/state/ledger.sqlite"),
                store: ImageStore(folder: folder + "/store"), connect: { service },
                clock: ManualClock(jumps: true))
            let intent = JobIntent(id: Sample.id(1), request: Sample.request)
            _ = await engine.wait(for: [try await engine.submit(intent).id])
        }
        let service = ScriptedService()
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        #expect(try await engine.adopt(Sample.id(2)) == nil)
        let job = try #require(try await engine.adopt(Sample.id(1)))
        #expect(await engine.wait(for: [job.id]).map(\.status) == [.completed])
        #expect(try await engine.adopt(Sample.id(1))?.status == .completed)
        #expect(service.calls.count { $0.hasPrefix("submit") } == 0)
    }

    @Test func `a job that a living process drives is not adopted`() async throws {
        let service = ScriptedService(.init(queries: [.success(.atWork)]))
        let engine = house.engine(service)
        let id = try await engine.submit(house.intent(1)).id
        let other = house.engine(service, ledger: try house.anotherLedger())
        await expectFailure(.notOwned) { _ = try await other.adopt(id) }
        #expect(try await engine.adopt(id)?.id == id)
        await engine.shutdown()
        #expect(try await other.adopt(id)?.id == id)
        await other.shutdown()
    }

    @Test func `of two that submit the same id, one adopts`() async throws {
        let service = ScriptedService()
        let ours = house.engine(service, clock: ManualClock(jumps: true))
        let theirs = house.engine(
            service, ledger: try house.anotherLedger(), clock: ManualClock(jumps: true))
        let engines = [ours, theirs]
        let house = house
        let committed = await withTaskGroup(of: Bool.self) { group in
            for engine in engines {
                group.addTask { (try? await engine.submit(house.intent(1))) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(committed == 1)
        for engine in engines { _ = await engine.wait(for: [Sample.id(1)]) }
        #expect(service.calls.count { $0.hasPrefix("submit") } == 1)
    }

    @Test func `following a job takes it over when its process is gone`() async throws {
        let service = ScriptedService(.init(queries: [.success(.atWork), .success(.done)]))
        let engine = house.engine(service)
        let id = try await engine.submit(house.intent(1)).id
        _ = await house.clock.sleepers(1)
        let clock = ManualClock()
        let other = house.engine(service, ledger: try house.anotherLedger(), clock: clock)
        async let followed = other.follow([id])
        #expect(await clock.sleepers(1) == [.seconds(1)])
        await engine.shutdown()
        await clock.wakeNext()
        #expect(try await followed.map(\.id) == [id])
        await clock.wakeNext()
        #expect(await other.wait(for: [id]).map(\.status) == [.completed])
    }
}
