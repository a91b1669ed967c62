import FoundationEssentials
import GRDB
import IGSClient
import IGSImages
import IGSTestSupport
import Synchronization
import Testing

@testable import IGSJobs

@Suite(.timeLimit(.minutes(1)))
struct EngineTests {
    private let house: House

    init() throws {
        house = try House()
    }

    @Test func `a job becomes a picture`() async throws {
        let service = ScriptedService(
            .init(queries: [.success(.waiting), .success(.atWork), .success(.done)]))
        let engine = house.engine(service)
        let updates = engine.updates()
        let submitted = try await engine.submit(house.intent(1))
        #expect(submitted.status == .queued)
        #expect((.seconds(10)...(.seconds(12))).contains(await house.clock.wakeNext()))
        #expect((.seconds(3.2)...(.seconds(4.8))).contains(await house.clock.wakeNext()))
        #expect((.seconds(3.2)...(.seconds(4.8))).contains(await house.clock.wakeNext()))
        let job = try #require(await engine.wait(for: [submitted.id]).first)

        #expect(job.status == .completed)
        #expect(job.taskID == Sample.task)
        #expect(job.creditsUsed == 33)
        #expect(job.polls == 3)
        #expect(job.failure == nil)
        #expect(!job.sizeMismatch)
        let image = try #require(job.image)
        #expect(Array(try Data(contentsOf: URL(filePath: image.path))) == Picture.png())
        #expect((16.0...22).contains(try #require(job.seconds)))
        #expect(try await house.ledger.job(job.id) == job)
        #expect(
            service.calls == [
                "submit igs_1", "query task_1", "query task_1", "query task_1",
                "download \(Sample.url)",
            ])
        await engine.shutdown()
        let statuses = await updates.reduce(into: []) { $0.append($1.status) }
        #expect(
            statuses == [.queued, .running, .running, .running, .running, .running, .completed])
    }

    @Test func `the intent is in the ledger before anything is sent`() async throws {
        let ledger = house.ledger
        let seen = Mutex<[String]>([])
        let service = ScriptedService { call in
            guard call.hasPrefix("submit") else { return }
            let state = try? await ledger.pool.read {
                try String.fetchOne($0, sql: "SELECT state FROM job")
            }
            seen.withLock { $0.append(state ?? "nothing") }
        }
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let job = try await engine.submit(house.intent(1))
        _ = await engine.wait(for: [job.id])
        #expect(seen.withLock { $0 } == ["sending"])
    }

    @Test func `an unknown word is shown and asked about again`() async throws {
        let odd = TaskReport(taskID: Sample.task, status: .running(unknownWord: "dreaming"))
        let service = ScriptedService(.init(queries: [.success(odd), .success(.done)]))
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let updates = engine.updates()
        let job = try await engine.submit(house.intent(1))
        #expect(await engine.wait(for: [job.id]).map(\.status) == [.completed])
        await engine.shutdown()
        let words = await updates.reduce(into: []) { $0.append($1.unknownWord) }
        #expect(words.contains("dreaming"))
        #expect(words.last == .some(nil))
    }

    @Test func `a timeout detaches a job, and reattaching takes it up again`() async throws {
        let answers = [Result<TaskReport, ServiceError>](repeating: .success(.atWork), count: 3)
        let service = ScriptedService(.init(queries: answers + [.success(.done)]))
        let engine = house.engine(service)
        let pacing = Pacing(pollEvery: .seconds(100), timeout: .seconds(60))
        let job = try await engine.submit(house.intent(1, pacing: pacing))
        await house.clock.wakeNext()
        // The next query would be too late: the last one is at the time-out itself.
        await house.clock.wakeNext()
        let detached = try #require(await engine.wait(for: [job.id]).first)
        #expect(house.clock.uptime == .seconds(60))
        #expect(detached.status == .detached)
        #expect(detached.failure?.kind == .timedOut)
        #expect(detached.progress == 40)
        #expect(try await house.ledger.job(job.id)?.status == .detached)

        #expect(try await engine.reattach(job.id) != nil)
        await house.clock.wakeNext()
        #expect(await engine.wait(for: [job.id]).map(\.status) == [.completed])
        #expect(service.calls.count { $0.hasPrefix("submit") } == 1)
        #expect(try await engine.reattach(job.id) == nil)
    }

    @Test func `a lost reply is found again by our id`() async throws {
        let service = ScriptedService(
            .init(
                submissions: [.error(.ambiguous)],
                queries: [.error(.noSuchTask), .error(.transient), .success(.done)]))
        let engine = house.engine(service)
        let updates = engine.updates()
        let job = try await engine.submit(house.intent(1))
        #expect(await house.clock.wakeNext() == .seconds(2))
        #expect(await house.clock.wakeNext() == .seconds(4))
        #expect(await engine.wait(for: [job.id]).map(\.status) == [.completed])
        #expect(
            service.calls == [
                "submit igs_1", "query igs_1", "query igs_1", "query igs_1", "query task_1",
                "download \(Sample.url)",
            ])
        await engine.shutdown()
        let statuses = await updates.reduce(into: []) { $0.append($1.status) }
        #expect(statuses.contains(.uncertain))
    }

    @Test func `a submission that is not found is parked, and not sent again`() async throws {
        let service = ScriptedService(
            .init(submissions: [.error(.ambiguous)], queries: [.error(.noSuchTask)]))
        let clock = ManualClock(jumps: true)
        let engine = house.engine(service, clock: clock)
        let job = try await engine.submit(house.intent(1))
        #expect(await engine.wait(for: [job.id]).map(\.status) == [.parked])
        #expect(clock.uptime == .seconds(600))
        #expect(service.calls.count { $0.hasPrefix("submit") } == 1)
        #expect(service.calls.count { $0.hasPrefix("query") } == PollSchedule.probeCount)
        // A later look asks once more, until the service has said it twice, and sends nothing.
        #expect(try await engine.resume().map(\.status) == [.parked])
        #expect(await engine.wait(for: [job.id]).map(\.status) == [.parked])
        #expect(service.calls.count { $0.hasPrefix("query") } == PollSchedule.probeCount + 2)
        #expect(service.calls.count { $0.hasPrefix("submit") } == 1)
    }

    @Test func `if nothing can be asked by our id, a lost reply is parked at once`() async throws {
        let service = ScriptedService(.init(submissions: [.error(.ambiguous)]), canProbe: false)
        let engine = house.engine(service)
        let job = try await engine.submit(house.intent(1))
        #expect(await engine.wait(for: [job.id]).map(\.status) == [.parked])
        #expect(service.calls == ["submit igs_1"])
    }

    @Test func `a throttled submission is sent again under the same id`() async throws {
        let patience = ServiceError(
            kind: .throttled, operation: .submit, retryAfter: .seconds(12))
        let service = ScriptedService(
            .init(submissions: [.failure(patience), .success(Acceptance(taskID: nil))]))
        let engine = house.engine(service)
        let job = try await engine.submit(house.intent(1))
        #expect((.seconds(12)...(.seconds(13))).contains(await house.clock.wakeNext()))
        await house.clock.wakeNext()
        #expect(await engine.wait(for: [job.id]).map(\.status) == [.completed])
        #expect(service.calls.prefix(3) == ["submit igs_1", "submit igs_1", "query igs_1"])
    }

    @Test(arguments: [
        (ServiceError.Kind.unauthorized, JobStatus.failed), (.noCredits, .failed),
        (.rejected, .rejected), (.notAccepted, .failed), (.untrusted, .failed),
    ])
    func `a refusal is final`(kind: ServiceError.Kind, status: JobStatus) async throws {
        let refusal = ServiceError(
            kind: kind, operation: .submit, message: "no", code: "433", categories: ["violence"])
        let service = ScriptedService(.init(submissions: [.failure(refusal)]))
        let engine = house.engine(service)
        let id = try await engine.submit(house.intent(1)).id
        let job = try #require(await engine.wait(for: [id]).first)
        #expect(job.status == status)
        #expect(job.failure == JobFailure(refusal))
        #expect(job.failure?.kind.service == kind)
        #expect(service.calls == ["submit igs_1"])
    }

    @Test func `a wrong key while polling pauses the job and loses nothing`() async throws {
        let service = ScriptedService(
            .init(queries: [.error(.unauthorized), .error(.unauthorized), .success(.done)]))
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let id = try await engine.submit(house.intent(1)).id
        #expect(await engine.wait(for: [id]).map(\.status) == [.paused])
        #expect(try await engine.resume().map(\.id) == [id])
        #expect(await engine.wait(for: [id]).map(\.status) == [.completed])
    }
}

/// Downloads.
extension EngineTests {
    @Test func `a truncated picture is fetched again`() async throws {
        let service = ScriptedService(
            .init(downloads: [
                .success(Picture.png().dropLast(3)), .error(.transient), .success(Picture.png()),
            ]))
        let job = try await run(service)
        #expect(job.status == .completed)
        #expect(service.calls.count { $0.hasPrefix("download") } == 3)
        let names = house.folder.names(in: "state/store/images")
        #expect(names.count { $0.hasSuffix(".png") } == 1)
        #expect(names.count { $0.hasSuffix(".damaged") } == 1)
    }

    @Test func `a picture of another size is kept and flagged`() async throws {
        let service = ScriptedService(.init(downloads: [.success(Picture.png(1024, 1024))]))
        let job = try await run(service)
        #expect(job.status == .completed)
        #expect(job.sizeMismatch)
        #expect(job.image?.size == PixelSize(width: 1024, height: 1024))
        #expect(try await house.ledger.job(job.id)?.sizeMismatch == true)
    }

    @Test func `a page in place of a picture fails the job and is kept`() async throws {
        let service = ScriptedService(.init(downloads: [.success(Array("<html>".utf8))]))
        let job = try await run(service)
        #expect(job.status == .failed)
        #expect(job.failure?.kind == .damagedImage)
        let names = house.folder.names(in: "state/store/images")
        #expect(names.count == 1 && names.allSatisfy { $0.hasSuffix(".damaged") })
        #expect(try await house.ledger.job(job.id)?.failure?.keptBytes == job.failure?.keptBytes)
        #expect(job.failure?.keptBytes.map { FileManager.default.fileExists(atPath: $0) } == true)
    }

    @Test func `an address that is refused for good expires the job`() async throws {
        let service = ScriptedService(.init(downloads: [.error(.notAccepted)]))
        let job = try await run(service)
        #expect(job.status == .expired)
        #expect(service.calls.count { $0.hasPrefix("query") } == 9)
        #expect(service.calls.count { $0.hasPrefix("download") } == 9)
        #expect(try await house.ledger.job(job.id)?.addresses == [Sample.url])
    }

    @Test func `a store that cannot be written loses nothing`() async throws {
        let service = ScriptedService()
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        // It can be, when there is nothing to keep yet.
        try await engine.prepare()
        try FileManager.default.removeItem(atPath: house.folder.path + "/state/store")
        let obstacle = try house.folder.write([], to: "state/store")
        let id = try await engine.submit(house.intent(1)).id
        let detached = try #require(await engine.wait(for: [id]).first)
        #expect(detached.status == .detached)
        #expect(detached.failure?.kind == .storage)
        try FileManager.default.removeItem(atPath: obstacle)
        #expect(try await engine.resume().count == 1)
        #expect(await engine.wait(for: [id]).map(\.status) == [.completed])
    }

    @Test func `nothing is sent if no picture could be kept`() async throws {
        let obstacle = try house.folder.write([], to: "state/store")
        let service = ScriptedService()
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let refused = await #expect(throws: LedgerError.self) {
            try await engine.submit(house.intent(1))
        }
        #expect(refused?.underlying is ImageStoreError && service.calls.isEmpty)
        try FileManager.default.removeItem(atPath: obstacle)
        let id = try await engine.submit(house.intent(1)).id
        #expect(await engine.wait(for: [id]).map(\.status) == [.completed])
    }

    @Test func `a reference is sent from the store`() async throws {
        let path = try house.folder.write(Picture.png(3, 2), to: "photo.png")
        let request = try GenerationRequest(
            prompt: "a castle", references: [ReferenceImage(file: path)])
        let engine = house.engine(
            ScriptedService(.init(downloads: [.success(Picture.png(1024, 1024))])))
        let job = try await engine.submit(JobIntent(request: request))
        guard case .file(let copy) = job.request.references.first?.source else {
            Issue.record("\(job.request.references)")
            return
        }
        #expect(copy.hasPrefix(house.folder.path + "/state/store/references/"))
        #expect(try await house.ledger.job(job.id)?.request == job.request)
        await engine.shutdown()
    }

    private func run(_ service: ScriptedService) async throws -> Job {
        let engine = house.engine(service, clock: ManualClock(jumps: true))
        let id = try await engine.submit(house.intent(1)).id
        return try #require(await engine.wait(for: [id]).first)
    }
}
