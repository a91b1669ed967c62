import IGSTestSupport
import Testing

@testable import IGSClient
import IGSRandom

/// The parts of reading a reply, where the fixtures do not reach.
@Suite struct ReplyReadingTests {
    @Test(arguments: [
        ("pending", TaskStatus.queued), ("submitted", .queued), ("queued", .queued),
        ("processing", .running(unknownWord: nil)), ("running", .running(unknownWord: nil)),
        ("in_progress", .running(unknownWord: nil)), ("completed", .completed),
        ("succeeded", .completed), ("success", .completed), ("finished", .completed),
        ("failed", .failed), ("failure", .failed), ("error", .failed), ("canceled", .cancelled),
        ("cancelled", .cancelled), ("expired", .expired), ("COMPLETED", .completed),
        ("0", .queued), ("1", .running(unknownWord: nil)), ("2", .completed), ("3", .failed),
        ("4", .failed), ("5", .running(unknownWord: "5")),
        ("Dreaming", .running(unknownWord: "Dreaming")), ("queuing", .queued),
        ("waiting", .queued), ("Not Started", .queued), ("not-started", .queued),
        ("generating", .running(unknownWord: nil)), ("IN PROGRESS", .running(unknownWord: nil)),
        ("in-progress", .running(unknownWord: nil)), ("succeed", .completed), ("done", .completed),
        ("TASK_STATUS_SUCCEED", .completed), ("fail", .failed), ("timeout", .failed),
        ("rejected", .failed), ("moderation_failed", .failed), ("Upload-Failed", .failed),
    ])
    func `a status word means what the protocol says`(word: String, status: TaskStatus) {
        #expect(TaskWord(word)?.status == status)
    }

    @Test(arguments: [
        ("Please try again in 12s.", 12.0), ("try again in 1m30s", 90), ("Try Again In 500ms", 0.5),
        ("try again in 2 minutes", 120), ("try again in 1.5 seconds.", 1.5),
        ("try again in 1e19s", nil), ("try again in 99999999999999999999 hours", 86400),
        ("try again in NaN", nil), ("try again in a minute", nil), ("try again in 12", nil),
        ("try again in", nil), ("", nil), ("try again in 12.", nil),
    ])
    func `a wait is read from a message`(message: String, seconds: Double?) {
        #expect(
            RetryAfter.duration(message: message)
                == seconds.map { .milliseconds(Int($0 * 1000)) })
    }

    @Test(arguments: [
        ("7", 7.0), (" 7 ", 7), ("0", 0), ("0.5", 0.5), ("1e19", 86400), ("1e400", nil),
        ("99999999999999999999999", 86400), ("-5", nil), ("NaN", nil), ("inf", nil), ("0x10", nil),
        ("", nil), ("soon", nil), ("-0", nil), ("+5", nil), ("7, 8", nil),
        // Counted from 1994-11-06 08:49:37.
        ("Sun, 06 Nov 1994 08:50:37 GMT", 60), ("Sunday, 06-Nov-94 08:50:37 GMT", 60),
        ("Sun Nov  6 08:50:37 1994", 60), (" Sun, 06 Nov 1994 08:50:37 GMT ", 60),
        ("Mon, 07 Nov 1994 08:49:36 GMT", 86399), ("Fri, 31 Dec 9999 23:59:60 GMT", 86400),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0), ("Sun, 06 Nov 1994 08:49:36 GMT", 0),
        ("Mon, 01 Jan 0001 00:00:00 GMT", 0),
        ("Sun, 06 Nov 1994 08:50:37", nil), ("Sun, 06 Nov 1994 08:50:37 CET", nil),
        ("Sun, 31 Feb 1994 08:50:37 GMT", nil), ("Sun, 06 Nov 1994 24:50:37 GMT", nil),
        ("Sun, 06 Nov 0000 08:50:37 GMT", nil), ("Sun, 06 Xxx 1994 08:50:37 GMT", nil),
        ("Sun, 06 Nov 99999999999999999999 08:50:37 GMT", nil),
        ("Sun, 06 Nov 1994 8:50:37 GMT", nil),
    ])
    func `a wait is read from a header`(value: String, seconds: Double?) {
        #expect(
            RetryAfter.duration(header: value, now: 784_111_777)
                == seconds.map { .milliseconds(Int($0 * 1000)) })
    }

    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000), ("Friday, 01-Jan-70 00:00:01 GMT", 1),
        ("Tuesday, 01-Jan-69 00:00:00 GMT", 3_124_224_000),
        ("Wed, 31 Dec 1969 23:59:59 GMT", -1), ("Tue Mar  1 00:00:00 2000", 951_868_800),
    ])
    func `a date of HTTP's is a moment`(text: String, seconds: Int) {
        #expect(HTTPDate(text)?.secondsSince1970 == seconds)
    }

    @Test func `a date is counted from the server's own time`() {
        let reply = RawReply(
            status: 503,
            headers: [
                "Date": "Sun, 06 Nov 1994 08:49:37 GMT",
                "Retry-After": "Sun, 06 Nov 1994 08:49:49 GMT",
            ], body: [])
        let error = ErrorReader(operation: .query, reply: reply, envelope: nil).error()
        #expect(error.retryAfter == .seconds(12))
    }

    @Test(arguments: [(429, true), (503, true), (500, false), (400, false), (200, false)])
    func `only a throttled or unavailable service is waited for as told`(
        status: Int, isTold: Bool
    ) {
        for headers in [["Retry-After": "7"], [:]] as [HeaderFields] {
            let body = Array(#"{"error":{"message":"try again in 7s"}}"#.utf8)
            let reply = RawReply(status: status, headers: headers, body: body)
            let error = ErrorReader(
                operation: .query, reply: reply, envelope: Envelope(body)
            ).error()
            #expect(error.retryAfter == (isTold ? .seconds(7) : nil))
        }
    }

    @Test(arguments: [
        ("safety_violations=[violence].", ["violence"]),
        ("x Safety_Violations=[a, 'b',\"c\" , ] y", ["a", "b", "c"]),
        ("safety_violations=[]", []), ("safety_violations=[violence", []),
        ("safety_violations=violence", []), ("", []),
    ])
    func `categories are read from a message`(message: String, categories: [String]) {
        #expect(ErrorText.categories(in: message) == categories)
    }

    @Test(arguments: [
        ("include the request ID req_0a1b2c in your message", "req_0a1b2c"),
        ("request_id: 550e8400-e29b-41d4", "550e8400-e29b-41d4"),
        ("(request id=wfr_0199)", "wfr_0199"), ("your request identifies nobody", nil), ("", nil),
    ])
    func `a request's id is read from a message`(message: String, id: String?) {
        #expect(ErrorText.requestID(in: message) == id)
    }

    @Test func `mutated replies are read without a trap`() {
        var generator = SeededRandom(seed: 42)
        let replies = [
            #"{"code":200,"data":{"id":"t","status":"completed","progress":100,"result":{"images":[{"url":["https://a.b/c"],"expires_at":1763174708}]}}}"#,
            #"{"error":{"code":"moderation_blocked","message":"request ID req_1 safety_violations=[a]. try again in 12s"}}"#,
        ].map { Array($0.utf8) }
        for reply in replies {
            for _ in 0..<2000 {
                var bytes = reply
                for _ in 0..<Int.random(in: 1...5, using: &generator) {
                    let index = Int.random(in: bytes.indices, using: &generator)
                    let digits = Array("0123456789eE+-.[]{}\",:\u{0}ntf".utf8)
                    bytes[index] = digits.randomElement(using: &generator) ?? 0
                }
                let raw = RawReply(
                    status: [200, 400, 404, 429, 500].randomElement(using: &generator) ?? 200,
                    headers: [:], body: bytes)
                _ = try? QueryReader(reply: raw, subject: TaskSubject(task: nil, id: nil)).outcome()
                _ = try? SubmissionReader(id: .test, reply: raw).acceptance()
                _ = try? BalanceReader(reply: raw).balance()
            }
        }
    }
}
