import IGSTestSupport
import Testing

@testable import IGSClient

/// Replies about another task, and refusals that contradict themselves.
struct IdentityTests {
    private static func query(_ body: String, task: String?) async -> ServiceError.Kind? {
        guard let client = try? Client.scripted(ScriptedTransport([.json(body)])) else {
            return nil
        }
        do throws(ServiceError) {
            _ = try await client.query(
                TaskSubject(task: task.flatMap(TaskID.init(rawValue:)), id: .test))
            return nil
        } catch {
            return error.kind
        }
    }

    @Test(arguments: [
        (
            #"{"code":200,"data":{"task_id":"t1","out_task_id":"igs_test","status":"processing"}}"#,
            true
        ),
        (#"{"code":200,"data":{"task_id":"t1","status":"processing"}}"#, true),
        (#"{"code":200,"data":{"id":"t1","status":"processing"}}"#, true),
        (#"{"code":200,"data":{"taskId":"t1","status":"processing"}}"#, true),
        (#"{"code":200,"data":{"id":7,"task_id":"t1","status":"processing"}}"#, true),
        (#"{"code":200,"data":{"out_task_id":"igs_test","status":"processing"}}"#, true),
        (#"{"code":200,"data":{"status":"processing"}}"#, true),
        (
            #"{"code":200,"data":[{"task_id":"t2","status":"completed"},{"task_id":"t1","status":"processing"}]}"#,
            true
        ),
        (
            #"{"code":200,"data":{"task_id":"t2","status":"completed","output":[{"url":"https://x.example/1.png"}],"credits_used":900}}"#,
            false
        ),
        (
            #"{"code":200,"data":{"task_id":"t1","out_task_id":"another","status":"processing"}}"#,
            false
        ),
        (
            #"{"code":200,"data":{"task_id":"t2","out_task_id":"igs_test","status":"processing"}}"#,
            false
        ),
        (#"{"code":200,"data":{"id":"t2","status":"failed"}}"#, false),
        (#"{"task_id":"t2","code":200,"data":{"status":"completed"}}"#, false),
        (#"{"out_task_id":"another","code":200,"data":{"status":"completed"}}"#, false),
    ])
    func `a reply to a query is about the task that was asked for, or about none`(
        body: String, isOurs: Bool
    ) async {
        #expect(await Self.query(body, task: "t1") == (isOurs ? nil : .otherTask), "\(body)")
    }

    @Test(arguments: [
        (
            #"{"code":200,"data":{"task_id":"t9","out_task_id":"igs_test","status":"pending"}}"#,
            true
        ),
        (#"{"code":200,"data":{"task_id":"t9","status":"pending"}}"#, true),
        (
            #"{"code":200,"data":{"task_id":"t9","out_task_id":"another","status":"pending"}}"#,
            false
        ),
    ])
    func `a reply to a question by our own id is about that`(body: String, isOurs: Bool) async {
        #expect(await Self.query(body, task: nil) == (isOurs ? nil : .otherTask), "\(body)")
    }

    /// What a reply to a submission comes to: an acceptance (nil), or a kind of error.
    @Test(arguments: [
        (200, #"{"code":200,"data":{"task_id":"t1","status":"pending"}}"#, nil),
        (
            200,
            #"{"ok":true,"statusCode":200,"data":{"task_id":"","out_task_id":"igs_test","status":"pending"}}"#,
            nil
        ),
        (
            200,
            #"{"code":200,"data":{"task_id":"t1","out_task_id":"another","status":"pending"}}"#,
            .ambiguous
        ),
        (429, #"{"code":429,"message":"slow down"}"#, ServiceError.Kind.throttled),
        (429, #"{"code":429,"message":"slow down","data":{"task_id":"t1"}}"#, .ambiguous),
        (429, #"{"code":429,"data":[{"status":"submitted"}]}"#, .ambiguous),
        (400, #"{"code":400,"message":"bad","data":{"status":"pending"}}"#, .ambiguous),
        (400, #"{"code":400,"message":"bad","status":"error"}"#, .notAccepted),
        (400, #"{"code":400,"message":"bad","data":{"status":0}}"#, .notAccepted),
        (200, #"{"ok":true,"statusCode":400,"message":"bad","data":{"task_id":"t1"}}"#, .ambiguous),
        (401, #"{"code":401,"data":{"task_id":"t1"}}"#, .ambiguous),
        (402, #"{"error":{"code":"insufficient_quota"},"task_id":"t1"}"#, .ambiguous),
        (400, #"{"error":{"code":"moderation_blocked"},"data":{"id":"t1"}}"#, .ambiguous),
        (400, #"{"code":400,"message":"out_task_id already exists"}"#, .ambiguous),
        (400, #"{"code":400,"message":"this out_task_id has been used before"}"#, .ambiguous),
        (400, #"{"code":400,"message":"Duplicate task"}"#, .ambiguous),
        (400, #"{"error":{"code":"duplicate_out_task_id","message":"conflict"}}"#, .ambiguous),
        (409, #"{"code":409,"message":"conflict"}"#, .ambiguous),
        (400, #"{"code":400,"message":"out_task_id is too long"}"#, .notAccepted),
        (
            200,
            #"{"ok":false,"statusCode":200,"message":"","data":{"task_id":"t1","status":"pending"}}"#,
            .ambiguous
        ),
        (200, #"{"success":false,"message":"no","data":{"status":"pending"}}"#, .ambiguous),
        (500, #"{"code":500,"data":{"task_id":"t1"}}"#, nil),
        // An id beside data is the request's, or the task's. Where data gives the reason, it is the request's.
        (
            202,
            #"{"success":false,"status_code":"task_not_found","id":"t1","data":{"0":"https://a/1.png"}}"#,
            .ambiguous
        ),
        (
            400,
            #"{"code":400,"message":"bad","id":"t1","data":{"images":[{"url":"https://a/1.png"}]}}"#,
            .ambiguous
        ),
        (400, #"{"code":400,"message":"bad","id":"t1","data":{}}"#, .ambiguous),
        (400, #"{"code":400,"id":"r1","data":{"message":"the ratio is wrong"}}"#, .notAccepted),
        (400, #"{"code":400,"message":"bad","id":"r1","data":{"code":"ratio"}}"#, .notAccepted),
        (400, #"{"code":400,"message":"bad","request_id":"r1","data":{}}"#, .notAccepted),
    ])
    func `a refusal with signs of a task is doubt`(
        status: Int, body: String, kind: ServiceError.Kind?
    ) async throws {
        let client = try Client.scripted(ScriptedTransport([.json(body, status: status)]))
        let request = try GenerationRequest(prompt: "a")
        do throws(ServiceError) {
            _ = try await client.submit(request, id: .test)
            #expect(kind == nil, "\(body)")
        } catch {
            #expect(error.kind == kind, "\(body)")
        }
    }

    @Test(
        arguments: [
            (#""credits_used":33"#, 33, nil), (#""credits_cost":3.3,"cost":0.33"#, 3.3, 330),
            (#""credits_used":"3.3","cost":"0.33""#, 3.3, 330), (#""cost":33"#, 33, nil),
            (#""cost":-1"#, nil, nil),
        ] as [(String, Double?, Int?)])
    func `cost is in dollars where credits stand beside it`(
        fields: String, credits: Double?, mills: Int?
    ) async throws {
        let body = #"{"code":200,"data":{"task_id":"t1","status":"processing",\#(fields)}}"#
        let client = try Client.scripted(ScriptedTransport([.json(body)]))
        let report = try await client.query(TaskSubject(task: TaskID(rawValue: "t1"), id: .test))
        #expect(report.creditsUsed == credits)
        #expect(report.cost?.mills == mills)
    }
}
