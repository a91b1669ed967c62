import IGSClient
import IGSTestSupport
import Testing

@testable import IGSJobs

/// The engine over the real client, down to the bytes.
@Suite(.timeLimit(.minutes(1)))
struct EngineOverClientTests {
    @Test func `a lost reply is found again, and the picture fetched`() async throws {
        let house = try House()
        let transport = ScriptedTransport { request in
            switch request.url {
            case let url where url.hasSuffix("/api/openapi/submit"):
                .hangUp
            case let url where url.hasSuffix("/api/openapi/query"):
                .reply(
                    status: 200,
                    body: [
                        Array(
                            #"""
                            {"statusCode":200,"data":{"task_id":"task_7","status":"completed",
                            "credits_used":33,"output":[{"url":"https://cdn.example/7"}]}}
                            """#.utf8)
                    ])
            default:
                .reply(status: 200, body: [Picture.png()])
            }
        }
        let key = try #require(Secret("a-key"))
        let connect: @Sendable () async throws -> Client = {
            Client(service: .live, key: key, transport: transport)
        }
        let engine = JobEngine(
            service: Service.live.origin, ledger: house.ledger, store: house.store,
            connect: connect, clock: ManualClock(jumps: true))
        let id = try await engine.submit(house.intent(1)).id
        let job = try #require(await engine.wait(for: [id]).first)
        #expect(job.status == .completed)
        #expect(job.taskID?.rawValue == "task_7")
        #expect(job.creditsUsed == 33)
        #expect(job.image?.size == Sample.request.pixelSize)
        let urls = transport.received.map(\.url)
        #expect(urls.count { $0.hasSuffix("/submit") } == 1)
        #expect(transport.received.last?.key == nil)
    }
}
