import IGSClient
import IGSTestSupport
import Testing

/// Every form of reply and error that has been seen, a file each: Protocol, "Seen in practice".
@Suite struct WireFixtureTests {
    @Test(arguments: try WireFixture.all("submit"))
    func `a reply to a submission is read as its fixture says`(fixture: WireFixture) async throws {
        let client = try client(fixture)
        let request = try GenerationRequest(
            prompt: "a castle", references: fixture.sent.map { try ReferenceImage(url: $0) })
        do throws(ServiceError) {
            let acceptance = try await client.submit(request, id: .test)
            #expect(fixture.expect.kind == nil)
            #expect(acceptance.taskID?.rawValue == fixture.expect.taskID)
            #expect(acceptance.estimatedCredits == fixture.expect.estimatedCredits)
            #expect(acceptance.report?.results == fixture.expect.results)
            #expect(acceptance.report?.creditsUsed == fixture.expect.creditsUsed)
            #expect(acceptance.pollPath == fixture.expect.pollPath)
        } catch {
            expect(error, fixture, kind: fixture.expect.kind)
        }
    }

    @Test(arguments: try WireFixture.all("query"))
    func `a reply to a query is read as its fixture says`(fixture: WireFixture) async throws {
        let client = try client(fixture)
        do throws(ServiceError) {
            let task = TaskID(rawValue: fixture.expect.taskID ?? "task_1")
            let report = try await client.query(
                TaskSubject(task: task, id: nil, sent: Set(fixture.sent)))
            #expect(fixture.expect.kind == nil)
            #expect(report.taskID?.rawValue == fixture.expect.taskID)
            #expect(word(report.status) == fixture.expect.taskStatus)
            #expect(report.progress == fixture.expect.progress)
            #expect(report.results == fixture.expect.results ?? [])
            #expect(report.expiresAt == fixture.expect.expiresAt)
            #expect(report.creditsUsed == fixture.expect.creditsUsed)
            #expect(report.failure?.kind.rawValue == fixture.expect.failure)
            if let failure = report.failure {
                expect(failure, fixture, kind: fixture.expect.failure)
            }
        } catch {
            expect(error, fixture, kind: fixture.expect.kind)
        }
    }

    @Test(arguments: try WireFixture.all("balance"))
    func `a reply about the balance is read as its fixture says`(
        fixture: WireFixture
    ) async throws {
        let client = try client(fixture)
        do throws(ServiceError) {
            let balance = try await client.balance()
            #expect(fixture.expect.kind == nil)
            #expect(balance.credits == fixture.expect.credits)
            #expect(balance.dollars == fixture.expect.dollars)
            #expect(balance.isUnlimited == fixture.expect.unlimited ?? false)
        } catch {
            expect(error, fixture, kind: fixture.expect.kind)
        }
    }

    @Test func `the fixtures are all there`() throws {
        let count = try ["submit", "query", "balance"].map { try WireFixture.all($0).count }
        #expect(count[0] >= 120 && count[1] >= 155 && count[2] >= 15)
    }

    private func client(_ fixture: WireFixture) throws -> Client {
        try Client.scripted(
            ScriptedTransport([.init(fixture)]),
            dialect: #require(Dialect(rawValue: fixture.dialect)))
    }

    private func expect(
        _ error: ServiceError, _ fixture: WireFixture, kind: String?,
        at location: SourceLocation = #_sourceLocation
    ) {
        #expect(error.kind.rawValue == kind, sourceLocation: location)
        #expect(error.operation.rawValue == fixture.operation, sourceLocation: location)
        #expect(error.httpStatus == fixture.status, sourceLocation: location)
        #expect(error.code == fixture.expect.code, sourceLocation: location)
        #expect(error.categories == fixture.expect.categories ?? [], sourceLocation: location)
        #expect(error.requestID == fixture.expect.requestID, sourceLocation: location)
        let wait = fixture.expect.retryAfter.map { Duration.milliseconds(Int($0 * 1000)) }
        #expect(error.retryAfter == wait, sourceLocation: location)
        if let message = fixture.expect.message {
            #expect(error.message == message, sourceLocation: location)
        }
    }

    private func word(_ status: TaskStatus) -> String {
        switch status {
        case .queued: "queued"
        case .running(nil): "running"
        case .running(let word?): "running:\(word)"
        case .completed: "completed"
        case .failed: "failed"
        case .cancelled: "cancelled"
        case .expired: "expired"
        }
    }
}
