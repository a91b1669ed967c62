import IGSTestSupport
import Testing

/// What `scripts/fuzz` has found, and must not find again.
@Suite struct FoundInputsTests {
    @Test func `there are some`() {
        #expect(!FoundInputs.names("Terminal").isEmpty)
    }

    @Test(arguments: FoundInputs.names("Terminal"))
    func `text for a terminal that was found stays mended`(name: String) throws {
        #expect(TerminalProperties.violation(of: try FoundInputs.bytes("Terminal", name)) == nil)
    }
}
