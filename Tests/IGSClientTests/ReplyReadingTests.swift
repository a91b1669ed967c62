@testable import IGSClient
import Testing

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
        ("Dreaming", .running(unknownWord: "Dreaming")),
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
        ("7", 7.0), (" 7 ", 7), ("0", 0), ("0.5", 0.5), ("1e19", 86400), ("-5", nil), ("NaN", nil),
        ("inf", nil), ("0x10", nil), ("", nil), ("soon", nil),
        ("Wed, 21 Oct 2026 07:28:00 GMT", nil),
    ])
    func `a wait is read from a header`(value: String, seconds: Double?) {
        #expect(
            RetryAfter.duration(header: value) == seconds.map { .milliseconds(Int($0 * 1000)) })
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
        var generator = Reproducible(seed: 42)
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
                _ = try? QueryReader(reply: raw).outcome()
                _ = try? SubmissionReader(id: .test, reply: raw).acceptance()
                _ = try? BalanceReader(reply: raw).balance()
            }
        }
    }
}
