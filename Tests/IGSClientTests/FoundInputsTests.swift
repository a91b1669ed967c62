import IGSTestSupport
import Testing

/// What `scripts/fuzz` has found, and must not find again.
@Suite struct FoundInputsTests {
    @Test func `there are some`() {
        #expect(!FoundInputs.names("Reply").isEmpty && !FoundInputs.names("RetryAfter").isEmpty)
    }

    @Test(arguments: FoundInputs.names("Reply"))
    func `a reply that was found stays mended`(name: String) throws {
        #expect(ReplyProperties.violation(of: try FoundInputs.bytes("Reply", name)) == nil)
    }

    @Test(arguments: FoundInputs.names("RetryAfter"))
    func `a wait that was found stays mended`(name: String) throws {
        #expect(
            RetryAfterProperties.violation(of: try FoundInputs.bytes("RetryAfter", name)) == nil)
    }
}
